"""What becomes of an agreement when there is something else now (pure)."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generation import agreement
from generation.agreement import Outcome, Verdict, verdict
from quality.quoting import quote
from quality.routing import route
from quality.values import DeviceKind, Function, RouteRequest, Tier
from tests.quality.situations import here, studio

RANKS = st.tuples(st.booleans(), st.booleans(), st.integers(0, 2))
SIZES = st.sampled_from([(64, 64, 1, 0), (128, 64, 1, 0)])
WAYS = st.sampled_from([("a", "whole", "0"), ("a", "groups", "0"), ("a", "whole", "1"), ("b", "drawn", "")])
OUTCOMES = st.builds(Outcome, RANKS, SIZES, WAYS)


@given(OUTCOMES, OUTCOMES, st.booleans())
def test_what_is_agreed_is_kept_while_it_can_be_had(mine: Outcome, in_force: Outcome, asks: bool) -> None:
    assert verdict(mine, in_force, mine, asks=asks) is Verdict.KEEP


@given(OUTCOMES, WAYS, st.booleans())
def test_another_way_to_the_same_is_nobodys_question(mine: Outcome, way: tuple[str, str, str], asks: bool) -> None:
    found = verdict(mine, mine, replace(mine, way=way), asks=asks)
    assert found is (Verdict.KEEP if way == mine.way else Verdict.SWITCH)


@given(OUTCOMES, OUTCOMES, OUTCOMES, st.booleans())
def test_nobody_gets_less_than_both_agreements_without_being_asked_or_told(
    mine: Outcome, in_force: Outcome, now: Outcome, asks: bool
) -> None:
    found = verdict(mine, in_force, now, asks=asks)
    less = not now.serves(mine) and not now.serves(in_force)
    assert (found in (Verdict.ASK, Verdict.LOWER)) == less
    if less:
        assert found is (Verdict.ASK if asks else Verdict.LOWER)


@given(OUTCOMES, OUTCOMES, st.booleans())
def test_something_better_is_not_taken_without_asking(mine: Outcome, now: Outcome, asks: bool) -> None:
    if now.rank > mine.rank and now.size == mine.size:
        assert verdict(mine, mine, now, asks=asks) is Verdict.KEEP


@given(OUTCOMES, OUTCOMES, st.booleans())
def test_another_size_is_never_silent(mine: Outcome, now: Outcome, asks: bool) -> None:
    if now.size != mine.size:
        assert verdict(mine, mine, now, asks=asks) in (Verdict.ASK, Verdict.LOWER)


@given(st.integers(0, 500), st.integers(0, 500))
def test_nothing_costs_more_than_agreed(agreed: int, now: int) -> None:
    assert agreement.price(agreed, now) <= agreed


def test_a_simulated_card_is_less_than_a_real_one_and_more_than_a_preview() -> None:
    ranks = []
    for total, kind in ((48.0, DeviceKind.CUDA), (48.0, DeviceKind.SIMULATED), (4.0, DeviceKind.CUDA)):
        decided = route(RouteRequest(Function.CREATE_IMAGE, Tier.HIGH), here(studio(total, kind=kind)))
        found = agreement.outcome(agreement.as_params(decided))
        assert found is not None
        ranks.append(found.rank)
        assert quote(decided, 1, 0.0).credits == agreement.as_params(decided)["credits"]
    assert ranks == sorted(ranks, reverse=True)
    assert len(set(ranks)) == 3


def test_a_job_of_before_there_were_ways_has_no_outcome() -> None:
    assert agreement.outcome({"width": 64, "credits": 1}) is None


def test_a_question_tells_its_times_and_its_answer() -> None:
    asked = agreement.question("2026-01-01T00:00:00+00:00", "2026-01-01T00:00:30+00:00", again=True)
    assert (asked["answer"], asked["again"], asked["answered_at"]) == ("", True, None)
    assert agreement.without_end(asked)["until"] is None
    answered = agreement.answered(asked, agreement.TIMEOUT, "2026-01-01T00:00:31+00:00")
    assert (answered["answer"], answered["until"]) == ("timeout", asked["until"])


def test_what_is_said_of_a_switch_names_what_changed() -> None:
    one = Outcome((True, True, 1), (64, 64, 1, 0), ("a", "whole", "0"))
    smaller = agreement.notice_of_a_switch(one, replace(one, way=("a", "groups", "0")))
    assert smaller.reason == "Memory ran short, so this is made in smaller pieces."
    assert "another graphics card" in agreement.notice_of_a_switch(one, replace(one, way=("a", "whole", "1"))).reason
