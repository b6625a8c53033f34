"""What the studio does next when a creator lets it finish a film by itself (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

MAX_FAILURES = 2
"""A scene whose frames or takes failed this often is left out of the film."""


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """A hero frame that could be chosen. `score` 0..1, None where it was not scored."""

    id: UUID
    score: float | None


@dataclass(frozen=True, slots=True)
class SceneFacts:
    """A scene as it stands. `busy`: something of it is being made. `failures`: how often this film failed at it.

    `draft`: the chosen take is less than the project's full quality. `wordless`: neither the scene nor the frame that
    would be filmed says what should be seen.
    """

    id: UUID
    frames: tuple[FrameFacts, ...]
    selected_frame: UUID | None
    has_take: bool
    busy: bool
    failures: int
    wordless: bool = False
    draft: bool = False

    @property
    def hopeless(self) -> bool:
        """No take, and tried often enough or nothing to go by."""
        return not self.has_take and (self.wordless or self.failures >= MAX_FAILURES)


@dataclass(frozen=True, slots=True)
class MakeFrames:
    """Ask for hero frames of a scene."""

    scene: UUID


@dataclass(frozen=True, slots=True)
class MakeTakes:
    """Choose this frame and ask for takes of it."""

    scene: UUID
    frame: UUID


@dataclass(frozen=True, slots=True)
class MakeFinal:
    """Make the chosen take once more in full quality."""

    scene: UUID


@dataclass(frozen=True, slots=True)
class Cut:
    """Every scene that can have a take has one: cut these scenes."""

    scenes: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class GiveUp:
    """No scene could be made."""


Action: TypeAlias = MakeFrames | MakeTakes | MakeFinal | Cut | GiveUp


def best_frame(frames: Sequence[FrameFacts]) -> UUID | None:
    """The frame with the highest score; of equals, the first. None where there are none."""
    if not frames:
        return None
    return max(frames, key=lambda frame: frame.score if frame.score is not None else -1.0).id


def next_actions(scenes: Sequence[SceneFacts]) -> list[Action]:
    """What to do now; an empty list means to wait for what is being made."""
    actions: list[Action] = []
    for scene in scenes:
        if scene.has_take and scene.draft and not scene.busy and scene.failures < MAX_FAILURES:
            actions.append(MakeFinal(scene.id))
        if scene.has_take or scene.busy or scene.hopeless:
            continue
        frame = scene.selected_frame or best_frame(scene.frames)
        actions.append(MakeTakes(scene.id, frame) if frame else MakeFrames(scene.id))
    if actions or any(scene.busy for scene in scenes):
        return actions
    ready = tuple(scene.id for scene in scenes if scene.has_take)
    return [Cut(ready)] if ready else [GiveUp()]
