"""What is learned is kept: a row a key, a row a key and day, in four statements however much there is."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from generation import housekeeping
from generation.values import EXPORT_LANE
from quality.learning.accuracy import median_error
from quality.learning.correct import learn, memory_gb, time_range
from quality.learning.values import Correction, Tally
from quality.models import AccuracyDay, CorrectionState
from quality.services import ACCURACY_KEEP_DAYS, note, note_shortage, prune
from tests.runs import observed
from tests.threads import together

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 4
PRIOR = (8.0, 12.5)


def statements(times: int) -> int:
    """What the last of so many notes took; the transaction's own words are not counted."""
    for _ in range(times - 1):
        note(observed())
    with CaptureQueriesContext(connection) as asked:
        note(observed())
    return sum("SAVEPOINT" not in query["sql"] for query in asked)


def test_a_run_is_learned() -> None:
    for _ in range(10):
        note(observed(20.0))
    row = CorrectionState.objects.get()
    assert (row.key, row.observations) == (observed().key, 10)
    _, middle, _ = time_range(row.correction, PRIOR)
    assert middle == pytest.approx(20.0)


def test_what_is_kept_is_what_the_pure_function_gives() -> None:
    correction = Correction()
    for seconds in (9.0, 30.0, 11.0):
        note(observed(seconds))
        correction = learn(correction, observed(seconds))
    assert CorrectionState.objects.get().correction == correction


def test_the_day_counts_what_was_inside_and_how_far_off_the_rest_was() -> None:
    for seconds, gb in ((10.0, 9.0), (11.0, 13.0), (40.0, None)):
        note(observed(seconds, gb))
    day = AccuracyDay.objects.get()
    assert day.day == timezone.now().date()
    assert (day.runs, day.inside, day.memory_runs, day.memory_under) == (3, 2, 2, 1)
    assert median_error(day.tally) == pytest.approx(9.5, abs=0.5)


def test_keys_learn_apart() -> None:
    note(observed(20.0))
    note(observed(20.0, technique="sequential_offload"))
    assert CorrectionState.objects.count() == AccuracyDay.objects.count() == 2
    assert set(CorrectionState.objects.values_list("observations", flat=True)) == {1}


def test_another_day_is_another_row() -> None:
    for day in (20, 21, 21):
        with patch("django.utils.timezone.now", return_value=datetime(2026, 11, day, 12, tzinfo=UTC)):
            note(observed())
    assert list(AccuracyDay.objects.values_list("day__day", "runs")) == [(21, 2), (20, 1)]
    assert CorrectionState.objects.get().observations == 3


def test_a_clock_that_lags_does_not_lose_what_a_day_counted() -> None:
    for day in (20, 21, 20):
        with patch("django.utils.timezone.now", return_value=datetime(2026, 11, day, 12, tzinfo=UTC)):
            note(observed())
    assert list(AccuracyDay.objects.values_list("day__day", "runs")) == [(21, 2), (20, 1)]


@pytest.mark.parametrize("times", [1, 2, 80])
def test_learning_takes_four_statements_the_first_time_and_the_last(times: int) -> None:
    assert statements(times) <= MOST_STATEMENTS


def test_a_card_that_ran_out_of_memory_is_remembered() -> None:
    note_shortage(observed().key, predicted_gb=10.0, available_gb=16.0)
    row, day = CorrectionState.objects.get(), AccuracyDay.objects.get()
    assert memory_gb(row.correction, 10.0) > 16.0
    assert (day.runs, day.memory_runs, day.memory_under) == (0, 1, 1)


@pytest.mark.parametrize("amounts", [(0.0, 16.0), (10.0, 0.0)])
def test_a_shortage_of_nothing_is_refused(amounts: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="more than 0 GB"):
        note_shortage(observed().key, *amounts)
    assert not CorrectionState.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_runs_that_end_at_once_are_all_learned() -> None:
    together(*[lambda: note(observed())] * 8)
    assert CorrectionState.objects.get().observations == 8
    assert AccuracyDay.objects.get().runs == 8


def test_a_day_without_rows_has_an_empty_tally() -> None:
    assert AccuracyDay(day=timezone.now().date()).tally == Tally()


def test_days_of_more_than_a_year_and_a_month_are_forgotten_and_what_was_learned_stays() -> None:
    today = timezone.now().date()
    for back, model in ((ACCURACY_KEEP_DAYS, "kept"), (ACCURACY_KEEP_DAYS + 1, "gone")):
        AccuracyDay.objects.create(day=today - timedelta(days=back), engine="diffusers", model=model, device_class="x")
    note(observed())
    assert prune(today) == 1
    assert prune(today) == 0
    assert set(AccuracyDay.objects.values_list("model", flat=True)) == {"kept", observed().key.model}
    assert CorrectionState.objects.count() == 1


def test_the_hourly_round_forgets_old_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "_last_run", 0.0)
    old = timezone.now().date() - timedelta(days=2 * ACCURACY_KEEP_DAYS)
    AccuracyDay.objects.create(day=old, engine="diffusers", model="flux", device_class="x")
    housekeeping.when_due(EXPORT_LANE)
    assert not AccuracyDay.objects.exists()
