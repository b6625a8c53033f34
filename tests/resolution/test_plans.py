"""Which steps a failure gets, and how what was seen of them changes their order."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from generation.errors import Category, Cause
from generation.resolution import plans, steps
from generation.resolution.steps.base import Context, Step
from generation.resolution.values import DONE, Facts, Outcome, Tally
from generation.values import KINDS

EVERY = steps.registered()
FACTS = st.builds(
    Facts,
    category=st.sampled_from([str(each) for each in Category]),
    cause=st.sampled_from([str(each) for each in Cause]),
    kind=st.sampled_from([kind for kind, _ in KINDS]),
    tier=st.sampled_from(["low", "standard", "high"]),
    tries=st.sampled_from(range(13)),
    pictures=st.sampled_from(range(3)),
    clips=st.sampled_from(range(4)),
    on_card=st.booleans(),
    in_scene=st.booleans(),
    remote_store=st.booleans(),
    supervised=st.booleans(),
)
SOME = [Tally(tried, helped) for tried in (0, 1, 4, 20, 500) for helped in {0, tried // 3, tried}]
TALLIES = st.dictionaries(st.sampled_from(sorted(EVERY)), st.sampled_from(SOME), max_size=5)
EXPECTED = st.floats(0.01, 0.99)


def keys(facts: Facts, tallies: Mapping[str, Tally] | None = None) -> list[str]:
    return [step.key for step in plans.plan(facts, EVERY.values(), tallies or {})]


def facts(category: Category, cause: Cause = Cause.UNKNOWN, **known: object) -> Facts:
    return Facts(**{"kind": "takes", "tier": "standard", "tries": 1, **known, "category": category, "cause": cause})  # type: ignore[arg-type]


@given(FACTS, TALLIES)
def test_every_failure_has_somebody_to_ask_and_what_runs_by_itself_comes_first(
    known: Facts, tallies: dict[str, Tally]
) -> None:
    planned = plans.plan(known, EVERY.values(), tallies)
    assert "ask_operator" in [step.key for step in planned]
    automatic = [step.automatic for step in planned]
    assert automatic == sorted(automatic, reverse=True)
    assert len({step.key for step in planned}) == len(planned)


@given(FACTS, TALLIES)
def test_what_was_seen_changes_the_order_and_never_what_is_in_a_plan(known: Facts, tallies: dict[str, Tally]) -> None:
    assert sorted(keys(known, tallies)) == sorted(keys(known))


@given(EXPECTED, st.integers(0, 5), st.integers(0, 5))
def test_few_cases_move_a_chance_little(expected: float, tried: int, helped: int) -> None:
    seen = plans.chance(expected, Tally(tried, min(tried, helped)))
    assert abs(seen - expected) <= tried / (tried + plans.WEIGHT) + 1e-9


@given(EXPECTED, st.integers(0, 1000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_a_chance_lies_between_what_was_expected_and_what_was_seen(expected: float, seen: tuple[int, int]) -> None:
    tried, helped = seen
    found = plans.chance(expected, Tally(tried, helped))
    rate = helped / tried if tried else expected
    assert min(expected, rate) - 1e-9 <= found <= max(expected, rate) + 1e-9


@given(EXPECTED, st.integers(0, 300), st.integers(0, 300))
def test_more_help_never_lowers_a_chance(expected: float, tried: int, helped: int) -> None:
    one = plans.chance(expected, Tally(tried + 300, helped))
    assert plans.chance(expected, Tally(tried + 300, helped + 1)) > one


def test_one_lucky_case_reorders_nothing_and_a_hundred_do() -> None:
    known = facts(Category.PIPELINE)
    assert keys(known) == keys(known, {"change_words": Tally(1, 1), "try_again": Tally(1, 0)})
    assert keys(known)[0] == "try_again"
    seen = {"change_words": Tally(100, 90), "try_again": Tally(100, 5)}
    assert keys(known, seen)[0] == "change_words"


def test_memory_that_ran_short_is_stepped_down_from_and_freed() -> None:
    known = facts(Category.MEMORY, Cause.CARD_FULL, on_card=True, supervised=True, tries=2)
    assert keys(known)[:3] == ["step_down", "free_memory", "restart_worker"]
    assert "try_lower" in keys(known)
    assert "step_down" not in keys(facts(Category.MEMORY))
    assert "try_lower" not in keys(facts(Category.MEMORY, tier="low"))


def test_a_worker_that_nobody_starts_again_is_not_ended() -> None:
    assert "restart_worker" not in keys(facts(Category.MODEL_LOADING, tries=3))


def test_a_damaged_picture_is_checked_repaired_or_chosen_anew() -> None:
    known = facts(Category.INPUT, Cause.PICTURE_DAMAGED, pictures=1, in_scene=True)
    assert keys(known) == ["repair_picture", "verify_files", "choose_picture", "ask_operator"]
    assert "fetch_again" in keys(facts(Category.INPUT, Cause.PICTURE_DAMAGED, pictures=1, remote_store=True))


def test_what_would_fail_the_same_way_is_not_offered_again() -> None:
    assert "try_again" not in keys(facts(Category.STORAGE, Cause.PLAN_FULL))
    assert "make_room" in keys(facts(Category.STORAGE, Cause.PLAN_FULL))
    assert "try_again" in keys(facts(Category.INPUT, Cause.REFUSED))


def test_a_step_is_run_by_a_worker_only_as_often_as_it_may() -> None:
    planned = plans.plan(facts(Category.MEMORY, tries=1), EVERY.values(), {})
    assert [step.key for step in plans.runnable(planned, {})] == ["free_memory"]
    assert plans.runnable(planned, {"free_memory": 2}) == []


def test_every_step_explains_itself_in_plain_words() -> None:
    for step in EVERY.values():
        assert step.title[0].isupper()
        assert step.words.endswith(".")
        assert set(step.chances) <= set(Category)
        assert all(0 < chance < 1 for chance in step.chances.values())


class Spare(Step):
    """Of this test alone."""

    key, title, words, automatic = "spare", "Use the spare key", "Another key may work.", True
    chances = {Category.PROVIDER: 0.9}

    def run(self, context: Context) -> Outcome:
        return Outcome(DONE, "The spare key is in use.", mended=True)


def test_a_class_outside_of_the_folder_is_no_step_of_the_studio() -> None:
    assert "spare" not in steps.registered()
    assert [step.key for step in plans.plan(facts(Category.PROVIDER), [Spare()], {})] == ["spare"]
