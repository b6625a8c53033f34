"""The pictures of what each chip does: drawn once, small, and drawn again when something that decides them changes."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from generation.enhancement import drawing, pictures
from generation.enhancement.loader import shipped

DRAWN = ("stock-warm", "speed-fast")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "STILL", (64, 64))
    monkeypatch.setattr(drawing, "CLIP", (64, 64))
    monkeypatch.setattr(drawing, "FRAMES", 5)


def draw(drawn: Path) -> bool:
    return drawing.draw_missing(drawn, lambda chip: chip.id in DRAWN)


def test_pictures_are_drawn_once_and_told_by_address(small: None, tmp_path: Path) -> None:
    drawn = tmp_path / "chips" / "chips.json"
    assert draw(drawn)
    told = pictures.found(drawn)
    assert set(told) == set(DRAWN)
    assert [told[name]["moves"] for name in DRAWN] == [False, True]
    for one in told.values():
        names = [one[side].rpartition("/")[2] for side in ("without", "beside")]
        assert names[0] != names[1]
        assert all((drawn.parent / name).stat().st_size for name in names)
    before = drawn.read_bytes()
    assert not draw(drawn)
    assert drawn.read_bytes() == before


def test_what_is_drawn_while_the_studio_runs_is_shown_at_once(
    small: None, tmp_path: Path, settings: Any, client: Client
) -> None:
    settings.CHIP_PICTURES_LIST = drawn = tmp_path / "chips" / "chips.json"
    assert client.get("/static/chips/any.webp").status_code == 404
    draw(drawn)
    for one in pictures.found(drawn).values():
        shown = client.get(one["beside"])
        assert shown.status_code == 200
        assert shown.content == (drawn.parent / one["beside"].rpartition("/")[2]).read_bytes()
    (drawn.parent / "other.txt").write_text("not a picture of a chip")
    for name in ("other.txt", "..%2Fchips.json", "none.webp"):
        assert client.get(f"/static/chips/{name}").status_code == 404


def test_another_phrase_is_another_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawing.wanted_mark()
    monkeypatch.setattr(drawing, "SEED", drawing.SEED + 1)
    assert drawing.wanted_mark() != before


def test_without_pictures_there_are_none(tmp_path: Path) -> None:
    assert pictures.found(tmp_path / "chips.json") == {}


def test_no_chip_is_shown_against_words_that_say_it_already() -> None:
    for group, chip in shipped().by_id.values():
        if group.adds == "prompt":
            words = drawing.bare(group, chip)
            assert chip.phrase not in words
            assert drawing.without(group, chip).startswith(words)
