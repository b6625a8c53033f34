"""What Prometheus reads: counted after commit, by fixed words alone, and never at the price of a request.

docs/metrics.md lists every name. Several processes of one machine count together in the folder that
PROMETHEUS_MULTIPROC_DIR names; without it a process counts for itself.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Extract, Now
from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from generation import agreement, deciding
from generation.errors import Category
from generation.models import Generation, Job, QueueTicket
from generation.values import CPU_LANE, EXPORT_LANE, MAKING
from quality.values import Decision, Device

disable_created_metrics()  # type: ignore[no-untyped-call]

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
OWN = CollectorRegistry()
"""What this process counts."""

GIGABYTES = (1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80)
RATIOS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10)

DECISIONS = Counter(
    "dailies_routing_decisions",
    "Routing decisions that were acted on.",
    ("function", "requested", "achieved", "kind"),
    registry=OWN,
)
FALLBACKS = Counter("dailies_fallbacks", "Requests that got something else than asked.", ("reason",), registry=OWN)
FALLBACK_ANSWERS = Counter(
    "dailies_fallback_answers", "Answers to the question whether to go on with less.", ("answer",), registry=OWN
)
PREDICTION_ERROR = Histogram(
    "dailies_prediction_error_ratio", "How far a job's time was from the middle told, by its time.",
    buckets=RATIOS, registry=OWN,
)  # fmt: skip
PREDICTION_INSIDE = Counter(
    "dailies_prediction_inside_range", "Jobs whose time lay inside the range that was told.", registry=OWN
)
MEMORY_PREDICTED = Histogram(
    "dailies_memory_predicted_gigabytes", "Peak that a card was planned with.", buckets=GIGABYTES, registry=OWN
)
MEMORY_MEASURED = Histogram(
    "dailies_memory_measured_gigabytes", "Peak that a card was seen to need.", buckets=GIGABYTES, registry=OWN
)
WEBHOOK_TRIES = Counter(
    "dailies_webhook_deliveries", "Tries to tell a webhook, by what came of them.", ("outcome",), registry=OWN
)
LETTERS = Counter("dailies_notice_letters", "Letters of notices, by whether they left.", ("outcome",), registry=OWN)
RESOLUTIONS = Counter(
    "dailies_resolutions", "What became of failures that were worked on.", ("category", "outcome"), registry=OWN
)
RESOLUTION_STEPS = Counter(
    "dailies_resolution_steps", "Steps that were done about failures.", ("step", "outcome"), registry=OWN
)
RESOLUTION_HELP = Counter(
    "dailies_resolution_help", "Steps whose failure came to an end, by whether they helped.", ("step", "helped"),
    registry=OWN,
)  # fmt: skip
SUGGESTIONS = Counter(
    "dailies_suggestions", "Suggestions of what would help, by what became of them.", ("state",), registry=OWN
)
SUGGESTION_RESULTS = Counter(
    "dailies_suggestion_results", "Suggestions that were used as they came, by what they brought.", ("result",),
    registry=OWN,
)  # fmt: skip
NO_CHANGE_POINTS = 1.0
"""Less than a point of 100 is no change."""
ATTEMPTS = Counter("dailies_automatic_takes", "Takes that the studio made by itself, by why.", ("why",), registry=OWN)
STOPPED_EARLY = Counter("dailies_takes_stopped_early", "Scenes whose takes ended at a good one.", registry=OWN)
JUDGED = Counter("dailies_takes_judged", "Rolls of takes, by what came of them.", ("outcome",), registry=OWN)
CATEGORIES = frozenset(Category)


def decided(decision: Decision | None) -> None:
    """A request was accepted with this decision, if the transaction commits."""
    if decision is not None:
        _after_commit(lambda: _count_decision(decision))


def _count_decision(decision: Decision) -> None:
    words = decision.function, decision.requested_tier, decision.achieved_tier, kind_of(decision)
    DECISIONS.labels(*words).inc()
    if decision.fallback is not None:
        FALLBACKS.labels(decision.fallback.key).inc()
    if decision.device is not None and not decision.simulated:
        MEMORY_PREDICTED.observe(decision.memory_gb)


def kind_of(decision: Decision) -> str:
    """What does it: a card, the embedded engine, the same in a simulated card's place, or a provider."""
    if decision.simulated:
        return "simulated"
    return "footage" if decision.device is not None else "drawn" if decision.preview else "provider"


def answered(answer: str) -> None:
    """Somebody, or the end of the countdown, answered whether to go on with less: continue, cancel or timeout."""
    word = answer if answer in agreement.ANSWERS else "other"
    _after_commit(lambda: FALLBACK_ANSWERS.labels(word).inc())


def finished(job: Job, generation: Generation) -> None:
    """A job was done: what its card held at most, and how far its time was from what was told, where something was.

    Simulations say nothing.
    """
    if peak_gb := job.measured.get("peak_gb"):
        _after_commit(lambda: MEMORY_MEASURED.observe(peak_gb))
    told = generation.decision.get("seconds")
    if told and job.kind in MAKING and job.started_at and job.finished_at and not generation.decision.get("simulated"):
        took = (job.finished_at - job.started_at).total_seconds()
        _after_commit(lambda: _count_time(told[0], told[1], took))


def _count_time(low: float, high: float, took: float) -> None:
    PREDICTION_ERROR.observe(abs((low + high) / 2 - took) / max(took, 0.001))
    if low <= took <= high:
        PREDICTION_INSIDE.inc()


def resolution_became(category: str, outcome: str) -> None:
    """A failure of a kind was put right (resolved), needs a person (needs_you), or is of no more concern (closed)."""
    word = category if category in CATEGORIES else "other"
    _after_commit(lambda: RESOLUTIONS.labels(word, outcome).inc())


