"""What was learned and how right it was, in bounded reads."""

import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from quality.learning.accuracy import added, inside_share, median_error
from quality.learning.values import Correction, Key, Tally
from quality.models import AccuracyDay, CorrectionState

FRESH_SECONDS = 5.0
"""How old a process's copy of the corrections may be: a run more or less moves no estimate."""
SUMMARY_DAYS = 7

_lock = threading.Lock()
_kept: tuple[float, dict[Key, Correction]] | None = None


def corrections() -> dict[Key, Correction]:
    """Every key's correction, at most `FRESH_SECONDS` old; one statement when read. Not for changing."""
    global _kept
    kept = _kept
    if kept is not None and time.monotonic() - kept[0] < FRESH_SECONDS:
        return kept[1]
    with _lock:
        if _kept is None or time.monotonic() - _kept[0] >= FRESH_SECONDS:
            rows = CorrectionState.objects.all()
            _kept = time.monotonic(), {row.key: row.correction for row in rows}
        return _kept[1]


def forget_corrections() -> None:
    """Read them anew next time: for tests, whose rows vanish between two."""
    global _kept
    with _lock:
        _kept = None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How right the last `SUMMARY_DAYS` were for an engine on a class of device.

    `inside_share` 0..1 of times inside the range that was told, `median_error_percent` the median absolute error of
    the range's middle; `memory_under` of `memory_runs` peaks were above what was predicted.
    """

    engine: str
    device_class: str
    runs: int
    inside_share: float | None
    median_error_percent: float | None
    memory_runs: int
    memory_under: int


def accuracy_summary() -> tuple[Accuracy, ...]:
    """One figure set for each engine and device class that ran within `SUMMARY_DAYS`; one statement."""
    since = timezone.now().date() - timedelta(days=SUMMARY_DAYS - 1)
    found: defaultdict[tuple[str, str], list[Tally]] = defaultdict(list)
    for row in AccuracyDay.objects.filter(day__gte=since):
        found[row.engine, row.device_class].append(row.tally)
    return tuple(_accuracy(*where, added(tallies)) for where, tallies in sorted(found.items()))


def _accuracy(engine: str, device_class: str, tally: Tally) -> Accuracy:
    return Accuracy(
        engine,
        device_class,
        tally.runs,
        inside_share(tally),
        median_error(tally),
        tally.memory_runs,
        tally.memory_under,
    )
