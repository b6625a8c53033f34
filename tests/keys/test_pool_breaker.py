"""A key that makes trouble rests, is tried by one request, and comes back; nobody else's key notices."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from keys.pool.outcomes import Kind, Outcome, TransportFault, classify
from keys.pool.pool import Pool
from keys.pool.values import Health, KeyLimits, Lease, Reason, Refusal, Released, Standing, Strategy
from tests.keys.conftest import Clock, new_pool
from tests.threads import together

KEY = KeyLimits(UUID(int=1))
GOOD, TROUBLE = Outcome(Kind.SUCCESS), Outcome(Kind.SERVER_TROUBLE)
UNAUTHORISED, LIMITED = Outcome(Kind.UNAUTHORISED), Outcome(Kind.RATE_LIMITED)


def take(pool: Pool, key: KeyLimits = KEY) -> Lease:
    told = pool.acquire([key], Strategy.ROUND_ROBIN)
    assert isinstance(told, Lease), told
    return told


def refused(pool: Pool, key: KeyLimits = KEY) -> Refusal:
    told = pool.acquire([key], Strategy.ROUND_ROBIN)
    assert isinstance(told, Refusal), told
    return told


def opened(pool: Pool, times: int = 3) -> Released:
    """After so many requests in a row that found trouble."""
    return [pool.release(take(pool), TROUBLE) for _ in range(times)][-1]


def test_three_troubles_in_a_row_open_it_and_a_success_between_starts_anew(pool: Pool) -> None:
    for outcome in (TROUBLE, TROUBLE, GOOD, TROUBLE, TROUBLE):
        assert pool.release(take(pool), outcome).health is Health.CLOSED
    assert pool.release(take(pool), TROUBLE).health is Health.OPEN
    assert refused(pool) == Refusal(7_500, Reason.COOLING)


def test_it_opens_for_longer_each_time_from_five_seconds_to_five_minutes(store: Redis, clock: Clock) -> None:
    for luck, expected in ((0.0, [5, 10, 20, 40, 80, 150, 150]), (0.999999, [9, 19, 39, 79, 159, 299, 299])):
        pool, seconds = new_pool(store, clock, luck=luck), list[int]()
        for turn in expected:
            told = opened(pool, times=1 if seconds else 3)
            assert told.health is Health.OPEN
            seconds.append((told.cools_until_ms - clock.now) // 1000)
            assert seconds[-1] == turn
            clock.now = told.cools_until_ms


def test_half_open_lets_one_request_through_at_a_time(pool: Pool, clock: Clock) -> None:
    clock.now = opened(pool).cools_until_ms
    probe = take(pool)
    assert refused(pool) == Refusal(30_000, Reason.COOLING)
    assert pool.release(probe, Outcome(Kind.OWN_FAULT)) == Released(True, Health.HALF_OPEN, clock.now)
    assert pool.release(take(pool), GOOD) == Released(True, Health.CLOSED, 0)
    assert [take(pool), take(pool)]


def test_of_many_who_try_at_once_one_is_the_probe(store: Redis, clock: Clock) -> None:
    pool = new_pool(store, clock)
    clock.now = opened(pool).cools_until_ms
    told = together(*[lambda: pool.acquire([KEY], Strategy.ROUND_ROBIN)] * 8)
    assert sum(isinstance(one, Lease) for one in told) == 1


def test_a_probe_whose_holder_died_makes_way_when_its_lease_ends(pool: Pool, clock: Clock) -> None:
    clock.now = opened(pool).cools_until_ms
    dead = take(pool)
    clock.now = dead.until_ms
    assert pool.release(take(pool), GOOD).health is Health.CLOSED


def test_requests_of_before_tell_an_open_breaker_nothing(pool: Pool, clock: Clock) -> None:
    """Ten that fail together open it once, and one that succeeds late does not close it."""
    leases = [take(pool) for _ in range(10)]
    told = [pool.release(lease, TROUBLE) for lease in leases[:9]]
    assert told[-1].cools_until_ms == clock.now + 7_500
    assert pool.release(leases[9], GOOD).health is Health.OPEN


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.tuples(st.sampled_from([400, 404, 413, 422]), st.text(max_size=30)), min_size=1, max_size=8))
def test_faults_of_the_request_cost_the_key_nothing(store: Redis, answers: list[tuple[int, str]]) -> None:
    """Whatever they echo."""
    pool = new_pool(store, Clock())
    for status, echo in answers:
        outcome = classify(status, {"X-Echo": echo}, None, now=0.0)
        assert pool.release(take(pool), outcome) == Released(True, Health.CLOSED, 0)


def test_a_lone_key_cools_too(pool: Pool, clock: Clock) -> None:
    told = pool.release(take(pool), classify(429, {"Retry-After": "2.5"}, now=0.0))
    assert told == Released(True, Health.CLOSED, clock.now + 2_500)
    assert refused(pool) == Refusal(2_500, Reason.COOLING)


def test_a_limit_without_a_time_opens_the_breaker_at_once(pool: Pool) -> None:
    assert pool.release(take(pool), LIMITED).health is Health.OPEN


def test_a_quota_without_a_time_lasts_until_the_providers_day_ends(pool: Pool) -> None:
    lease = take(pool)
    assert pool.release(lease, Outcome(Kind.QUOTA)).cools_until_ms == lease.day_ends_ms


def test_cooling_is_never_shortened(pool: Pool, clock: Clock) -> None:
    pool.cool(KEY.key_id, datetime.fromtimestamp(clock.now / 1000 + 60, UTC))
    pool.cool(KEY.key_id, datetime.fromtimestamp(clock.now / 1000 + 5, UTC))
    assert refused(pool).wait_ms == 60_000


def test_a_refused_key_has_failed_only_when_a_probe_confirms_it(pool: Pool, clock: Clock) -> None:
    leases = [take(pool), take(pool)]
    assert [pool.release(lease, UNAUTHORISED).health for lease in leases] == [Health.OPEN, Health.OPEN]
    clock.now += 7_500
    assert pool.release(take(pool), UNAUTHORISED).health is Health.FAILED
    clock.now += 10**9
    assert refused(pool) == Refusal(None, Reason.FAILED)
    pool.trust(KEY.key_id)
    assert pool.release(take(pool), GOOD).health is Health.CLOSED


def test_a_probe_that_succeeds_clears_the_suspicion(pool: Pool, clock: Clock) -> None:
    pool.release(take(pool), UNAUTHORISED)
    clock.now += 7_500
    assert pool.release(take(pool), GOOD).health is Health.CLOSED
    assert pool.release(take(pool), UNAUTHORISED).health is Health.OPEN


@pytest.mark.parametrize("standing", [Standing.FAILED, Standing.DISABLED])
def test_what_its_owner_holds_back_never_serves(pool: Pool, standing: Standing) -> None:
    assert refused(pool, KeyLimits(UUID(int=1), standing=standing)) == Refusal(None, Reason(standing.value))


def test_trouble_elsewhere_changes_nothing_here(store: Redis, clock: Clock) -> None:
    """The same key id in another workspace, and in another service of this one."""
    workspace = uuid4()
    ours = Pool(store, workspace, "openai", clock=clock)
    for other in (new_pool(store, clock), Pool(store, workspace, "fal", clock=clock)):
        for outcome in (UNAUTHORISED, Outcome(Kind.QUOTA), Outcome(Kind.NETWORK_TROUBLE)):
            lease = other.acquire([KEY], Strategy.ROUND_ROBIN)
            assert not isinstance(lease, Lease) or other.release(lease, outcome).freed
        other.cool(KEY.key_id, datetime.fromtimestamp(clock.now / 1000 + 600, UTC))
        assert isinstance(other.acquire([KEY], Strategy.ROUND_ROBIN), Refusal)
    assert pool_is_untouched(ours)


def pool_is_untouched(pool: Pool) -> bool:
    return pool.release(take(pool), GOOD) == Released(True, Health.CLOSED, 0)


def test_a_request_that_we_cancelled_says_nothing_of_the_key(pool: Pool, clock: Clock) -> None:
    clock.now = opened(pool).cools_until_ms
    outcome = classify(None, {}, None, TransportFault.CANCELLED, now=0.0)
    assert pool.release(take(pool), outcome).health is Health.HALF_OPEN
