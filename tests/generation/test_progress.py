"""Progress is told often enough to be seen moving, and no more often, however fast an engine is."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from generation import events, queue, values
from generation.lease import Lease
from generation.services import running
from projects.models import Scene
from tests import rows

REPORTS_A_SECOND, SECONDS = 1000, 1.5
MOST_A_SECOND = 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("others_stop", [False, True])
def test_an_engine_that_reports_a_thousand_times_a_second_is_told_of_ten_times_at_most(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, others_stop: bool
) -> None:
    """Also while words to stop, meant for other jobs, wake the thread that tells."""
    told: list[tuple[float, float]] = []
    monkeypatch.setattr(events, "progress", lambda who, tick: told.append((time.monotonic(), fraction_of(tick))))
    rows.asked(scene)
    found = queue.claim(values.CPU_LANE, "one")
    assert found is not None
    work = running.begin(found)
    assert work is not None
    with ThreadPoolExecutor(1) as beats, Lease(found, work, beats) as lease:
        end = time.monotonic() + SECONDS
        while (left := end - time.monotonic()) > 0:
            lease.report("rolling", 1 - left / SECONDS)
            if others_stop:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_notify(%s, 'another')", [queue.STOP_CHANNEL])
            time.sleep(1 / REPORTS_A_SECOND)
    times = [at for at, _ in told]
    assert all(later - earlier >= 1 / MOST_A_SECOND for earlier, later in zip(times, times[1:], strict=False))
    fractions = [fraction for _, fraction in told]
    assert len(fractions) >= 2
    assert fractions == sorted(set(fractions))


def fraction_of(tick: dict[str, Any]) -> float:
    return float(tick["data"]["fraction"])
