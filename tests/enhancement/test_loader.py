"""The catalogue of chips: what is wrong in it is named by file, line, entry and field."""

from pathlib import Path

import numpy as np
import pytest

from generation.engines.animatic.reading import read
from generation.enhancement.loader import CHIPS_FILE, load, shipped
from quality.errors import CatalogueError

TEXT = CHIPS_FILE.read_text(encoding="utf-8")
BRINGS_ITSELF = {
    "air-confetti": {"confetti"},
    "air-fireflies": {"fireflies"},
    "air-embers": {"embers"},
    "air-petals": {"petals"},
    "lens-anamorphic": {"anamorphic"},
}
"""What fills the air is meant to be seen."""
JOINING = [chip for group, chip in shipped().by_id.values() if group.adds == "prompt"]

FAULTS = {
    "a word for a number": ("version: 1", "version: one", "version"),
    "a name that is no id": ("id: lens-35", "id: Lens 35", "id"),
    "a field that is not known": ("phrase: 35 mm lens", "phrase: 35 mm lens\n        colour: red", "colour"),
    "no phrase": ("        phrase: 35 mm lens\n", "", "phrase"),
    "an id twice": ("id: lens-35", "id: lens-24", "stands here twice"),
    "a phrase twice": ("phrase: 35 mm lens", "phrase: 24 mm wide-angle lens", "stands here twice"),
    "against nothing": ("against: [hour-night]", "against: [hour-never]", "which is no chip"),
    "a phrase of something else": ("phrase: 35 mm lens", "phrase: a nice day", "is not recognised as lens"),
    "a broken pattern": ("said: confetti", "said: (confetti", "is no pattern"),
    "no yaml": ("groups:", "groups: [", "is not YAML"),
}


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_names_its_file_line_and_field(name: str, tmp_path: Path) -> None:
    before, after, told = FAULTS[name]
    assert before in TEXT
    path = tmp_path / "chips.yaml"
    path.write_text(TEXT.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as raised:
        load(path)
    message = str(raised.value)
    assert message.startswith("chips.yaml: line ")
    assert told in message


@pytest.mark.parametrize("chip", JOINING, ids=lambda chip: chip.id)
def test_a_phrase_brings_nothing_into_the_picture_but_what_it_is_about(chip) -> None:  # type: ignore[no-untyped-def]
    alone = read(f"Zzz, {chip.phrase}", "", np.random.default_rng(1))
    assert not alone.subjects
    assert alone.features <= BRINGS_ITSELF.get(chip.id, set())
    assert "setting" not in alone.named


@pytest.mark.parametrize("chip", JOINING, ids=lambda chip: chip.id)
def test_the_drawing_engine_hears_every_chip(chip) -> None:  # type: ignore[no-untyped-def]
    plain, heard = (read(f"a fox on a hill{words}", "", np.random.default_rng(1)) for words in ("", f", {chip.phrase}"))
    assert heard != plain


def test_what_is_usually_left_out_takes_nothing_from_what_somebody_does() -> None:
    prompt = "a girl holding a letter in her hand"
    plain, without = (read(prompt, words, np.random.default_rng(1)) for words in ("", shipped().usual_without))
    assert without.subjects == plain.subjects


def test_a_catalogue_holds_what_the_studio_needs_of_each_kind() -> None:
    chips = shipped()
    assert {group.id for group in chips.groups} >= {
        *("camera", "lens", "light", "composition", "stock"),
        *("movement", "speed", "rate", "air", "without"),
    }
    moves = {name for name, (group, _) in chips.by_id.items() if group.id == "movement"}
    assert len(moves) == 10
    assert "people" not in chips.usual_without
