"""Draws what each chip does: one scene and seed without it and with it, small, by the embedded engine."""

import hashlib
import json
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from generation import drawn_once
from generation.engines.base import Engine, PictureRequest, VideoRequest, World
from generation.engines.registry import engine
from generation.enhancement.enhancing import enhance
from generation.enhancement.loader import shipped
from generation.enhancement.schema import Base, Chip, Group
from generation.example_drawing import webp
from generation.media.video import write_mp4
from quality.catalogue.loader import shipped as shipped_catalogue
from quality.values import Function

BASES: dict[Base, str] = {
    "open": "a sailing boat on a lake below mountains, a hiker on the shore",
    "near": "a woman in a red coat on a field, trees behind her",
    "low": "a woman in a red coat on a field, trees behind her, in golden hour light",
    "dark": "a cabin in a forest at night",
}
"""The scene of each kind of chip, in words that leave everything about filming open."""
SEED = 11
DAY = "under a midday sun"
"""The hour of a scene whose chip says nothing about it, so that two pictures differ in the chip alone."""
OTHER_DAY = "under an overcast sky"
"""The hour that the others are shown against."""
STILL, CLIP = (288, 288), (192, 192)
FRAMES, FPS = 24, 12
MOVING = f"a red car on a desert road, a flock of birds, {DAY}"
"""The scene that a camera moves through and that time passes in."""
STILL_CAMERA, OTHER_MOVE = "static camera", "push-in"
USUAL_MOVE = {"speed": "push-in", "rate": "static camera"}
"""How the camera moves where the chip is about something else than its movement."""


def draw_missing(drawn: Path | None = None, only: Callable[[Chip], bool] | None = None) -> bool:
    """Draw the pictures unless those that `drawn` lists are of this engine and these chips; whether any were drawn.

    `only` says which chips are drawn; without it all that join a prompt.
    """

    def all_of_them(made: Path) -> dict[str, Any]:
        return {chip.id: draw(group, chip, made) for group, chip in _drawable() if only is None or only(chip)}

    fresh = drawn_once.draw_missing(drawn or settings.CHIP_PICTURES_LIST, wanted_mark(), "chips", all_of_them)
    _plain.cache_clear()
    return fresh


def wanted_mark() -> str:
    """One value for all that decides how the pictures look."""
    told = [[group.id, chip.id, chip.phrase, chip.base] for group, chip in _drawable()]
    parts = [_engine().name, _engine().version, BASES, MOVING, SEED, STILL, CLIP, FRAMES, FPS, told]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _drawable() -> list[tuple[Group, Chip]]:
    return [(group, chip) for group, chip in shipped().by_id.values() if group.adds == "prompt"]


def draw(group: Group, chip: Chip, folder: Path) -> dict[str, Any]:
    """A chip's two pictures in `folder`, by the names of their files, and whether they move."""
    moves = group.makes == ("takes",)
    beside = enhance(bare(group, chip), (chip.id,), shipped(), "takes" if moves else "frames").text
    names = [_plain(without(group, chip), moves, folder), _keep(folder, _drawn(beside, moves), moves)]
    return {"without": names[0], "beside": names[1], "moves": moves}


def without(group: Group, chip: Chip) -> str:
    """The scene that a chip is shown against."""
    base = bare(group, chip)
    if group.id == "hour" and chip.phrase != OTHER_DAY:
        return f"{base}, {OTHER_DAY}"
    if group.id == "movement":
        return f"{base}, {STILL_CAMERA if chip.phrase != STILL_CAMERA else OTHER_MOVE}"
    return base


def bare(group: Group, chip: Chip) -> str:
    """The scene that shows a chip, which says nothing of what the chip is about."""
    if group.makes == ("takes",):
        return MOVING if group.id == "movement" else f"{MOVING}, {USUAL_MOVE[group.id]}"
    base = BASES[chip.base]
    return f"{base}, {DAY}" if chip.base in ("open", "near") and group.id != "hour" else base


@cache
def _plain(words: str, moves: bool, folder: Path) -> str:
    """Many chips share the picture without them."""
    return _keep(folder, _drawn(words, moves), moves)


def _drawn(words: str, moves: bool) -> bytes:
    world = World(SEED, "")
    if not moves:
        return webp(_engine().picture(PictureRequest(words, SEED, *STILL, world=world), _silent))
    request = VideoRequest(words, SEED, *CLIP, FRAMES, FPS, world=world)
    with tempfile.TemporaryDirectory(prefix="chip-") as place:
        clip = Path(place, "clip.mp4")
        write_mp4(_engine().video(request, _silent), clip, FPS, {})
        return clip.read_bytes()


def _engine() -> Engine:
    return engine(shipped_catalogue().drawn_by(Function.CREATE_IMAGE))


def _keep(folder: Path, content: bytes, moves: bool) -> str:
    """Write a file whose name tells its content, so that a browser never keeps an older one; its name."""
    name = f"{hashlib.sha256(content).hexdigest()[:16]}{'.mp4' if moves else '.webp'}"
    (folder / name).write_bytes(content)
    return name


def _silent(stage: str, fraction: float) -> None:
    """Nobody looks."""
