"""What is written here: one observation at a time, each in constant time and in four statements."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from quality.learning.accuracy import counted, counted_memory
from quality.learning.correct import learn, learn_shortage
from quality.learning.values import Correction, Key, Observation, Tally
from quality.models import AccuracyDay, CorrectionState
from quality.models.predictions import KEY_FIELDS

ACCURACY_KEEP_DAYS = 400
"""A year and a month: a day is compared with the same of the year before. What was learned is kept elsewhere."""
COUNTS = ("runs", "inside", "errors", "memory_runs", "memory_under")


def note(observation: Observation) -> None:
    """Learn from a run. Call it outside of a workspace's scope: it locks the key's row, which others wait for."""
    _update(
        observation.key,
        lambda correction: learn(correction, observation),
        lambda tally: counted(tally, observation),
    )


def note_shortage(key: Key, predicted_gb: float, available_gb: float) -> None:
    """Learn from a run that ended out of memory on a card that had `available_gb`; as `note`.

    `predicted_gb` is the prior's peak without its safety factor. Raises ValueError unless both are positive.
    """
    if not (predicted_gb > 0 and available_gb > 0):
        raise ValueError("a shortage needs the prior's peak and what the card had, both more than 0 GB")
    _update(
        key,
        lambda correction: learn_shortage(correction, predicted_gb, available_gb),
        lambda tally: counted_memory(tally, under=True),
    )


def prune(today: date) -> int:
    """Forget how right the predictions of old days were; how many rows."""
    gone, _ = AccuracyDay.objects.filter(day__lt=today - timedelta(days=ACCURACY_KEEP_DAYS)).delete()
    return gone


def _update(key: Key, learned: Callable[[Correction], Correction], told: Callable[[Tally], Tally]) -> None:
    """Whoever holds a key's correction may write its day too, so the day needs no lock and no read."""
    now = timezone.now()
    with transaction.atomic():
        CorrectionState.objects.bulk_create([CorrectionState(**asdict(key))], ignore_conflicts=True)
        row = CorrectionState.objects.select_for_update().get(**asdict(key))
        day, tally = _today(row.today, now.date())
        tally = told(tally)
        row.state, row.today = learned(row.correction).as_json(), {"day": day.isoformat(), **asdict(tally)}
        row.observations, row.updated_at = row.observations + 1, now
        row.save(update_fields=["state", "today", "observations", "updated_at"])
        _keep_day(key, day, tally)


def _today(told: dict[str, Any], today: date) -> tuple[date, Tally]:
    """The day that counts and its tally so far; a clock that lags behind another's does not open a day again."""
    if not told or (day := date.fromisoformat(told["day"])) < today:
        return today, Tally()
    counts = {name: told[name] for name in COUNTS}
    return day, Tally(**{**counts, "errors": tuple(told["errors"])})


def _keep_day(key: Key, day: date, tally: Tally) -> None:
    row = AccuracyDay(day=day, **asdict(key), **{**asdict(tally), "errors": list(tally.errors)})
    AccuracyDay.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["day", *KEY_FIELDS], update_fields=COUNTS
    )
