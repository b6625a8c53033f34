"""The simulator: nothing lost, queueing theory met, the same by the same seed, and errors that say where."""

import json
import math
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from generation.scheduling.values import Share
from generation.simulator.competing import Competition, jain
from generation.simulator.lateness import behind, by_chance
from generation.simulator.loop import NOT_YET, Simulation
from generation.simulator.measures import FAIR, FIRST_COME, POLICIES, ROUND_ROBIN, means, simulate, spread
from generation.simulator.reading import ScenarioError, check, load, shipped
from generation.simulator.scenario import Scenario
from generation.simulator.tickets import Clock, ReadyJobs, Ticket
from generation.simulator.trace import draw

KEYS = {
    "scenario",
    "policy",
    "devices",
    "utilisation",
    "jain",
    "wait",
    "starvation",
    "loads",
    "spread_seconds",
    "behind_seconds",
    "events",
}
PLAIN = """
name: plain
about: One kind of job, one tenant.
hours: {hours}
warm_up_minutes: 200
load: {load}
devices: [{{name: card, count: {devices}}}]
work: {{job: {{seconds: 10, law: exponential}}}}
plans: {{free: {{}}}}
tenants: [{{name: people, count: 1, plan: free, share: 1, work: {{job: 1}}}}]
"""
BUSY = """
name: busy
about: Everything that may happen, in little time.
hours: 5
load: 0.95
devices:
  - {name: small, count: 3, memory_gb: 12, failures: {hours_between: 2, minutes_away: 10}}
  - {name: large, count: 2, memory_gb: 40, speed: 2, failures: {hours_between: 2, minutes_away: 10}}
models: {one: {load_seconds: 10, memory_gb: 9}, two: {load_seconds: 20, memory_gb: 30}}
work: {quick: {seconds: 5, model: one, tier: low}, slow: {seconds: 40, model: two, needs_gb: 30, tier: high}}
plans: {free: {most_at_once: 1}, paid: {weight: 4, most_a_tier: {high: 1}}}
tenants:
  - {name: free, count: 10, plan: free, share: 1, burst: 3, work: {quick: 5, slow: 1}, priority: {low: 1, normal: 2}}
  - {name: paid, count: 3, plan: paid, share: 1, burst: 10, work: {quick: 5, slow: 1}, priority: {normal: 9, urgent: 1}}
waves: {period_minutes: 60, height: 0.5}
retries: {chance: 0.1, most_tries: 3}
"""


def plain(hours: float = 150, load: float = 0.8, devices: int = 1) -> Scenario:
    return check(PLAIN.format(hours=hours, load=load, devices=devices), "plain.yaml")


def busy() -> Scenario:
    return check(BUSY, "busy.yaml")


def simulation(scenario: Scenario, policy: str) -> Simulation:
    clock, trace = Clock(), draw(scenario, 1)
    competition = Competition(trace.shares, 0.0)
    return Simulation(scenario, trace, POLICIES[policy](clock, competition), clock, competition, 1)


@pytest.mark.parametrize("policy", POLICIES)
def test_all_that_came_is_done_given_up_waits_or_runs(policy: str) -> None:
    """At any time, with devices that die, tries that fail, limits and classes."""
    run = simulation(busy(), policy)
    for hour in (1, 2, 3):
        done = run.run(until=hour * 3600.0)
        assert done.arrived == done.finished + done.given_up + run.waiting + run.running
        assert run.running <= 5
    done = run.run()
    assert (run.waiting, run.running) == (0, 0)
    assert done.arrived == done.finished + done.given_up == len(run.trace) > 500
    assert min(done.deaths, done.retried, done.loads) > 0
    assert all(
        NOT_YET < at <= started < ended
        for at, started, ended in zip(run.trace.at, done.started, done.ended, strict=True)
    )


def erlang_c(devices: int, load: float) -> float:
    """The chance to wait in M/M/c, offered `load` of each device: Erlang's C formula."""
    offered = devices * load
    blocked = 1.0
    for device in range(1, devices + 1):
        blocked = offered * blocked / (device + offered * blocked)
    return blocked / (1 - load * (1 - blocked))


