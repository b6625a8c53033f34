"""Entries of history as the API tells them, a page in one statement.

`HistoryEntrySerializer` is what an entry looks like; this writes the same for many at once, without a model or a field
for each of a page's thousand values.
"""

import json
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from accounts.preconditions import entity_tag
from accounts.tenancy import current_workspace_id
from generation import retrying, values
from generation.attempts_told import told_of
from generation.deciding import tiers
from generation.engines.base import STAGES
from generation.history.keeping import tag_of_kept
from generation.history.plainly import plainly
from generation.media.addresses import addresses
from generation.observing import Past, look_back
from generation.output_serializers import file_name
from generation.quote_serializers import ConsentSerializer, FallbackSerializer, QuoteSerializer
from generation.serializers import GENERATION_EDITABLE, ErrorSerializer
from generation.variations.kept import VARIATIONS, axes_of
from quality.values import TierCard

PAGE_SQL = """
SELECT g.id::text, g.kind, g.state, g.project_id::text, g.scene_id::text, g.parent_id::text,
    coalesce(g.root_id, g.id)::text, g.frame_id::text, g.prompt, g.negative_prompt, g.seed, g.count, g.requested_tier,
    g.achieved_tier, g.credits_reserved, g.credits_captured, g.created_at, g.started_at, g.finished_at, g.notice,
    g.priority, g.note, p.name, s.number, s.title, u.id::text, coalesce(nullif(u.name, ''), u.email),
    json_build_array(
        g.fallback, g.consent, g.quote, g.decision, g.error, g.attempts, g.settings -> 'variations',
        (SELECT json_agg(json_build_array(j.id, j.kind, j.number, j.state, j.stage, j.fraction, j.device_name,
            CASE WHEN j.state = 'failed' THEN j.failures -> -1 END, j.tries, j.engine, j.measured) ORDER BY j.id)
         FROM generation_job AS j WHERE j.generation_id = g.id),
        (SELECT json_agg(json_build_array(o.id, f.media_type, o.width, o.height, o.frames, o.fps, o.duration_seconds,
            f.bytes, o.notice, o.recipe -> 'device', o.recipe -> 'read', o.recipe -> 'title', o.recipe -> 'prompt')
            ORDER BY o.id)
         FROM generation_output AS o JOIN generation_storedfile AS f ON f.id = o.file_id
         WHERE o.generation_id = g.id),
        (SELECT json_agg(json_build_array(r.stars, r.notes, r.user_id) ORDER BY r.updated_at DESC)
         FROM generation_rating AS r WHERE r.generation_id = g.id),
        (SELECT json_agg(t.name ORDER BY t.name) FROM generation_tag AS t WHERE t.generation_id = g.id),
        EXISTS (SELECT FROM generation_favourite AS k WHERE k.generation_id = g.id AND k.user_id = %(user)s)
    )::text
FROM generation_generation AS g
LEFT JOIN projects_project AS p ON p.id = g.project_id
LEFT JOIN projects_scene AS s ON s.id = g.scene_id
LEFT JOIN accounts_user AS u ON u.id = g.created_by_id
WHERE g.workspace_id = %(workspace)s AND g.id = ANY(%(ids)s)
ORDER BY g.id DESC
"""
"""Entries of the workspace that we are in; what belongs to each, as one JSON text, which is read at once."""
_fallback, _consent, _error = plainly(FallbackSerializer()), plainly(ConsentSerializer()), plainly(ErrorSerializer())
_quote = plainly(QuoteSerializer())


def entries(ids: Sequence[UUID], slug: str, user_id: UUID | None) -> list[dict[str, Any]]:
    """The entries with these ids, newest first, for a person (None: for a program); one statement.

    `slug`: the workspace's, for addresses of files.
    """
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(PAGE_SQL, {"ids": list(ids), "user": user_id, "workspace": current_workspace_id()})
        rows = cursor.fetchall()
    page = _Page(slug, user_id)
    return [page.entry(*row) for row in rows]


