"""Reading what was learned: one statement, kept for seconds; and how right the last week was."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quality.models import AccuracyDay
from quality.queries import FRESH_SECONDS, accuracy_summary, corrections, forget_corrections
from quality.services import note
from tests.runs import observed

pytestmark = pytest.mark.django_db


def test_corrections_are_read_in_one_statement_and_kept() -> None:
    for technique in ("", "model_offload", "sequential_offload"):
        note(observed(technique=technique))
    with CaptureQueriesContext(connection) as asked:
        found = corrections()
        assert corrections() is found
    assert len(asked) == 1
    assert {key.technique for key in found} == {"", "model_offload", "sequential_offload"}


def test_what_was_learned_since_is_seen_after_seconds_at_most() -> None:
    assert corrections() == {}
    note(observed())
    with patch("quality.queries.time.monotonic", return_value=1e9 + FRESH_SECONDS):
        assert set(corrections()) == {observed().key}


def test_a_test_can_have_them_read_anew() -> None:
    assert corrections() == {}
    note(observed())
    forget_corrections()
    assert set(corrections()) == {observed().key}


def test_the_summary_adds_up_the_last_week_by_engine_and_device() -> None:
    for seconds, technique in ((10.0, "model_offload"), (40.0, "sequential_offload"), (11.0, "model_offload")):
        note(observed(seconds, technique=technique))
    elsewhere = replace(observed(gb=None), key=replace(observed().key, device_class="cuda-12gb"))
    note(elsewhere)
    with CaptureQueriesContext(connection) as asked:
        small, large = accuracy_summary()
    assert len(asked) == 1
    assert (small.engine, small.device_class, small.runs, small.memory_runs) == ("diffusers", "cuda-12gb", 1, 0)
    assert (large.device_class, large.runs, large.memory_runs, large.memory_under) == ("cuda-24gb", 3, 3, 0)
    assert large.inside_share == pytest.approx(2 / 3)
    assert large.median_error_percent is not None


def test_what_is_older_than_a_week_is_left_out() -> None:
    note(observed())
    AccuracyDay.objects.update(day=timezone.now().date() - timedelta(days=7))
    assert accuracy_summary() == ()