@pytest.mark.parametrize(("devices", "load"), [(1, 0.5), (1, 0.8), (4, 0.8), (16, 0.8)])
def test_first_come_first_served_waits_as_long_as_queueing_theory_says(devices: int, load: float) -> None:
    """Mean wait of M/M/c = C / (c mu - lambda), of the load that was really drawn, over a few seeds."""
    waits, expected = [], []
    for seed in range(1, 4):
        scenario = plain(100 / devices, load, devices)
        trace = draw(scenario, seed)
        _, done = simulate(scenario, trace, FIRST_COME, seed)
        waits.append(np.mean(np.array(done.started) - np.array(trace.at)))
        real = sum(trace.seconds) / (scenario.seconds * devices)
        mean = float(np.mean(trace.seconds))
        expected.append(erlang_c(devices, real) * mean / (devices * (1 - real)))
    assert np.mean(waits) == pytest.approx(np.mean(expected), rel=0.1)


def test_the_same_seed_gives_the_same_and_another_something_else() -> None:
    scenario = busy()
    first, again, other = (simulate(scenario, draw(scenario, seed), FAIR, seed)[0] for seed in (1, 1, 2))
    assert first == again
    assert first.wait != other.wait


def test_every_policy_is_given_the_same_work() -> None:
    scenario = busy()
    trace = draw(scenario, 3)
    reports = [simulate(scenario, trace, policy, 3)[0] for policy in POLICIES]
    assert len({(report.jobs["arrived"], report.offered_load) for report in reports}) == 1


def test_offered_work_is_what_the_scenario_says() -> None:
    scenario = plain(600)
    report, _ = simulate(scenario, draw(scenario, 1), FIRST_COME, 1)
    assert report.offered_load == pytest.approx(0.8, rel=0.03)
    assert report.utilisation == pytest.approx(report.offered_load, rel=0.02)


def test_equals_lie_closer_to_their_fair_share_than_under_first_come_first_served() -> None:
    """Whoever brings a hundred jobs waits for them, and not everybody with it."""
    text = PLAIN.format(hours=40, load=0.9, devices=2).replace("count: 1, plan", "count: 4, burst: 20, plan")
    scenario = check(text, "plain.yaml")
    trace = draw(scenario, 1)
    found = {}
    for policy in (FAIR, FIRST_COME):
        _, outcome = simulate(scenario, trace, policy, 1)
        found[policy] = behind(scenario, trace, outcome)["people"]
    assert found[FAIR]["tenants"] == 4
    assert found[FAIR]["spread"] < found[FIRST_COME]["spread"] / 3
    assert abs(found[FAIR]["mean"]) < 20


def test_luck_explains_how_far_apart_equals_lie_and_not_that_one_is_put_last() -> None:
    """Of bursts that are late at random; then one tenant's are all later."""
    text = PLAIN.format(hours=40, load=0.9, devices=2).replace("count: 1, plan", "count: 20, burst: 3, plan")
    trace = draw(check(text, "plain.yaml"), 1)
    tenant, counted = np.array(trace.tenant, dtype=int), np.ones(len(trace), dtype=bool)
    late = np.random.default_rng(1).normal(0, 20, len(trace))
    lucky = by_chance(trace, late, counted)
    assert lucky["by_chance"] / 2 < spread(means(trace, late, counted)) < lucky["by_chance_at_most"]
    wronged = late + 60 * (tenant == 7)
    assert spread(means(trace, wronged, counted)) > 2 * by_chance(trace, wronged, counted)["by_chance_at_most"]


def test_jains_index_is_one_among_equals_and_a_share_where_one_has_all() -> None:
    assert jain([3.0, 3.0, 3.0]) == pytest.approx(1.0)
    assert jain([1.0, 0.0, 0.0, 0.0]) == pytest.approx(0.25)
    assert jain([]) is None


