"""Who waits where, told to open pages: the latest only, to a workspace at most every `TELL_SECONDS` (section 11)."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from generation import events
from generation.models import QueueLane, QueueTicket
from generation.models.queue import READY, WAITING
from generation.queue.line import line

TELL_SECONDS = 2.0
MOST_TOLD = 50
"""Places of one workspace in a message; the page reads the others when it is opened."""

TURN_SQL = """
UPDATE generation_queuelane SET told_at = clock_timestamp()
WHERE lane = (SELECT min(lane) FROM generation_queuelane)
  AND (told_at IS NULL OR told_at < clock_timestamp() - %s * interval '1 second')
"""
"""Of all workers, one tells: whoever takes this turn first. One row is the clock of all lanes, so that a workspace
with work in several is told once."""


@dataclass
class Teller:
    """Tells what changed since it told last."""

    told: dict[UUID, list[dict[str, Any]]] = field(default_factory=dict)

    def tell(self) -> int:
        """Tell every workspace whose places changed; how many. Nothing where another worker told just now."""
        with connection.cursor() as cursor:
            cursor.execute(TURN_SQL, [TELL_SECONDS])
            if cursor.rowcount != 1:
                return 0
        found = places()
        changed = [who for who in found.keys() | self.told.keys() if found.get(who) != self.told.get(who)]
        for workspace_id in changed:
            events.positions(workspace_id, found.get(workspace_id, []))
        self.told = found
        return len(changed)


def places() -> dict[UUID, list[dict[str, Any]]]:
    """Of each workspace with waiting work the places of its first jobs, as `queue.position` says them."""
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for lane in QueueLane.objects.values_list("lane", flat=True):
        starts = line(lane).starts
        waiting = QueueTicket.objects.filter(job_id__in=starts, state__in=(READY, WAITING))
        whose = dict(waiting.values_list("job_id", "workspace_id"))
        for job_id, start in starts.items():
            mine = found[whose[job_id]] if job_id in whose else []
            if len(mine) < MOST_TOLD:
                low, high = (round(seconds, 1) for seconds in start.seconds)
                mine.append({"job": str(job_id), "lane": lane, "ahead": start.ahead, "starts_in": [low, high]})
    return dict(found)
