"""Bounded reads of worker processes: which cards somebody serves, and which lanes have work."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from generation.lanes import LaneNow
from generation.models import WorkerProcess
from generation.values import CPU_LANE
from quality.values import Device

SERVED_SECONDS = 60.0
"""How long a card counts as served after its worker's last word: another is on its way, after a fault, or because it
makes way for a newer one. As long has a machine whose first worker has just started."""
MOST_WORKERS = 1024


def served(cards: Sequence[Device]) -> tuple[Device, ...]:
    """Those of the cards whose work a worker takes. Where no worker is heard of at all, every card is believed."""
    recently = Now() - timedelta(seconds=SERVED_SECONDS)
    rows = WorkerProcess.objects.filter(heartbeat_at__gte=recently).order_by("-heartbeat_at")
    told = list(rows.annotate(is_new=Q(started_at__gte=recently)).values_list("device", "is_new")[:MOST_WORKERS])
    if not told:
        return tuple(cards)
    devices = {device for device, _ in told}
    starting = {device for device, is_new in told if is_new}
    return tuple(card for card in cards if card.id in devices or f"{host_of(card.id)}/{CPU_LANE}" in starting)


def host_of(device: str) -> str:
    """The machine of a device."""
    return device.partition("/")[0]


WITH_WORK_SQL = """
SELECT lane FROM generation_queuelane AS l
WHERE paused_at IS NULL
      AND EXISTS (SELECT FROM generation_queueticket AS t WHERE t.lane = l.lane AND t.state = 'ready')
ORDER BY lane
"""
LATER_SQL = """
SELECT EXISTS (
    SELECT FROM generation_queueticket WHERE lane = %s AND state IN ('waiting', 'delayed')
)
"""


def lanes_with_work(but: Collection[str] = ()) -> list[LaneNow]:
    """Lanes in which something may be begun now; one short look at an index for each lane there is."""
    with connection.cursor() as cursor:
        cursor.execute(WITH_WORK_SQL)
        return [LaneNow(name, ready=True) for (name,) in cursor.fetchall() if name not in but]


def has_more_to_come(lane: str) -> bool:
    """Whether jobs of a lane wait for another try, or behind their workspace's own."""
    with connection.cursor() as cursor:
        cursor.execute(LATER_SQL, [lane])
        return bool(cursor.fetchone()[0])
