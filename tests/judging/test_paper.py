"""projects/judging/paper.py and picture.py, opened and read"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from accounts.problems import Problem
from generation.wording.diff import difference
from projects.judging import fonts, paper
from projects.judging.deciding import judge
from projects.judging.paper import as_pdf
from projects.judging.picture import as_png
from projects.judging.values import Hint, Report, Round, SceneFacts
from tests.judging.test_deciding import scene

SCORES = {"imaging_quality": 0.9, "dynamic_degree": 0.41, "aesthetic_quality": 0.7, "prompt_alignment": 0.8}


def picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (160, 90), (200, 120, 40)).save(written, "JPEG")
    return written.getvalue()


def report(*titles: str) -> Report:
    words = difference("a red boat on a lake", "a red boat, rocking on the swell, on a lake")
    hint = Hint(uuid4(), uuid4(), "Movement", "The boat hardly moves: movement 41.", words, ("blur",))
    scenes: list[SceneFacts] = []
    for number, title in enumerate(titles, start=1):
        scenes.append(scene(number, SCORES, title=title, hint=hint, picture="p", take_number=2, is_chosen=True))
    return Report("The Long Passage", "2 · The Crossing", judge(scenes, [scenes[0].measured]), {"p": picture()})


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_it_says_what_the_page_says() -> None:
    text = text_of(as_pdf(report("Arrival", "The crossing")))
    for words in ("The Long Passage", "THE CROSSING", "Arrival", "Movement", "41", "Weak: movement 41.", "+ rocking"):
        assert words in text, words
    assert "What would help: The boat hardly moves: movement 41." in text
    assert "Dashed: the scene before." in text


def test_it_tells_how_the_best_went_from_roll_to_roll() -> None:
    told = report("Arrival")
    found = (Round(1, 41, True), Round(2, 66, True), Round(3, 71, True))
    text = text_of(as_pdf(replace(told, judgement=replace(told.judgement, rounds=found))))
    assert "Best so far over 3 rounds: 41 to 71" in text
    assert "Best so far" not in text_of(as_pdf(told))


def test_chips_that_would_help_are_named() -> None:
    hint = Hint(uuid4(), uuid4(), "Beauty", "It is dark.", (), (), ("light-high",), ("light-low",))
    shown = judge([scene(1, SCORES, title="Arrival", hint=hint)])
    text = text_of(as_pdf(Report("A", "B", shown)))
    assert "High key on Low key off" in " ".join(text.split())


def test_it_is_drawn_as_lines_with_pictures_in_it() -> None:
    with pypdfium2.PdfDocument(as_pdf(report("Arrival"))) as document:
        kinds = {item.type for item in document[0].get_objects()}
    assert {pypdfium2.raw.FPDF_PAGEOBJ_PATH, pypdfium2.raw.FPDF_PAGEOBJ_IMAGE} <= kinds


def test_many_scenes_take_many_pages_and_each_is_numbered() -> None:
    pdf = as_pdf(report(*(f"Title {number}" for number in range(9))))
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 3
    assert "Page 3" in text_of(pdf)


@pytest.mark.parametrize("title", ["قارب أحمر على بحيرة", "Überfahrt – Łódź", "Лодка на озере", "σκάφος"])
def test_letters_of_many_scripts_are_written(title: str) -> None:
    assert not fonts.lacking(title)
    assert paper.NO_LETTERS not in text_of(as_pdf(report(title)))


def test_what_no_font_can_write_stands_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "for_these", lambda wanted: None)
    text = text_of(as_pdf(report("灯塔在黄昏", "Boat 🎬 at dusk")))
    assert "Scene 1" in text
    assert "Boat at dusk" in text
    assert "no font for" in text


@pytest.fixture
def real_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """As if the interface had never been built, on a machine with no fonts but those of one folder."""
    real = fonts.own().path
    for found in (fonts.own, fonts.for_these):
        found.cache_clear()
    monkeypatch.setattr(fonts, "OWN", tmp_path / "none" / "DejaVuSans.ttf")
    monkeypatch.setattr(fonts, "FOLDERS", (str(tmp_path),))
    yield real
    for found in (fonts.own, fonts.for_these):
        found.cache_clear()


def test_without_the_build_a_font_of_the_machine_is_used(real_font: Path, tmp_path: Path) -> None:
    shutil.copy(real_font, tmp_path / "Other.ttf")
    assert "Arrival" in text_of(as_pdf(report("Arrival")))


@pytest.mark.usefixtures("real_font")
def test_without_any_font_it_says_what_to_do() -> None:
    with pytest.raises(Problem, match="no letters") as refused:
        as_pdf(report("Arrival"))
    assert (refused.value.status, refused.value.advice) == (503, "Build the interface: ./dailies up does that.")


def test_an_empty_episode_is_a_page_too() -> None:
    text = text_of(as_pdf(Report("", "", judge([]))))
    assert "This episode has no scenes yet." in text


def test_the_picture_is_the_pages_under_each_other() -> None:
    with Image.open(BytesIO(as_png(report(*"abcdefgh")))) as shown:
        assert shown.format == "PNG"
        assert shown.width == 953
        assert shown.height == 1348 * 3
        pixels = np.asarray(shown.convert("L"))
    assert 0.5 < (pixels > 250).mean() < 0.99
