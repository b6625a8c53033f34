"""The events that a webhook may be told of, and the form of what is sent (pure). docs/notices.md shows each.

Version 1 only grows: a receiver must pass over fields that it does not know. What takes something away is version 2.
"""

import json
from collections.abc import Mapping
from typing import Any

VERSION = 1
EDITABLE = ("url", "description", "events", "with_prompts", "enabled")
"""What people choose of a webhook."""

EVENTS: dict[str, str] = {
    "generation.succeeded": "Something was made",
    "generation.review": "Something was made and a person should look",
    "generation.failed": "Something could not be made",
    "generation.cancelled": "Something was stopped",
    "generation.awaiting_consent": "Something waits for an answer before less than asked is made",
    "film.finished": "A film is cut",
    "credits.changed": "Credits were granted, set aside, spent or given back",
    "credits.low": "Few credits are left",
    "member.invited": "Somebody was invited",
    "member.joined": "Somebody joined",
}
"""Every event, in words."""
PING = "ping"
"""What the test button sends, whatever was chosen."""


def body(event: str, at: str, workspace: str, data: Mapping[str, Any]) -> str:
    """What is sent, as JSON; the same text each time it is tried. `at`: ISO 8601; `workspace`: its slug."""
    told = {"type": event, "timestamp": at, "version": VERSION, "workspace": workspace, "data": dict(data)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def chosen(events: list[str]) -> list[str]:
    """The events of a choice, each once, in the order of the table."""
    return [name for name in EVENTS if name in events]
