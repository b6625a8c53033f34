"""What is told before anything is made: quotes, and the cards of the quality selector."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.catalogue.schema import Catalogue
from quality.quoting import quote
from quality.routing import route
from quality.tiers import describe_tiers
from quality.values import DRAWN_PREVIEW_NOTICE, DeviceKind, Function, RouteRequest, Tier
from tests.quality.situations import EMBEDDED, here, studio


@given(st.sampled_from(Tier), st.integers(1, 8), st.floats(0, 1e5))
def test_a_quote_grows_with_the_count_and_the_queue(tier: Tier, count: int, ahead: float) -> None:
    decision = route(RouteRequest(Function.CREATE_VIDEO, tier), here())
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
def test_a_quote_says_in_plain_words_when_it_starts(ahead: float, words: str) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), here())
    assert quote(decision, 1, ahead).position == words


@pytest.mark.parametrize(("count", "ahead"), [(0, 0), (1, -1)])
def test_a_quote_for_nothing_is_an_error(count: int, ahead: float) -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), here())
    with pytest.raises(ValueError, match="at least 1"):
        quote(decision, count, ahead)


def test_a_quote_has_the_fields_of_the_api() -> None:
    decision = route(RouteRequest(Function.CREATE_IMAGE, Tier.LOW), here())
    assert set(asdict(quote(decision, 1, 0))) == {
        *("requested_tier", "achieved_tier", "fallback", "seconds", "credits"),
        *("position", "width", "height", "frames", "notice", "work_seconds", "ahead", "fps", "memory_gb"),
        *("preview", "simulated", "reason", "suggestion", "ways", "likely_credits", "takes_said"),
        "most_takes",
    }


def test_without_a_card_every_tier_is_available_as_a_drawn_preview() -> None:
    cards = describe_tiers(here())
    assert [card.id for card in cards] == list(Tier)
    assert all(card.available and card.notice == DRAWN_PREVIEW_NOTICE for card in cards)
    assert cards[1].video.seconds == 4.0
    assert cards[0].needs == "Works on this computer. Finished footage needs a graphics card with 12 GB."


def test_a_tier_that_does_not_fit_says_so_on_its_card() -> None:
    low, standard, high = describe_tiers(here(studio(16)))
    assert (low.available, standard.available, high.available) == (True, True, False)
    assert high.notice.startswith("High needs")
    assert (standard.notice, standard.needs) == ("", "Needs a graphics card with 16 GB.")


def test_a_card_has_the_fields_of_the_api() -> None:
    card = asdict(describe_tiers(here())[0])
    names = {"id", "icon", "name", "words", "picture", "video", "needs", "available", "notice"}
    names |= {"picture_reached", "video_reached", "memory_gb", "simulated"}
    assert set(card) == names
    assert set(card["picture"]) == {"time_range_seconds", "width", "height", "credits", "notice"}
    assert set(card["video"]) == {"time_range_seconds", "width", "height", "seconds", "credits", "notice"}


def test_a_simulated_card_tells_the_times_of_the_card(catalogue: Catalogue) -> None:
    now = here(studio(24, kind=DeviceKind.SIMULATED), engines=EMBEDDED)
    high = describe_tiers(now)[2]
    assert (high.available, high.simulated) == (True, True)
    assert high.video.time_range_seconds == catalogue.rows_for(Function.ANIMATE_IMAGE, Tier.HIGH)[0].seconds


def test_a_tier_that_only_pictures_reach_says_so() -> None:
    high = describe_tiers(here(studio(16)))[2]
    assert (high.available, high.picture_reached, high.video_reached) == (False, True, False)
    assert (high.picture.notice, high.video.notice) == ("", high.notice)
    assert high.notice.startswith("High needs 19.3 GB")
