"""A worker hears of a cancel also when it was said before it listened."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from accounts.tenancy import scope
from generation import queue, values
from generation.engines.base import Cancelled
from generation.lease import Lease
from generation.models import Generation
from generation.services import ending, running
from projects.models import Scene
from tests import rows

pytestmark = pytest.mark.django_db(transaction=True)
SOON_SECONDS = 1.5


def test_a_cancel_before_the_worker_listens_stops_it_soon(scene: Scene) -> None:
    rows.asked(scene)
    found = queue.claim(values.CPU_LANE, "one")
    assert found is not None
    work = running.begin(found)
    assert work is not None
    with scope(scene.tenant_id):
        ending.cancel(Generation.objects.get())
    with ThreadPoolExecutor(1) as beats, pytest.raises(Cancelled), Lease(found, work, beats) as lease:
        report_until_told(lease)


def report_until_told(lease: Lease) -> None:
    end = time.monotonic() + SOON_SECONDS
    while time.monotonic() < end:
        lease.report("rolling", 0.5)
        time.sleep(0.02)
