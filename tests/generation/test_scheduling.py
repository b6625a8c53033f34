"""The policy of the queue: fair shares, no credit for idling, ageing, and models that are loaded already."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.scheduling import fairness, reserving
from generation.scheduling.choosing import PATIENCE_SECONDS, choose
from generation.scheduling.values import Candidate, Holder, Priority, Share
from generation.simulator.disciplines import Nobody
from generation.simulator.fair_queue import FairQueue
from generation.simulator.tickets import Clock, Ticket

LANE, ANY = "cpu", Holder()
costs = st.floats(0.1, 60.0)
weights = st.floats(0.25, 16.0)
candidates = st.builds(
    Candidate,
    st.uuids(),
    st.sampled_from([0, 1, 2, 3]),
    st.floats(0, 100),
    st.sampled_from(["", "flux", "wan", "qwen"]),
    st.sampled_from([4.0, 12.0, 40.0]),
    st.one_of(st.none(), st.floats(0, 2 * PATIENCE_SECONDS)),
)


class Line:
    """A queue of one lane and those who ask."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.queue = FairQueue(self.clock, Nobody())
        self._numbers = count()

    def ask(self, tenant: int, costs: list[float], share: Share, priority: int = 1, model: str = "") -> list[Ticket]:
        """Jobs of a tenant."""
        made = [
            Ticket(self.clock, next(self._numbers), tenant, LANE, cost, priority=priority, model=model)
            for cost in costs
        ]
        self.queue.enter(made, share)
        return made

    def serve(self, holder: Holder = ANY) -> Ticket:
        """The next, done at once."""
        found = self.queue.take(LANE, holder)
        assert found is not None
        self.queue.leave(found)
        return found


@given(st.lists(costs, min_size=20, max_size=60), st.lists(costs, min_size=20, max_size=60), weights, weights)
def test_two_who_both_wait_are_served_by_their_weights_within_a_job_of_each(
    first: list[float], second: list[float], one: float, other: float
) -> None:
    """Goyal, Vin and Cheng, theorem 1: |W1/w1 - W2/w2| <= l1/w1 + l2/w2 at any time at which both wait."""
    line = Line()
    line.ask(1, first, Share(one))
    line.ask(2, second, Share(other))
    served, left = {1: 0.0, 2: 0.0}, {1: len(first), 2: len(second)}
    bound = max(first) / one + max(second) / other
    while min(left.values()):
        assert abs(served[1] / one - served[2] / other) <= bound + fairness.CLOCK_STEP + 1e-6
        job = line.serve()
        served[job.tenant] += job.cost
        left[job.tenant] -= 1


@given(st.lists(costs, min_size=5, max_size=30), st.lists(costs, min_size=5, max_size=30))
def test_who_was_idle_has_saved_nothing_up(before: list[float], after: list[float]) -> None:
    """One who comes late is served in turn with the other from then on, and not for the time before."""
    line = Line()
    line.ask(1, before + after, Share())
    for _ in before:
        line.serve()
    line.ask(2, [10.0] * 30, Share())
    served = {1: 0.0, 2: 0.0}
    for _ in after:
        assert served[2] <= served[1] + 10.0 + max(before + after) + fairness.CLOCK_STEP
        job = line.serve()
        served[job.tenant] += job.cost


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.lists(costs, min_size=1, max_size=9), weights)
def test_places_follow_each_other_from_now_or_from_the_last(
    now: float, last: float, asked: list[float], weight: float
) -> None:
    places = fairness.tags(now, last, asked, weight)
    assert places[0].start == max(now, last)
    assert all(one.finish == after.start for one, after in zip(places, places[1:], strict=False))
    assert places[-1].finish - places[0].start == pytest.approx(sum(asked) / weight, rel=1e-6, abs=1e-6)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_virtual_time_never_goes_back_and_is_a_step_behind_at_most(now: float, start: float) -> None:
    after = fairness.advanced(now, start)
    assert after >= now
    assert after >= start - fairness.CLOCK_STEP


@given(st.integers(0, 3), st.integers(1, 5))
def test_whatever_keeps_coming_in_higher_classes_nothing_starves(priority: int, at_once: int) -> None:
    """Urgent work waits at any time; one job of any class is served, after its ageing at the latest."""
    line = Line()
    (old,) = line.ask(1, [5.0], Share(), priority)
    line.ask(2, [5.0], Share(4.0), Priority.URGENT)
    longest = sum(fairness.AGEING_SECONDS[priority:]) + 60.0 * 4 + 60.0
    while line.clock.now <= longest:
        line.ask(2, [5.0] * at_once, Share(4.0), Priority.URGENT)
        for _ in range(at_once):
            if line.serve() is old:
                return
        line.clock.now += 60.0
        line.queue.rise()
    pytest.fail("it was never served")


def test_what_waits_long_rises_past_higher_work_that_is_always_taken_at_once() -> None:
    """The higher job runs, and never waits when somebody looks."""
    line = Line()
    (old,) = line.ask(1, [5.0], Share(), Priority.LOW)
    line.ask(2, [5.0], Share(), Priority.HIGH)
    held = line.queue.take(LANE, ANY)
    line.clock.now += fairness.AGEING_SECONDS[Priority.LOW]
    assert line.queue.rise() == 1
    assert old.priority == Priority.NORMAL
    assert held is not None
    line.queue.leave(held)
    line.clock.now += fairness.AGEING_SECONDS[Priority.NORMAL]
    assert line.queue.rise() == 0, "nothing stands before it any more"


