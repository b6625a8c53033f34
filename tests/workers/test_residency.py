"""What makes room on a card, what is loaded ahead, and how many loads a worker spares by its choice of jobs."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.engines.base import OutOfMemory
from generation.residency.cache import DeviceCache
from generation.residency.demand import NOW, Faded, an_hour, counted, expected, faded
from generation.residency.policy import Resident, Rules, Wanted, next_to_load, to_evict
from generation.scheduling.choosing import LOOK, PATIENCE_SECONDS, choose, first_that_fits
from generation.scheduling.values import Candidate, Holder


def held(*names: str, tier: str = "low", size_gb: float = 4.0) -> list[Resident]:
    """Models that were used in this order."""
    return [Resident(name, size_gb, tier, float(at)) for at, name in enumerate(names)]


def test_the_least_recently_used_goes_first_and_no_more_than_needed() -> None:
    assert to_evict(held("a", "b", "c"), 3.0) == ["a"]
    assert to_evict(held("a", "b", "c"), 5.0) == ["a", "b"]
    assert to_evict(held("a", "b", "c"), 0.0) == []
    assert to_evict(held("a"), 9.0) is None


def test_a_pinned_quality_goes_last_but_goes() -> None:
    models = [*held("a", tier="high"), *(replace(one, used_at=9.0) for one in held("b"))]
    rules = Rules(pinned=frozenset({"high"}))
    assert to_evict(models, 1.0, rules) == ["b"]
    assert to_evict(models, 5.0, rules) == ["b", "a"]


def test_each_quality_keeps_its_least_number_of_models() -> None:
    models = [*held("a", tier="low"), *(replace(one, used_at=one.used_at + 5) for one in held("b", "c", tier="high"))]
    assert to_evict(models, 1.0, Rules(least={"low": 1})) == ["b"]
    assert to_evict(models, 5.0, Rules(least={"low": 1, "high": 1})) == ["b", "a"]


RESIDENTS = st.builds(
    Resident,
    st.sampled_from("abcdefgh"),
    st.floats(0.1, 40),
    st.sampled_from(("low", "standard", "high")),
    st.floats(0, 1e6),
)


@given(
    st.lists(RESIDENTS, max_size=8, unique_by=lambda one: one.model),
    st.floats(0, 200),
    st.sets(st.sampled_from("abcd")),
)
def test_eviction_frees_enough_or_says_that_it_can_not(
    models: list[Resident], missing_gb: float, keep: set[str]
) -> None:
    gone = to_evict(models, missing_gb, Rules(frozenset({"high"}), {"low": 1}), keep)
    free = sum(one.size_gb for one in models if one.model not in keep)
    if gone is None:
        assert free < missing_gb
        return
    sizes = {one.model: one.size_gb for one in models}
    assert not keep & set(gone)
    assert sum(sizes[name] for name in gone) >= missing_gb
    assert sum(sizes[name] for name in gone[:-1]) < missing_gb or not gone


def test_what_saves_most_is_loaded_ahead_where_it_fits() -> None:
    rare, usual = Wanted("rare", 0.5, 60.0, 4.0), Wanted("usual", 20.0, 10.0, 4.0)
    large, never = Wanted("large", 90.0, 60.0, 30.0), Wanted("never", 0.0, 60.0, 4.0)
    wanted = [rare, usual, large, never]
    assert next_to_load(wanted, (), 8.0) == usual
    assert next_to_load(wanted, {"usual"}, 8.0) == rare
    assert next_to_load(wanted, {"usual", "rare"}, 8.0) is None


def test_demand_fades_and_a_steady_stream_is_known_by_its_rate() -> None:
    found, now = Faded(NOW, 0.0, 0.0), 0.0
    for _ in range(400):
        now += 180.0
        found = counted(found, now)
    assert an_hour(found, now) == pytest.approx(20.0, rel=0.1)
    assert faded(found, now + 1800) == pytest.approx(faded(found, now) / 2)
    assert expected([found, Faded(3, 0.0, 0.0)], 3, now) == an_hour(found, now)
    assert expected([found], 3, now + 86_400) < 0.01


class Shelf:
    """An engine whose models take seconds of a clock that nobody waits for."""

    def __init__(self, sizes: dict[str, float]) -> None:
        self.sizes, self.now, self.loaded, self.loads = sizes, 0.0, set[str](), 0
        self.card_gb = 24.0

    def load(self, model: str) -> None:
        if sum(self.sizes[one] for one in self.loaded) + self.sizes[model] > self.card_gb:
            raise OutOfMemory
        self.now += 10.0
        self.loaded.add(model)
        self.loads += 1

    def unload(self, model: str) -> None:
        self.loaded.discard(model)

    def size_gb(self, model: str) -> float | None:
        return self.sizes[model] if model in self.loaded else None


def cache_of(shelf: Shelf, memory_gb: float = 24.0) -> DeviceCache:
    return DeviceCache(memory_gb, clock=lambda: shelf.now)


def test_a_cache_measures_loads_and_makes_room_before_memory_runs_out() -> None:
    shelf = Shelf({"a": 10.0, "b": 10.0, "c": 10.0})
    cache = cache_of(shelf)
    first = cache.use(shelf, "a", "low", 10.0)
    assert first is not None
    assert (first.seconds, first.size_gb) == (10.0, 10.0)
    assert cache.use(shelf, "b", "low", 10.0) is not None
    shelf.now += 1.0
    assert cache.use(shelf, "a", "low", 10.0) is None, "it is there"
    cache.use(shelf, "c", "high", 10.0)
    assert cache.models == {"a", "c"} == shelf.loaded, "b was used least recently"


def test_a_job_that_needs_the_whole_card_gets_it() -> None:
    shelf = Shelf({"a": 4.0, "b": 4.0, "c": 4.0})
    cache = cache_of(shelf)
    for model in "abc":
        cache.use(shelf, model, "low", 5.0)
    cache.use(shelf, "c", "low", 24.0)
    assert cache.models == {"c"}


def test_memory_that_was_measured_too_small_is_made_up_for() -> None:
    shelf = Shelf({"a": 20.0, "b": 20.0})
    cache = cache_of(shelf, memory_gb=60.0)
    cache.use(shelf, "a", "low")
    cache.use(shelf, "b", "low")
    assert cache.models == {"b"} == shelf.loaded
    with pytest.raises(OutOfMemory):
        cache_of(shelf).use(Shelf({"c": 99.0}), "c", "low")


def test_what_is_asked_for_often_is_loaded_while_nothing_waits() -> None:
    shelf = Shelf({"a": 10.0, "b": 10.0})
    cache = cache_of(shelf)
    wanted = [Wanted("a", 5.0, 10.0, 10.0), Wanted("b", 9.0, 10.0, 10.0)]
    assert [load.model for load in iter(lambda: cache.prewarm(shelf, wanted), None)] == ["b", "a"]


# --- the trace of requirement Q10 ---------------------------------------------------------------------------

MODELS, JOBS, WORK_SECONDS = 6, 1000, 2.0


def run_trace(*, prefers: bool, memory_gb: float = 10.0) -> tuple[int, float]:
    """Loads, and for how long a job whose turn it was saw others go first, of one card and a thousand jobs."""
    rng, shelf = random.Random(6), Shelf({f"m{n}": 9.0 for n in range(MODELS)})
    cache = cache_of(shelf, memory_gb)
    waiting = [Candidate(n, 1, float(n), f"m{rng.randrange(MODELS)}", 9.0) for n in range(JOBS)]
    passed: dict[int, float] = {}
    longest = 0.0
    while waiting:
        look = [replace(one, passed_seconds=_since(passed, one, shelf.now)) for one in waiting[:LOOK]]
        holder = Holder(cache.models if prefers else frozenset(), memory_gb)
        turn = first_that_fits(look, holder)
        index = choose(look, holder)
        assert index is not None
        assert turn is not None
        if index > turn:
            passed.setdefault(look[turn].job_id, shelf.now)
        longest = max(longest, shelf.now - passed.get(look[index].job_id, shelf.now))
        cache.use(shelf, look[index].model, "low", 9.0)
        shelf.now += WORK_SECONDS
        del waiting[index]
    return shelf.loads, longest


def _since(passed: dict[int, float], one: Candidate, now: float) -> float | None:
    return now - passed[one.job_id] if one.job_id in passed else None


def test_a_thousand_jobs_over_six_models_load_three_times_less_within_the_bound() -> None:
    plain, _ = run_trace(prefers=False)
    chosen, longest = run_trace(prefers=True)
    assert plain >= 3 * chosen, (plain, chosen)
    assert longest <= PATIENCE_SECONDS + WORK_SECONDS + 10.0, "patience, and what had begun when it ended"
