"""The only writer to Channels: numbered state changes, and progress ticks that nobody keeps (design section 11)."""

import asyncio
import logging
import threading
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from channels.layers import get_channel_layer
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from redis.exceptions import RedisError

from accounts.identifiers import new_id
from accounts.tenancy import Scope, current_scope
from generation.models import EventLog, Generation

log = logging.getLogger("dailies.events")

SEND_SECONDS = 5.0
"""After which a hint is given up: a Redis that hangs must not let them pile up."""

RAISE_SQL = """
INSERT INTO generation_eventcounter (id, workspace_id, seq) VALUES (%s, %s, %s)
ON CONFLICT (workspace_id) DO UPDATE SET seq = generation_eventcounter.seq + EXCLUDED.seq
RETURNING seq
"""


def group_of(workspace_id: UUID) -> str:
    """The Channels group of a workspace's open sockets."""
    return f"workspace.{workspace_id}"


def person_group(user_id: UUID) -> str:
    """The Channels group of a person's open sockets."""
    return f"person.{user_id}"


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
    with connection.cursor() as cursor:
        cursor.execute(RAISE_SQL, [new_id(), entered.workspace_id, len(noted)])
        last = cursor.fetchone()[0]
    for seq, event in enumerate(noted, start=last - len(noted) + 1):
        event.seq = seq
    EventLog.objects.bulk_create(noted)
    hint = {"type": "hint", "seq": last, "events": [as_message(event) for event in noted]}
    transaction.on_commit(lambda: send(group_of(entered.workspace_id), hint))


def progress(workspace_id: UUID, tick: dict[str, Any]) -> None:
    """Tell whoever looks how far a job is; latest only, nothing is kept."""
    send(group_of(workspace_id), {"type": "tick", "tick": {"type": "job.progress", **tick}})


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
