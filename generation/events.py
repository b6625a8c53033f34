"""The only writer to Channels: numbered state changes, and progress ticks that nobody keeps (design section 11)."""

import asyncio
import json
import logging
import threading
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from channels.layers import get_channel_layer
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from accounts import statements
from accounts.identifiers import new_id
from accounts.tenancy import Scope, current_scope
from accounts.trips import Row
from generation.models import EventLog, Generation

log = logging.getLogger("dailies.events")

SEND_SECONDS = 5.0
"""After which a hint is given up: a Redis that hangs must not let them pile up."""

NUMBER_SQL = """
WITH counter AS (
    INSERT INTO generation_eventcounter (id, workspace_id, seq) VALUES (%s, %s, %s)
    ON CONFLICT (workspace_id) DO UPDATE SET seq = generation_eventcounter.seq + EXCLUDED.seq
    RETURNING workspace_id, seq
)
INSERT INTO generation_eventlog (id, workspace_id, seq, type, project_id, scene_id, generation_id, data)
SELECT noted.id, counter.workspace_id, counter.seq - %s + noted.number, noted.type, noted.project, noted.scene,
       noted.generation, noted.data
FROM counter, unnest(%s::uuid[], %s::text[], %s::uuid[], %s::uuid[], %s::uuid[], %s::text[]::jsonb[])
    WITH ORDINALITY AS noted(id, type, project, scene, generation, data, number)
RETURNING seq, at
"""
"""The workspace's next numbers, and what was noted under them."""


def group_of(workspace_id: UUID) -> str:
    """The Channels group of a workspace's open sockets."""
    return f"workspace.{workspace_id}"


def person_group(user_id: UUID) -> str:
    """The Channels group of a person's open sockets."""
    return f"person.{user_id}"


def studio_group() -> str:
    """The Channels group of every open socket, of whatever workspace: for what is nobody's."""
    return "studio"


def record(
    kind: str,
    /,
    *,
    generation: Generation | None = None,
    project_id: UUID | None = None,
    scene_id: UUID | None = None,
    **data: Any,
) -> None:
    """Note a state change; it gets its number as the last statement of this transaction and is told after commit."""
    entered = current_scope()
    event = EventLog(
        type=kind,
        project_id=generation.project_id if generation else project_id,
        scene_id=generation.scene_id if generation else scene_id,
        generation_id=generation.pk if generation else None,
        data=data,
    )
    entered.notes.setdefault("events", []).append(event)
    entered.before_commit("events", lambda: _number(entered))


def _number(entered: Scope) -> None:
    noted: list[EventLog] = entered.notes.pop("events", [])
    columns = zip(
        *((e.pk, e.type, e.project_id, e.scene_id, e.generation_id, json.dumps(e.data)) for e in noted), strict=True
    )
    values = [new_id(), entered.workspace_id, len(noted), len(noted), *map(list, columns)]
    numbered = statements.later(NUMBER_SQL, values)
    transaction.on_commit(lambda: _tell(entered.workspace_id, noted, numbered.rows))


def _tell(workspace_id: UUID, noted: list[EventLog], numbers: list[Row]) -> None:
    for event, (seq, at) in zip(noted, sorted(numbers), strict=True):
        event.seq, event.at = seq, at
    hint = {"type": "hint", "seq": noted[-1].seq, "events": [as_message(event) for event in noted]}
    send(group_of(workspace_id), hint)


def progress(workspace_id: UUID, tick: dict[str, Any]) -> None:
    """Tell whoever looks how far a job is; latest only, nothing is kept."""
    send(group_of(workspace_id), {"type": "tick", "tick": {"type": "job.progress", **tick}})


def positions(workspace_id: UUID, places: list[dict[str, Any]]) -> None:
    """Tell whoever looks where a workspace's waiting jobs stand; latest only, nothing is kept."""
    send(group_of(workspace_id), {"type": "tick", "tick": {"type": "queue.position", "data": {"places": places}}})


def device_load(load: dict[str, Any]) -> None:
    """Tell every open studio how the machines do; latest only, and nothing of any workspace."""
    send(studio_group(), {"type": "tick", "tick": {"type": "device.load", "data": load}})


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop a process for sending, so that its connection to Redis is kept and no request waits for it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="hints", daemon=True).start()
    return loop


async def _send(group: str, message: dict[str, Any]) -> None:
    try:
        layer = get_channel_layer()
        assert layer is not None
        async with asyncio.timeout(SEND_SECONDS):
            await layer.group_send(group, message)
    except (RedisError, OSError) as error:
        log.warning("a hint was not sent: %s", type(error).__name__)


def send(group: str, message: dict[str, Any]) -> None:
    """Send without waiting; a hint that cannot be sent is logged, for the log in PostgreSQL is what counts."""
    asyncio.run_coroutine_threadsafe(_send(group, message), _loop())


def as_message(event: EventLog) -> dict[str, Any]:
    """An event as sockets tell it."""
    return {
        "seq": event.seq,
        "type": event.type,
        "at": event.at.isoformat(),
        "project": str(event.project_id) if event.project_id else None,
        "scene": str(event.scene_id) if event.scene_id else None,
        "generation": str(event.generation_id) if event.generation_id else None,
        "data": event.data,
    }


def sweep() -> int:
    """Delete events older than a day, in the workspace we are in; how many."""
    return EventLog.objects.filter(at__lt=timezone.now() - timedelta(hours=settings.EVENT_KEEP_HOURS)).delete()[0]