@given(st.lists(st.floats(1.0, 600.0), min_size=1, max_size=4), st.floats(20.0, 120.0), st.integers(0, 3))
def test_large_work_is_not_starved_by_newcomers_of_its_class(large: list[float], small: float, priority: int) -> None:
    """Each who asks for something large had as much before, so its turn is far; one small job of somebody new comes
    whenever the device is free, and the virtual time stands still. What is kept for what waits long bounds the wait:
    an hour, eight times the large work that waits as long, and a look."""
    line = Line()
    for tenant, cost in enumerate(large):
        line.ask(tenant, [cost], Share(), priority)
    for _ in large:
        line.serve()
    left = {line.ask(tenant, [cost], Share(), priority)[0] for tenant, cost in enumerate(large)}
    bound = reserving.RESERVED_AFTER_SECONDS + sum(large) / reserving.RESERVED_SHARE
    bound += (len(large) + 1) * fairness.RISE_SECONDS + len(large) * (max(large) + small)
    newcomers, look = count(100), fairness.RISE_SECONDS
    while left:
        assert line.clock.now <= bound
        line.ask(next(newcomers), [small], Share(), priority)
        served = line.queue.take(LANE, ANY)
        assert served is not None
        left.discard(served)
        line.clock.now += served.cost
        while look <= line.clock.now:
            line.queue.rise()
            look += fairness.RISE_SECONDS
        line.queue.leave(served)


@given(st.lists(costs, min_size=1, max_size=200), st.integers(1, 16))
def test_no_more_is_kept_for_what_waits_long_than_its_part_and_a_job(waiting: list[float], running: int) -> None:
    """However much waits too long, the other parts of a lane go by fair shares; and all of it has its turn."""
    owed, moved, looks, longest = 0.0, 0.0, 0, max(waiting)
    a_look = reserving.RESERVED_SHARE * running * fairness.RISE_SECONDS
    total = sum(waiting)
    while waiting:
        looks += 1
        left = reserving.allowance(owed, running)
        while left > 0 and waiting:
            moved += waiting[0]
            left -= waiting.pop(0)
        owed = reserving.still_owed(left)
        assert moved <= looks * a_look + longest + 1e-6
        assert looks <= total / a_look + longest / a_look + 1


def test_a_kept_place_is_for_the_first_of_its_tenant_and_none_is_kept_where_nobody_works() -> None:
    line = Line()
    line.ask(1, [5000.0], Share())
    line.serve()
    first, second = line.ask(1, [10.0, 10.0], Share())
    line.clock.now += reserving.RESERVED_AFTER_SECONDS
    assert line.queue.rise() == 0, "nothing goes before it"
    line.ask(2, [5.0, 5.0], Share())
    held = line.queue.take(LANE, ANY)
    assert held is not None
    assert held.tenant == 2
    assert line.queue.rise() == 1
    assert line.serve() is first
    assert second.start > 0


@given(
    st.lists(candidates, max_size=32), st.frozensets(st.sampled_from(["flux", "wan"])), st.sampled_from([None, 16.0])
)
def test_nobody_goes_before_the_first_beyond_patience_nor_from_another_class(
    found: list[Candidate], models: frozenset[str], memory: float | None
) -> None:
    found.sort(key=lambda one: (-one.priority, one.start))
    chosen = choose(found, Holder(models, memory))
    fitting = [index for index, one in enumerate(found) if memory is None or one.needs_gb <= memory]
    if not fitting:
        assert chosen is None
        return
    assert chosen in fitting
    turn, taken = found[fitting[0]], found[chosen]
    if chosen != fitting[0]:
        assert turn.passed_seconds is None or turn.passed_seconds < PATIENCE_SECONDS
        assert taken.priority == turn.priority
        assert not taken.model or taken.model in models
        assert turn.model not in models


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(1, 30)), min_size=3, max_size=60))
def test_loaded_models_cost_a_job_patience_and_a_job_for_each_model_before_it(jobs: list[tuple[str, float]]) -> None:
    """On one device that holds one model: work of later jobs that goes before one of those that are there."""
    line = Line()
    waiting = [line.ask(number, [cost], Share(), model=model)[0] for number, (model, cost) in enumerate(jobs)]
    held, longest = "", max(cost for _, cost in jobs)
    before = {
        ticket.job: len({"", *(other.model for other in waiting if other.entry < ticket.entry)}) for ticket in waiting
    }
    for _ in waiting:
        taken = line.serve(Holder(frozenset({held})))
        assert taken.overtaken <= before[taken.job] * (PATIENCE_SECONDS + longest) + 1e-6
        held = taken.model
        line.clock.now += taken.cost


@given(st.integers(0, 50), st.integers(0, 50), st.one_of(st.none(), st.integers(1, 20)))
def test_no_more_are_ready_than_fit_beside_what_runs(waiting: int, running: int, most: int | None) -> None:
    ready = fairness.ready_count(waiting, running, most)
    assert 0 <= ready <= waiting
    assert most is None or ready + min(running, most) <= most


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 6)), min_size=1, max_size=12), st.integers(1, 4))
def test_no_tenant_runs_more_than_its_limit_and_none_is_forgotten(asked: list[tuple[int, int]], most: int) -> None:
    line = Line()
    for tenant, jobs in asked:
        line.ask(tenant, [5.0] * jobs, Share(1.0, most))
    running: list[Ticket] = []
    left = sum(jobs for _, jobs in asked)
    while left:
        while (taken := line.queue.take(LANE, ANY)) is not None:
            running.append(taken)
        for tenant, _ in asked:
            assert sum(one.tenant == tenant for one in running) <= most
        assert running
        line.queue.leave(running.pop(0))
        left -= 1


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        Share(0.0)
