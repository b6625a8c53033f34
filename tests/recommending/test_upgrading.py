"""What a larger card would bring."""

import pytest

from quality.catalogue.schema import Catalogue
from quality.recommending.options import fits, footage_rows
from quality.recommending.upgrading import smallest_card, upgrade_advice
from quality.values import Function, Tier
from quality.wording import CARD_SIZES_GB
from tests.recommending.conftest import machine


def test_with_16_gb_standard_video_runs_on_this_machine(catalogue: Catalogue) -> None:
    words = [one.words for one in upgrade_advice(catalogue, machine(12).devices)]
    assert "With a 16 GB card, Standard video runs on this machine." in words
    assert not [one for one in words if "Low" in one]


@pytest.mark.parametrize("card_gb", [0, 6, 8, 12, 16, 24])
def test_the_card_that_is_advised_is_the_smallest_on_which_it_runs(card_gb: float, catalogue: Catalogue) -> None:
    here = machine(card_gb).devices if card_gb else ()
    for one in upgrade_advice(catalogue, here):
        rows = list(footage_rows(catalogue.rows_for(one.function, one.tier), catalogue))
        assert not any(fits(row, catalogue, here) for row in rows)
        assert any(fits(row, catalogue, machine(one.card_gb).devices) for row in rows)
        smaller = [size for size in CARD_SIZES_GB if size < one.card_gb]
        assert not any(fits(row, catalogue, machine(*smaller).devices) for row in rows)


def test_the_smallest_card_comes_first_and_the_finer_tier_on_the_same(catalogue: Catalogue) -> None:
    found = upgrade_advice(catalogue, ())
    assert [(one.card_gb, -one.tier.rank) for one in found] == sorted((one.card_gb, -one.tier.rank) for one in found)
    assert {(one.function, one.tier) for one in found} == {
        (function, tier) for function in (Function.CREATE_IMAGE, Function.ANIMATE_IMAGE) for tier in Tier
    }


def test_a_machine_that_runs_everything_is_advised_nothing(catalogue: Catalogue) -> None:
    assert upgrade_advice(catalogue, machine(141).devices) == ()


def test_a_card_alone_is_not_promised_to_do_what_needs_software_too(catalogue: Catalogue) -> None:
    found = upgrade_advice(catalogue, (), frozenset({"animatic"}))
    assert found
    assert not any(one.ready for one in found)
    assert all("not installed" in one.note and not one.words.startswith("With") for one in found)
    assert not any(one.note for one in upgrade_advice(catalogue, ()))


def test_no_card_is_sold_for_what_needs_more_than_any() -> None:
    assert smallest_card(6) == 8
    assert smallest_card(6.01) == 10
    assert smallest_card(10_000) is None
