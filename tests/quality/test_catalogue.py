"""The catalogue: what it must hold, and how a mistake in it is told."""

from pathlib import Path
from typing import Any

import pytest

from quality.apps import catalogue_is_sound
from quality.catalogue import loader
from quality.catalogue.schema import Catalogue, Technique
from quality.errors import CatalogueError
from quality.prediction import GB, decode_bytes, predicted_gb, size_for
from quality.values import RESERVE_GB, Aspect, Function, Tier


def faults(values: Any) -> str:
    with pytest.raises(CatalogueError) as caught:
        loader.check(values, "catalogue.yaml")
    return str(caught.value)


def test_every_function_has_footage_and_an_embedded_row_at_every_tier(catalogue: Catalogue) -> None:
    for function in Function:
        for tier in Tier:
            rows = catalogue.rows_for(function, tier)
            assert [catalogue.is_embedded(row) for row in rows].count(True) == 1
            assert len(rows) > 1


def test_every_footage_row_fits_the_card_of_its_tier(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        if not catalogue.is_embedded(row):
            need = predicted_gb(row, catalogue.models[row.model], *row.size)
            assert need <= catalogue.tier(row.tier).memory_gb - RESERVE_GB, row.id


def test_standard_and_high_footage_offloads_in_groups(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        if not catalogue.is_embedded(row) and row.tier is not Tier.LOW:
            assert Technique.GROUP_OFFLOAD in row.techniques, row.id


def test_finer_tiers_give_more_pixels(catalogue: Catalogue) -> None:
    for function in Function:
        embedded = [catalogue.embedded_row(function, tier) for tier in Tier]
        pixels = [row.size[0] * row.size[1] * row.frames for row in embedded]
        assert pixels == sorted(set(pixels))


def test_no_shape_of_a_row_needs_more_memory_than_its_wide_one(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        model = catalogue.models[row.model]
        wide = predicted_gb(row, model, *row.size)
        for aspect in Aspect:
            width, height = size_for(row, model, aspect)
            assert width % model.size_multiple == height % model.size_multiple == 0
            assert predicted_gb(row, model, width, height) <= wide + 1e-9


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
        ("engine", "magic", 'engine: "magic" is not known; known are animatic, diffusers'),
        ("model", "magic", 'model: "magic" is not known'),
        ("tier", "ultra", "tier: Input should be"),
        ("seconds", [9, 3], "seconds: the range goes from the shorter"),
        ("steps", 0, "steps: Input should be greater than or equal to 1"),
        ("fps", 0, "fps: a video needs its frames a second"),
        ("card_gb", None, "card_gb: name the smallest card"),
        ("card_gb", 4, "card_gb: the row needs 2.7 GB and a card of 4 GB leaves 2 GB"),
        ("colour", "red", "colour: Extra inputs are not permitted"),
        ("tile", 256, "`tile` and the technique `tiled_decode` go together"),
    ],
)
def test_a_bad_row_is_named_with_its_field(values: Any, field: str, value: object, said: str) -> None:
    row = next(row for row in values["rows"] if row["id"] == "video-low-wan")
    row[field] = value
    assert f'row "video-low-wan": {said}' in faults(values)


def test_a_row_without_an_id_is_named_by_its_place(values: Any) -> None:
    del values["rows"][2]["id"]
    assert "row 3: id: Field required" in faults(values)


def test_two_rows_of_one_id_are_refused(values: Any) -> None:
    values["rows"].append(values["rows"][0])
    assert "stands 2 times" in faults(values)


def test_a_tier_without_an_embedded_row_is_refused(values: Any) -> None:
    values["rows"] = [row for row in values["rows"] if row["id"] != "image-low-drawn"]
    assert "rows for create_image at low: engine: must have exactly one row" in faults(values)


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


def test_the_start_is_refused_with_the_row_named(values: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    values["rows"][0]["steps"] = 0
    monkeypatch.setattr(loader, "current", lambda: loader.check(values, "catalogue.yaml"))
    (error,) = catalogue_is_sound(None)
    assert error.is_serious()
    assert error.msg.startswith('row "image-low-schnell": steps: ')


def test_the_product_starts_with_its_own_catalogue() -> None:
    assert catalogue_is_sound(None) == []
