"""What was made from what (pure): a scene's words -> its frame -> its takes -> the film.

Every made thing keeps the digests of what it was made from. It is fresh as long as they are those of now: a change
makes it stale, changing back makes it fresh again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

FRESH, STALE, MISSING, NONE = "fresh", "stale", "missing", "none"
STATES = [(FRESH, "Up to date"), (STALE, "Out of date"), (MISSING, "Not made yet"), (NONE, "Nothing to make it from")]


def digest(*parts: str) -> str:
    """The digest of some texts: 32 hexadecimal digits."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Node:
    """How one made thing stands, and why, in plain words; fresh ones need none."""

    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MadeFrame:
    """The frame in use. `made_from`, `looks`: digests of the words and of the looks (chips, and what is left out) that
    it fits; empty where it fits all: a picture of one's own, and where that was not kept yet."""

    sha256: str
    made_from: frozenset[str] = frozenset()
    looks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MadeTake:
    """The chosen take: the frame that it begins with (empty: unknown), the digest of its camera (None: unknown) and
    those of the looks that it fits (empty: all)."""

    sha256: str
    frame: str = ""
    camera: str | None = None
    looks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """A scene as it stands: digests of what a picture shows and of how the camera moves; empty `words`: it has none.
    `frame_look`, `take_look`: of its chips for either and of what it leaves out."""

    words: str
    camera: str
    frame_look: str = ""
    take_look: str = ""
    frame: MadeFrame | None = None
    take: MadeTake | None = None


@dataclass(frozen=True, slots=True)
class SceneStates:
    """How a scene's frame and take stand."""

    frame: Node
    take: Node

    @property
    def redoes_frame(self) -> bool:
        """Whether the frame has to be made anew."""
        return self.frame.state == STALE

    @property
    def redoes_take(self) -> bool:
        """Whether the take has to be made anew."""
        return self.take.state == STALE


def scene_states(scene: SceneFacts) -> SceneStates:
    """How what was made of a scene stands."""
    frame = _frame(scene)
    return SceneStates(frame, _take(scene, frame))


def _frame(scene: SceneFacts) -> Node:
    if scene.frame is None:
        return Node(MISSING, "No frame was made yet.") if scene.words else Node(NONE, "This scene has no words yet.")
    if scene.frame.made_from and scene.words not in scene.frame.made_from:
        return Node(STALE, "The words changed after this frame was made.")
    if scene.frame.looks and scene.frame_look not in scene.frame.looks:
        return Node(STALE, "The chips, or what is left out, changed after this frame was made.")
    return Node(FRESH)


def _take(scene: SceneFacts, frame: Node) -> Node:
    if scene.take is None:
        return (
            Node(MISSING, "No take was chosen yet.") if scene.frame else Node(NONE, "There is no frame to begin with.")
        )
    if frame.state == STALE:
        return Node(STALE, "It begins with a frame that is out of date.")
    if scene.frame and scene.take.frame and scene.take.frame != scene.frame.sha256:
        return Node(STALE, "Another frame was chosen after this take was shot.")
    if scene.take.camera is not None and scene.take.camera != scene.camera:
        return Node(STALE, "The camera changed after this take was shot.")
    if scene.take.looks and scene.take_look not in scene.take.looks:
        return Node(STALE, "The chips, or what is left out, changed after this take was shot.")
    return Node(FRESH)


def film_state(takes: Sequence[str | None], cut: Sequence[str] | None, stale: Sequence[int]) -> Node:
    """How the film stands: the scenes' chosen takes in order (None: none yet), what it was cut of (None: no film), and
    the numbers of the scenes whose take is stale."""
    if cut is None:
        ready = bool(takes) and all(takes)
        return Node(MISSING, "No film was cut yet.") if ready else Node(NONE, "Not every scene has a take yet.")
    if stale:
        return Node(STALE, f"{_scenes(stale)} out of date.")
    chosen = [take for take in takes if take]
    if chosen == list(cut):
        return Node(FRESH)
    if sorted(chosen) == sorted(cut):
        return Node(STALE, "The scenes were put in another order after this film was cut.")
    if len(chosen) != len(cut):
        return Node(STALE, "A scene came or went after this film was cut.")
    other = [number for number, take in enumerate(takes, start=1) if take and take not in cut]
    return Node(STALE, f"Scene {other[0]} uses another take now." if other else "It was cut of other takes.")


def _scenes(numbers: Sequence[int]) -> str:
    told = ", ".join(map(str, numbers))
    return f"Scene {told} is" if len(numbers) == 1 else f"Scenes {told} are"