class _Page:
    """What the entries of one answer have in common."""

    def __init__(self, slug: str, user_id: UUID | None) -> None:
        self.address, self.asker = addresses(slug, time.time()), str(user_id)
        self.zone = timezone.get_current_timezone()

    @cached_property
    def _found_cards(self) -> tuple[TierCard, ...]:
        return tiers()

    def _cards(self) -> tuple[TierCard, ...]:
        return self._found_cards

    def moment(self, at: datetime) -> str:
        """As DRF writes it."""
        text = at.astimezone(self.zone).isoformat()
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text

    def entry(self, *row: Any) -> dict[str, Any]:
        """One row of PAGE_SQL."""
        (*own, created, started, finished, notice, priority, note, project, scene, title, person, name, text) = row
        told = dict(zip(COLUMNS, own, strict=True))
        fallback, consent, quote, decision, error, attempts, parts, *made = json.loads(text)
        jobs, outputs, ratings, tags, favourite = made
        jobs = jobs or []
        return told | {
            "fallback": _fallback(fallback),
            "consent": _consent(consent),
            "quote": _quote(quote),
            "variations": axes_of({VARIATIONS: parts or ()}),
            "attempts": told_of(attempts, told["count"], quote, [(job[1], job[3]) for job in jobs]),
            "estimate": look_back(_past(told, decision, jobs), self._cards),
            "created_at": self.moment(created),
            "started_at": started and self.moment(started),
            "finished_at": finished and self.moment(finished),
            "error": _error(error),
            "jobs": [_job(*job) for job in jobs],
            "outputs": [_output(self.address, *output) for output in outputs or ()],
            "preview_notice": notice,
            "rating": _rating(ratings or (), self.asker),
            "note": note,
            "tags": tags or [],
            "favourite": favourite,
            "place": None if project is None else {"project": project, "scene": scene, "title": title or ""},
            "made_by": None if person is None else {"id": person, "name": name},
            "tries": max((job[8] for job in jobs), default=0),
            "engines": sorted({job[9] for job in jobs if job[9]}),
            "etag": _tag_of(**told, priority=priority),
            "kept_etag": tag_of_kept(note, tags or (), favourite=favourite),
        }


COLUMNS = (
    *("id", "kind", "state", "project", "scene", "parent", "root", "frame", "prompt", "negative_prompt", "seed"),
    *("count", "requested_tier", "achieved_tier", "credits_reserved", "credits_captured"),
)


def _tag_of(**columns: Any) -> str:
    return entity_tag({name: columns[name] for name in GENERATION_EDITABLE})


def _past(told: dict[str, Any], decision: Any, jobs: Sequence[Sequence[Any]]) -> Past:
    parts = [(kind, state, measured) for _, kind, _, state, *_, measured in jobs]
    return Past(told["kind"], told["state"], told["achieved_tier"], decision, parts)


def _job(
    job_id: str, kind: str, number: int, state: str, stage: str, fraction: float, device: str, failure: Any, *_: Any
) -> dict[str, Any]:
    return {
        "id": job_id,
        "kind": kind,
        "number": number,
        "state": state,
        "stage": STAGES.get(stage, ""),
        "fraction": float(fraction),
        "device": device,
        "error": retrying.shown(failure) if failure and state == values.FAILED else None,
    }


def _output(
    address: Callable[[str], str],
    output_id: str,
    media_type: str,
    width: int,
    height: int,
    frames: int,
    fps: float,
    duration_seconds: float,
    size: int,
    notice: str,
    device: str | None,
    read: dict[str, Any] | None,
    title: str | None,
    prompt: str | None,
) -> dict[str, Any]:
    url = address(output_id)
    return {
        "id": output_id,
        "media_type": media_type,
        "url": url,
        "download_url": f"{url}&download={file_name(title or prompt, media_type)}",
        "width": width,
        "height": height,
        "frames": frames,
        "fps": float(fps),
        "duration_seconds": float(duration_seconds),
        "bytes": size,
        "notice": notice,
        "device": device or "",
        "read": {"changed": None, **read} if read else None,
    }


def _rating(ratings: Sequence[tuple[int, str, str | None]], asker: str) -> dict[str, Any] | None:
    """The asker's own; without one the newest of others, or None."""
    own = next((one for one in ratings if one[2] == asker), None)
    shown = own or next(iter(ratings), None)
    return None if shown is None else {"stars": shown[0], "notes": shown[1], "mine": shown is own}