def step_ended(step: str, outcome: str) -> None:
    """A step, known by its key, was done, had nothing to do, or failed."""
    _after_commit(lambda: RESOLUTION_STEPS.labels(step, outcome).inc())


def step_helped(step: str, helped: bool) -> None:
    """It came out whether a step helped."""
    _after_commit(lambda: RESOLUTION_HELP.labels(step, "yes" if helped else "no").inc())


def suggestions_offered(count: int) -> None:
    """So many were offered."""
    _after_commit(lambda: SUGGESTIONS.labels("offered").inc(count))


def suggestion_answered(state: str) -> None:
    """Somebody used, changed or ignored one, or took that back (offered_again)."""
    _after_commit(lambda: SUGGESTIONS.labels("offered_again" if state == "offered" else state).inc())


def suggestion_brought(points: float) -> None:
    """One that was used as it came was measured: what it brought its dimension, in points of 100."""
    result = "same" if abs(points) < NO_CHANGE_POINTS else "better" if points > 0 else "worse"
    _after_commit(lambda: SUGGESTION_RESULTS.labels(result).inc())


def attempted(why: str, count: int) -> None:
    """Takes were begun that nobody counted out: the `first`, another `seed`, or a `repair`."""
    _after_commit(lambda: ATTEMPTS.labels(why).inc(count))


def stopped_early() -> None:
    """A take was good enough, so that no more are made."""
    _after_commit(STOPPED_EARLY.inc)


def judged(state: str) -> None:
    """All takes of a roll were looked over: chosen among (`succeeded`), or a person is asked (`review`)."""
    _after_commit(lambda: JUDGED.labels(state).inc())


def webhook_tried(outcome: str) -> None:
    """A webhook was told or not: delivered, retried (it failed and another try comes), failed, or gone."""
    _after_commit(lambda: WEBHOOK_TRIES.labels(outcome).inc())


def letter_left(left: bool) -> None:
    """A letter of a notice left, or could not."""
    _after_commit(lambda: LETTERS.labels("left" if left else "stayed").inc())


def _after_commit(count: Callable[[], object]) -> None:
    """What goes wrong in counting is logged by Django and ends there."""
    transaction.on_commit(count, robust=True)


def leave() -> None:
    """This process ends: what it held as a state of its own is no more. Its counts stay."""
    if os.environ.get(FOLDER_VARIABLE):
        multiprocess.mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]


def everything() -> CollectorRegistry:
    """All names with their values now: of every process that counts into the folder, and what is read as it stands."""
    if not os.environ.get(FOLDER_VARIABLE):
        registry: CollectorRegistry = _Joined()
    else:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(Standing())
    return registry


class _Joined(CollectorRegistry):
    """This process's own counts beside what is registered here."""

    def collect(self) -> Iterator[object]:  # type: ignore[override]
        yield from OWN.collect()
        yield from super().collect()


class Standing(Collector):
    """What is read from the database at each scrape: the queue, and the cards."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Without a database: that it is away, and nothing else."""
        reachable = GaugeMetricFamily("dailies_database_reachable", "1 when PostgreSQL answered this scrape.")
        try:
            found = [*queue_gauges(), *device_gauges(deciding.devices())]
        except DatabaseError:
            found = []
        reachable.add_metric((), float(bool(found)))
        yield reachable
        yield from found


def queue_gauges() -> Iterator[GaugeMetricFamily]:
    """How many jobs a lane has, and how long the oldest that could be taken has waited."""
    jobs = GaugeMetricFamily("dailies_queue_jobs", "Jobs in a lane.", labels=("lane", "state"))
    oldest = GaugeMetricFamily(
        "dailies_queue_oldest_wait_seconds", "How long the job that waits longest could have been taken.",
        labels=("lane",),
    )  # fmt: skip
    found = _lanes()
    for lane in sorted({CPU_LANE, EXPORT_LANE, *found}):
        numbers = found.get(lane, {})
        for state in ("waiting", "running", "overdue", "later"):
            jobs.add_metric((lane, state), numbers.get(state) or 0)
        oldest.add_metric((lane,), float(numbers.get("age") or 0.0))
    yield jobs
    yield oldest


def _lanes() -> dict[str, dict[str, Any]]:
    free = Q(lease_until=None, available_at__lte=Now())
    rows = QueueTicket.objects.order_by().values("lane").annotate(
        waiting=Count("pk", filter=free),
        running=Count("pk", filter=Q(lease_until__gte=Now())),
        overdue=Count("pk", filter=Q(lease_until__lt=Now())),
        later=Count("pk", filter=Q(lease_until=None, available_at__gt=Now())),
        age=Max(Extract(Now() - F("available_at"), "epoch"), filter=free),
    )  # fmt: skip
    return {row["lane"]: {name: value for name, value in row.items() if name != "lane"} for row in rows}


def device_gauges(readings: Sequence[Device]) -> Iterator[GaugeMetricFamily]:
    """What each card has, what others hold of it, and how long its work will take."""
    names = ("device", "kind")
    total = GaugeMetricFamily("dailies_device_memory_total_gigabytes", "Memory of a card.", labels=names)
    used = GaugeMetricFamily(
        "dailies_device_memory_used_gigabytes", "Memory of a card that others than the studio hold.", labels=names
    )
    busy = GaugeMetricFamily(
        "dailies_device_busy_seconds", "How long the work that a card was given will still take.", labels=names
    )
    for card in readings:
        words = (card.id, card.kind.value)
        total.add_metric(words, card.total_gb)
        used.add_metric(words, card.used_gb)
        busy.add_metric(words, card.busy_seconds)
    return iter((total, used, busy))
