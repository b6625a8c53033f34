"""What a generation is made from, as its settings keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generation import values
from generation.enhancement.loader import shipped
from generation.stories.picturing import picture_words
from projects import dependencies
from projects.models import Scene

TOLD = "made_from"
"""Where a generation's settings keep the digests of what it was asked to be made from."""


def words_of(scene: Scene, prompt: str = "") -> str:
    """The digest of what a picture of a scene shows; empty where it has no words."""
    text = picture_words(prompt or scene.prompt, scene.camera)
    return dependencies.digest(text) if text.strip() else ""


@dataclass(frozen=True, slots=True)
class Look:
    """How something is filmed: the chips that are on (None: the studio chooses) and what is left out."""

    chips: Sequence[str] | None
    without: str


def look_of(scene: Scene) -> Look:
    """How a scene is filmed; it leaves out what usually is where nobody said anything of it."""
    usual = shipped().usual_without
    return Look(scene.enhancements, usual if scene.negative_prompt is None else scene.negative_prompt)


def look_digest(look: Look, kind: str) -> str:
    """The digest of what a look does to frames or to takes: a chip that is for the other counts for nothing."""
    # takes get a movement of the studio's, whichever chips there are: only an empty list takes that off
    filled = look.chips is None or (kind == values.TAKES and len(look.chips) > 0)
    chips = sorted({chip for chip in look.chips or () if _is_for(chip, kind)})
    return dependencies.digest(look.without.strip(), "filled" if filled else "", *chips)


def _is_for(chip: str, kind: str) -> bool:
    group, _ = shipped().by_id.get(chip, (None, None))
    return group is not None and group.adds == "prompt" and kind in group.makes


def made_from(scene: Scene, kind: str, prompt: str, look: Look) -> dict[str, str]:
    """What a generation of these words, filmed like this, is made from, as its settings keep it: what was asked for,
    and the scene's own at that time, since either is a state that it fits."""
    told = {"camera": dependencies.digest(scene.camera), "moves": scene.camera, **looks(scene, kind, look)}
    if kind == values.FRAMES:
        told |= {"words": words_of(scene, prompt), "scene": words_of(scene)}
    return told


def looks(scene: Scene, kind: str, look: Look) -> dict[str, str]:
    """The part of `made_from` that says how it is filmed."""
    return {"look": look_digest(look, kind), "scene_look": look_digest(look_of(scene), kind)}


def fitting(told: dict[str, Any], *names: str) -> frozenset[str]:
    """The digests of these names that were kept; none where something was made before that."""
    return frozenset(filter(None, (told.get(name) for name in names)))


def moved(prompt: str, told: dict[str, str], camera: str) -> str:
    """A frame's words for its takes, with the camera that its scene has now in place of the one that it had then."""
    before = told.get("moves", camera)
    if before == camera:
        return prompt
    if before and before in prompt:
        return prompt.replace(before, camera).strip(" ,")
    return f"{prompt}, {camera}" if camera else prompt