def test_a_tenant_who_gets_twice_what_was_its_due_is_seen() -> None:
    """Two of the same weight compete for 1,200 s; one job in three goes to the second."""
    clock = Clock()
    account = Competition([Share(), Share()], 0.0)
    tickets = {tenant: [Ticket(clock, n, tenant, "card", 10.0) for n in range(200)] for tenant in (0, 1)}
    for ticket in (*tickets[0], *tickets[1]):
        account.became_ready(ticket)
    for turn in range(120):
        clock.now += 10.0
        account.began(tickets[turn % 3 == 2].pop(), 10.0)
    found = account.shares_received(clock.now)
    assert found[0] == pytest.approx(4 / 3, rel=0.02)
    assert found[1] == pytest.approx(2 / 3, rel=0.02)


def test_the_first_of_many_are_found_in_order_whatever_is_taken_out() -> None:
    clock, ready = Clock(), ReadyJobs()
    tickets = []
    for number in range(200):
        ticket = Ticket(clock, number, 0, "card", 1.0)
        ticket.start, ticket.position = float(number * 37 % 101), number
        ticket.ready_since = 0.0
        ready.add(ticket)
        tickets.append(ticket)
    tickets.sort(key=lambda one: (one.start, one.position))
    for gone in (tickets[3], tickets[40], tickets[150], tickets[199]):
        gone.ready_since = None
        ready.remove(gone)
        tickets.remove(gone)
    assert ready.earliest(100) == tickets[:100]
    assert len(ready) == 196
    for expected in tickets:
        assert ready.first[0] is expected
        expected.ready_since = None
        ready.remove(expected)
    assert not ready.first


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_is_whole(name: str) -> None:
    assert load(name).name == name


def test_the_three_machines_are_shipped() -> None:
    found = {name: load(name) for name in ("one-laptop", "eight-gpus", "large-cloud")}
    sizes = [(sum(d.count for d in one.devices), sum(t.count for t in one.tenants)) for one in found.values()]
    assert sizes == [(1, 4), (8, 200), (2000, 100_000)]
    assert all(one.load == 0.9 for one in found.values())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("load: 0.95", "load: plenty"), "busy.yaml: line 4: load: "),
        (("count: 3,", "count: 0,"), "line 6: devices.1.count: "),
        (("plan: paid", "plan: gold"), "line 13: tenants.2.plan: there is no plan gold; there is: free, paid"),
        (("model: two,", "model: three,"), "work.slow.model: there is no model three; there is: one, two"),
        (("needs_gb: 30", "needs_gb: 300"), "work.slow.needs_gb: no device has 300 GB; the largest has 40"),
        (("hours: 5", "hours: 5\nbreaks: 1"), "line 4: breaks: "),
        (("name: busy", "name: [busy"), "is not YAML"),
        (("hours: 5", "hours: 8000"), "jobs; 5,000,000 is the most: shorten `hours`"),
    ],
)
def test_what_is_wrong_in_a_scenario_is_told_with_its_line_and_field(change: tuple[str, str], said: str) -> None:
    text = BUSY.lstrip("\n").replace(*change, 1)
    with pytest.raises(ScenarioError) as caught:
        check(text, "busy.yaml")
    assert said in str(caught.value)


def told(*words: str) -> str:
    out = StringIO()
    call_command("simulate", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "busy.yaml"
    path.write_text(BUSY)
    return str(path)


def test_the_command_prints_one_line_of_json(file: str) -> None:
    (line,) = told(file, "--json").splitlines()
    report = json.loads(line)
    assert report.keys() >= KEYS
    assert (report["scenario"], report["devices"], report["policy"]) == ("busy", 5, FAIR)
    assert report["wait"].keys() == {"all", "low", "normal", "urgent"}
    assert report["wait"]["all"].keys() >= {"p50", "p95", "p99"}
    assert report["events_per_second"] > 0
    assert not any(isinstance(value, float) and math.isnan(value) for value in report.values())


def test_the_command_holds_the_three_policies_against_each_other(file: str) -> None:
    table = told(file, "--compare")
    assert all(policy in table.splitlines()[1] for policy in (FAIR, FIRST_COME, ROUND_ROBIN))
    assert "utilisation" in table


def test_the_command_says_what_it_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="one of: affinity, eight-gpus, large-cloud, one-laptop"):
        told(str(tmp_path / "none.yaml"))
    with pytest.raises(CommandError, match="a whole number from 0"):
        told("one-laptop", "--seed", "-1")
