"""What is told before anything is made: quotes, and the cards of the quality selector."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.catalogue.loader import current
from quality.catalogue.schema import Catalogue
from quality.quoting import quote
from quality.routing import route
from quality.tiers import describe_tiers
from quality.values import DRAWN_PREVIEW_NOTICE, Device, Function, RouteRequest, Tier

EMBEDDED = frozenset({"animatic"})
LOCAL = EMBEDDED | {"diffusers"}


@given(st.sampled_from(Tier), st.integers(1, 8), st.floats(0, 1e5))
def test_a_quote_grows_with_the_count_and_the_queue(tier: Tier, count: int, ahead: float) -> None:
    decision = route(RouteRequest(Function.CREATE_VIDEO, tier), (), current(), EMBEDDED)
    one, many = quote(decision, 1, 0), quote(decision, count, ahead)
    assert many.credits == count * decision.credits
    assert one.seconds[0] <= many.seconds[0] < many.seconds[1]


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (0, "Starts at once"),
        (30, "Starts in about 30 s"),
        (240, "Starts in about 4 min"),
        (7200, "Starts in about 2 h"),
    ],
)
def test_a_quote_says_in_plain_words_when_it_starts(catalogue: Catalogue, ahead: float, words: str) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), (), catalogue, EMBEDDED)
    assert quote(decision, 1, ahead).position == words


@pytest.mark.parametrize(("count", "ahead"), [(0, 0), (1, -1)])
def test_a_quote_for_nothing_is_an_error(catalogue: Catalogue, count: int, ahead: float) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), (), catalogue, EMBEDDED)
    with pytest.raises(ValueError, match="at least 1"):
        quote(decision, count, ahead)


def test_a_quote_has_the_fields_of_the_api(catalogue: Catalogue) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), (), catalogue, EMBEDDED)
    assert set(asdict(quote(decision, 1, 0))) == {
        *("requested_tier", "achieved_tier", "fallback", "seconds", "credits"),
        *("position", "width", "height", "frames", "notice"),
    }


def test_without_a_card_every_tier_is_available_as_a_drawn_preview(catalogue: Catalogue) -> None:
    cards = describe_tiers(catalogue, (), EMBEDDED)
    assert [card.id for card in cards] == list(Tier)
    assert all(card.available and card.notice == DRAWN_PREVIEW_NOTICE for card in cards)
    assert cards[1].video.seconds == 4.0
    assert cards[0].needs == "Works on this computer. Finished footage needs a graphics card with 12 GB."


def test_a_tier_that_does_not_fit_says_so_on_its_card(catalogue: Catalogue) -> None:
    low, standard, high = describe_tiers(catalogue, (Device("0", "Studio 1", 16),), LOCAL)
    assert (low.available, standard.available, high.available) == (True, True, False)
    assert high.notice.startswith("High needs")
    assert (standard.notice, standard.needs) == ("", "Needs a graphics card with 16 GB.")


def test_a_card_has_the_fields_of_the_api(catalogue: Catalogue) -> None:
    card = asdict(describe_tiers(catalogue, (), EMBEDDED)[0])
    names = {"id", "icon", "name", "words", "picture", "video", "needs", "available", "notice"}
    assert set(card) == names
    assert set(card["picture"]) == {"time_range_seconds", "width", "height", "credits"}
    assert set(card["video"]) == {"time_range_seconds", "width", "height", "seconds", "credits"}
