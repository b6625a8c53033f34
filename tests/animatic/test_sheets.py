"""Contact sheets: every kind is shown, every prompt has its place, and wrong words are told what would work."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from generation.engines.animatic.figures.cast import KINDS
from generation.engines.animatic.sheets import Tile, figure_tiles, sheet, shelves


def test_the_shelves_hold_every_kind_once() -> None:
    shown = [kind for kinds in shelves().values() for kind in kinds]
    assert sorted(shown) == sorted(KINDS)


def test_a_figure_is_drawn_on_its_tile() -> None:
    tile = next(figure_tiles(["lighthouse"]))
    empty = np.abs(np.diff(tile.picture[:, :10].astype(int), axis=1)).max()
    drawn = np.abs(np.diff(tile.picture.astype(int), axis=1)).max()
    assert tile.label == "lighthouse"
    assert empty <= 1
    assert drawn > 40


def test_a_sheet_has_rows_of_the_same_tiles() -> None:
    tiles = [Tile(np.full((20, 40, 3), shade, np.uint8), f"a label that is far too long {shade}") for shade in range(5)]
    three, one = sheet(tiles, 3), sheet(tiles, 1)
    assert three.size[0] > 3 * 40
    assert one.size[1] > 5 * 20
    assert three.size[1] < one.size[1]


def test_a_sheet_of_prompts_is_written(tmp_path: Path) -> None:
    prompts = tmp_path / "prompts.txt"
    prompts.write_text("a red car\n\nein Schiff auf See 🚢\n", "utf-8")
    call_command("animatic_sheet", "--prompts", prompts, "--size", "96x64", "--seeds", "1", "2", "--out", tmp_path)
    with Image.open(tmp_path / "prompts.png") as made:
        assert made.size[0] > 4 * 96


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--size", "huge"), "WIDTHxHEIGHT"),
        (("--size", "10x10"), "64 to 4096"),
        (("--columns", "0"), "at least one column"),
        (("--seeds", "-1"), "from 0"),
        (("--prompts", "nowhere.txt"), "one prompt a line"),
    ],
)
def test_wrong_words_are_told_what_would_work(words: tuple[Any, ...], told: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("animatic_sheet", *words, "--out", tmp_path)
