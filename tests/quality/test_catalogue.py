"""The catalogue: what it must hold, and how a mistake in it is told."""

from pathlib import Path
from typing import Any

import pytest

from quality.apps import catalogue_is_sound
from quality.catalogue import loader
from quality.catalogue.schema import Catalogue, Technique
from quality.errors import CatalogueError
from quality.prediction import GB, decode_bytes, least_gb, predicted_gb, size_for
from quality.values import POLISHES, RESERVE_GB, Aspect, Function, Medium, Tier
from tests.quality.situations import SEEN


def faults(values: Any) -> str:
    with pytest.raises(CatalogueError) as caught:
        loader.check(values, "catalogue.yaml")
    return str(caught.value)


def test_every_function_has_footage_and_an_embedded_row_at_every_tier(catalogue: Catalogue) -> None:
    for function in set(Function) - POLISHES:
        for tier in Tier:
            rows = catalogue.rows_for(function, tier)
            spoken = function.medium is Medium.SPEECH
            assert [catalogue.is_embedded(row) for row in rows].count(True) == (0 if spoken else 1)
            assert len(rows) > (0 if spoken else 1)


def test_every_figure_says_where_it_comes_from(catalogue: Catalogue) -> None:
    assert all(model.figures and model.source for model in catalogue.models.values())
    assert all(step.figures for row in catalogue.rows for step in row.memory)


