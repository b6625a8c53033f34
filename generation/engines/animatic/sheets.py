"""Contact sheets: prompts as pictures, and the library of figures, side by side with their names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from generation.engines.animatic.canvas import Canvas
from generation.engines.animatic.composition import compose
from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.animatic.figures import (
    animals,
    buildings,
    effects,
    growing,
    objects,
    people,
    pets,
    vehicles,
    wildlife,
)
from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.figures.draw import paint_sprite
from generation.engines.animatic.painting import encode
from generation.engines.animatic.plan import Plan, Plane, Sprite, Style
from generation.engines.animatic.raster import Bytes, F, array, mix
from generation.engines.animatic.reading import read
from generation.engines.base import Picture, PictureRequest

LABEL_HEIGHT, GAP = 26, 6  # pixels
PAPER, INK = (18, 19, 22), (226, 222, 212)
FIGURE_SIZE = (300, 220)  # pixels: width, height
FOOT, ROOM = 0.9, 0.74  # of a figure's tile: where it stands, and the most it may be high
BACKDROP = ((0.32, 0.35, 0.4), (0.2, 0.21, 0.23))  # linear RGB above and below
DAYLIGHT = "an empty field at noon, overcast"  # gives the library its light

LIBRARY = {
    "people": people.KINDS,
    "animals": animals.KINDS | pets.KINDS | wildlife.KINDS,
    "vehicles": vehicles.KINDS,
    "buildings": buildings.KINDS,
    "growing": growing.KINDS,
    "effects": effects.KINDS,
    "objects": objects.KINDS,
}
"""The shelves of the library; a kind that stands on none of them is shown as `more`."""


@dataclass(frozen=True)
class Tile:
    """One picture of a sheet and what stands under it."""

    picture: Picture
    label: str


def prompt_tiles(prompts: Sequence[str], seeds: Sequence[int], width: int, height: int) -> Iterator[Tile]:
    """Each prompt once a seed, drawn as the engine draws it."""
    engine = AnimaticEngine()
    for prompt in prompts:
        for seed in seeds:
            request = PictureRequest(prompt, seed, width, height)
            yield Tile(engine.picture(request, lambda stage, fraction: None), prompt)


def shelves() -> dict[str, list[str]]:
    """Every kind of figure by shelf, in the order of the library."""
    named = {shelf: list(kinds) for shelf, kinds in LIBRARY.items()}
    shown = {kind for kinds in named.values() for kind in kinds}
    rest = [kind for kind in KINDS if kind not in shown]
    return named | ({"more": rest} if rest else {})


def figure_tiles(kinds: Sequence[str]) -> Iterator[Tile]:
    """Each kind in daylight, at rest and, where it moves, half a cycle on."""
    plan = _daylight()
    for kind in kinds:
        cels = KINDS[kind].motion("").cels
        for phase in (0.0, 0.5) if cels > 1 else (0.0,):
            yield Tile(_figure(plan, kind, phase), kind if phase == 0.0 else f"{kind}, half a cycle on")


def _daylight() -> Plan:
    scene = read(DAYLIGHT, "", np.random.default_rng(1))
    return compose(scene, np.random.default_rng(1), FIGURE_SIZE[0] / FIGURE_SIZE[1], Style("static"))


def _figure(plan: Plan, kind: str, phase: float) -> Picture:
    aspect = plan.aspect
    size = min(ROOM, 0.86 * aspect / KINDS[kind].width)
    sprite = Sprite(kind, u=aspect / 2, v=FOOT, size=size, flying=KINDS[kind].at_home == "air")
    canvas = Canvas(replace(plan, planes=()), *FIGURE_SIZE, 0.0)
    patch = paint_sprite(canvas, Plane(3.0, sprite, 1), phase)
    down = array(np.linspace(0, 1, FIGURE_SIZE[1]))[:, None, None]
    backdrop = mix(array(BACKDROP[0]), array(BACKDROP[1]), down)
    tile = np.broadcast_to(backdrop, (*FIGURE_SIZE[::-1], 3)).copy()
    h, w = patch.image.shape[:2]
    part = tile[patch.y : patch.y + h, patch.x : patch.x + w]
    part[...] = part * (1 - patch.image[..., 3:]) + patch.image[..., :3]
    shown: Bytes = (encode(tile) * F(255) + F(0.5)).astype(np.uint8)
    return shown


def sheet(tiles: Sequence[Tile], columns: int) -> Image.Image:
    """The tiles, all of one size, in rows with their labels under them."""
    if not tiles:
        raise ValueError("a sheet needs a picture")
    height, width = tiles[0].picture.shape[:2]
    rows = -(-len(tiles) // columns)
    cell = (width + GAP, height + LABEL_HEIGHT + GAP)
    paper = Image.new("RGB", (columns * cell[0] + GAP, rows * cell[1] + GAP), PAPER)
    pen, font = ImageDraw.Draw(paper), ImageFont.load_default(13)
    for index, tile in enumerate(tiles):
        x, y = GAP + index % columns * cell[0], GAP + index // columns * cell[1]
        paper.paste(Image.fromarray(tile.picture), (x, y))
        pen.text((x + 4, y + height + 5), _fitting(tile.label, width - 8, font), INK, font)
    return paper


def _fitting(label: str, width: float, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    """As much of the label as there is room for."""
    shown = label
    while shown and font.getlength(shown) > width:
        shown = shown[:-1]
    return shown if shown == label else shown[:-1].rstrip() + "…"
