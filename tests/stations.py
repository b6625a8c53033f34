"""The studio's real workers, in this process: the same stations that `dramatiq config.workers` opens."""

import time

from generation.models import QueueTicket
from generation.outbox.pump import send_due
from generation.values import CPU_LANE, EXPORT_LANE
from generation.worker import station

MOST_SECONDS = 60.0


class Studio:
    """Runs what waits, with the real engines; only for tests whose rows are committed."""

    def run_all(self) -> None:
        """Drain the lanes until nothing is left, waiting for retries; then send what is due."""
        end = time.monotonic() + MOST_SECONDS
        while QueueTicket.objects.exists():
            assert time.monotonic() < end, f"not done in {MOST_SECONDS:.0f} s: {list(QueueTicket.objects.values())}"
            self.drain()
        send_due()

    def drain(self) -> None:
        """Run what may run now, once through every lane, with `export` the last."""
        found = QueueTicket.objects.exclude(lane__in=(CPU_LANE, EXPORT_LANE)).values_list("lane", flat=True)
        for lane in (CPU_LANE, *found.distinct(), EXPORT_LANE):
            station(lane).drain()