def test_every_footage_row_fits_the_card_of_its_tier(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        if catalogue.is_local(row):
            need = least_gb(row, catalogue.models[row.model])
            assert need <= catalogue.tier(row.tier).memory_gb - RESERVE_GB, row.id


def test_a_finer_tier_never_needs_less_memory(catalogue: Catalogue) -> None:
    """Else a card would reach Standard and not Low, which nobody would understand."""
    for function in SEEN:
        rows = [[row for row in catalogue.rows_for(function, tier) if catalogue.is_local(row)] for tier in Tier]
        needs = [min(least_gb(row, catalogue.models[row.model]) for row in of_tier) for of_tier in rows]
        assert needs == sorted(needs), function


def test_standard_and_high_footage_offloads_in_groups(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        if catalogue.is_local(row) and row.tier is not Tier.LOW:
            assert Technique.GROUP_OFFLOAD in row.memory[-1].use, row.id


def test_finer_tiers_give_more_pixels(catalogue: Catalogue) -> None:
    for function in SEEN:
        embedded = [catalogue.embedded_row(function, tier) for tier in Tier]
        pixels = [row.pixels[0] * row.pixels[1] * row.frames for row in embedded if row]
        assert pixels == sorted(set(pixels))


def test_no_shape_of_a_row_needs_more_memory_than_its_wide_one(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        model = catalogue.models[row.model]
        for step in row.memory:
            wide = predicted_gb(row, step, model, *row.pixels)
            for aspect in Aspect:
                width, height = size_for(row, model, aspect)
                assert width % model.size_multiple == height % model.size_multiple == 0
                assert predicted_gb(row, step, model, width, height) <= wide + 1e-9


def test_decoding_in_tiles_follows_the_design_formula(catalogue: Catalogue) -> None:
    model = catalogue.models["wan-2-2-ti2v-5b"]
    whole = decode_bytes(model, 1920, 1088, 97, None) / GB
    tiled = decode_bytes(model, 1920, 1088, 97, 512) / GB
    assert whole == pytest.approx((1920 * 1088 * 2 * 7000 + 6 * 97 * 1920 * 1088 * 2) / GB)
    assert tiled == pytest.approx((512**2 * 2 * 7000 * 1.25 + 6 * 97 * 1920 * 1088 * 2) / GB)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("frames", 50, "frames: must be 4n+1 and at least 5, is 50; 49 would work"),
        ("frames", "many", "frames: Input should be a valid integer"),
        ("size", [500, 288], "size: sides must be multiples of 16; 496 x 288 would work"),
        ("engine", "magic", 'engine: "magic" is not known; known are animatic, diffusers, finishing, openai'),
        ("model", "magic", 'model: "magic" is not known'),
        ("tier", "ultra", "tier: Input should be"),
        ("seconds", [9, 3], "seconds: the range goes from the shorter"),
        ("steps", 0, "steps: Input should be greater than or equal to 1"),
        ("fps", 0, "fps: a video needs its frames a second"),
        ("size", None, "size: a picture or video needs its width and height"),
        ("memory", [], "memory: name at least one way to hold the model"),
        ("card_gb", None, "card_gb: name the smallest card"),
        ("card_gb", 4, "card_gb: the row needs 2.7 GB and a card of 4 GB leaves 2 GB"),
        ("colour", "red", "colour: Extra inputs are not permitted"),
    ],
)
def test_a_bad_row_is_named_with_its_field(values: Any, field: str, value: object, said: str) -> None:
    row = next(row for row in values["rows"] if row["id"] == "video-low-wan")
    row[field] = value
    assert f'row "video-low-wan": {said}' in faults(values)


@pytest.mark.parametrize(
    ("way", "change", "said"),
    [
        (1, {"tile": 256}, "memory.2: `tile` and the technique `tiled_decode` go together"),
        (1, {"use": ["magic"]}, "memory.2.use.1: Input should be 'fp8_weights'"),
        (0, {"resident_gb": 2}, "memory.1: without a technique all of the model's 13.85 GB are held, not 2"),
        (1, {"resident_gb": 17}, "memory.2: holds 17 GB, more than all of the model's 13.85 GB"),
        (1, {"resident_gb": 13.85}, "memory.2: needs 16.9 GB, no less than the way before it (16.9 GB)"),
        (0, {"slower": 9}, "memory.2: is faster than the way before it, so that one would never be used"),
        (1, {"id": "whole"}, "memory: two ways have the same id; each needs its own"),
        (1, {"figures": ""}, "memory.2.figures: String should have at least 1 character"),
    ],
)
def test_a_bad_way_to_hold_a_model_is_named_by_its_place(
    values: Any, way: int, change: dict[str, object], said: str
) -> None:
    row = next(row for row in values["rows"] if row["id"] == "video-low-wan")
    row["memory"][way].update(change)
    assert f'row "video-low-wan": {said}' in faults(values)


def test_a_row_without_an_id_is_named_by_its_place(values: Any) -> None:
    del values["rows"][2]["id"]
    assert "row 3: id: Field required" in faults(values)


def test_two_rows_of_one_id_are_refused(values: Any) -> None:
    values["rows"].append(values["rows"][0])
    assert "stands 2 times" in faults(values)


def test_a_tier_without_an_embedded_row_is_refused(values: Any) -> None:
    values["rows"] = [row for row in values["rows"] if row["id"] != "image-low-drawn"]
    assert "rows for create_image at low: engine: must have exactly 1 rows" in faults(values)


def test_a_restricted_model_needs_an_open_row_beside_it(values: Any) -> None:
    values["rows"] = [row for row in values["rows"] if row["id"] != "image-high-schnell"]
    assert 'row "image-high-dev": model: needs an openly licensed row beside it' in faults(values)


def test_missing_tiers_are_refused(values: Any) -> None:
    values["tiers"].pop()
    assert "tiers: id: must be low, standard, high in this order" in faults(values)


@pytest.mark.parametrize("values", [None, [], "words", 7])
def test_something_that_is_no_catalogue_is_refused(values: Any) -> None:
    assert faults(values).startswith("catalogue.yaml: ")


def test_a_grammar_mistake_is_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text("version: 1\nrows: [\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"catalogue.yaml: line 3: is not YAML"):
        loader.load(path)


def test_a_mistake_in_a_row_is_named_by_file_line_row_and_field(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    lines = loader.CATALOGUE_FILE.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.strip() == "size: [1920, 1088]")
    lines[place] = "    size: [1930, 1088]"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        loader.load(path)
    told = f'catalogue.yaml: line {place + 1}: row "video-high-wan": size: sides must be multiples of 32'
    assert str(caught.value).startswith(told)


def test_the_start_is_refused_with_the_row_named(values: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    values["rows"][0]["steps"] = 0
    monkeypatch.setattr(loader, "shipped", lambda: loader.check(values, "catalogue.yaml"))
    (error,) = catalogue_is_sound(None)
    assert error.is_serious()
    assert error.msg.startswith('row "image-low-schnell": steps: ')


def test_the_product_starts_with_its_own_catalogue() -> None:
    assert catalogue_is_sound(None) == []
