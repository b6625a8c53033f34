"""One try of one delivery: load and sign in the scope, send outside of any transaction, keep what came of it."""

import logging
import random
import re
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.utils import timezone

from accounts.audit import Actor, record
from accounts.outgoing import client
from accounts.outgoing.errors import OutgoingError
from accounts.tenancy import scope
from generation import metrics
from generation.models import Webhook, WebhookDelivery
from generation.notices import telling
from generation.outbox import schedule, tickets
from generation.outbox.tickets import Held
from generation.webhooks import signing
from keys.errors import VaultError

log = logging.getLogger("dailies.webhooks")

TIMEOUT_SECONDS = 15.0
LARGEST_ANSWER_BYTES = 262_144
EXCERPT_CHARACTERS = 500
"""How much of an answer the log shows: enough to know an error page by."""
MOST_ATTEMPTS_KEPT = 20
GIVE_UP_AFTER = timedelta(days=5)
"""An address that has taken nothing for so long is turned off."""
GONE = 410
STUDIO = Actor(None, "the studio", "deliveries")
_SECRET = re.compile(r"whsec_[\w+/=-]+")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\n\u00a0-\ud7ff\ue000-\ufffd]+")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A signed request."""

    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try. `status` 0: no answer came, and `said` tells why; `permanent`: trying again is no use."""

    status: int
    took_ms: int
    said: str
    retry_after: float | None = None
    permanent: bool = False

    @property
    def arrived(self) -> bool:
        """Any 2xx; a redirect is not followed and counts as a failure."""
        return 200 <= self.status < 300

    @property
    def outcome(self) -> str:
        """In one word, for metrics."""
        return "delivered" if self.arrived else "gone" if self.status == GONE else "failed"


def deliver(held: Held, now: datetime | None = None) -> None:
    """Try a delivery that is due."""
    try:
        with scope(held.workspace_id):
            prepared = _prepare_due(held, now or timezone.now())
        if prepared is None:
            return
        tried = attempt(prepared)
    except (VaultError, LookupError) as error:
        log.error("delivery %s can't be signed: %s", held.row_id, type(error).__name__)
        tried = Tried(0, 0, "The studio could not sign it; whoever runs the studio has to look at its keys.")
    with scope(held.workspace_id):
        if tickets.is_held(held):
            _keep(held, tried, now or timezone.now())


def _prepare_due(held: Held, now: datetime) -> Prepared | None:
    delivery = _delivery(held.row_id)
    if delivery is None or delivery.state != WebhookDelivery.WAITING:
        tickets.drop(held)
        return None
    if not delivery.webhook.enabled:
        _end(delivery, WebhookDelivery.FAILED, now)
        tickets.drop(held)
        return None
    return prepare(delivery, now)


def _delivery(row_id: UUID) -> WebhookDelivery | None:
    return WebhookDelivery.objects.select_related("webhook").filter(pk=row_id).first()


def prepare(delivery: WebhookDelivery, now: datetime) -> Prepared:
    """The request of one try, signed now; in the scope."""
    headers = signing.headers(delivery.webhook, delivery.message_id, delivery.body, now)
    return Prepared(delivery.webhook.url, headers, delivery.body.encode())


def attempt(prepared: Prepared) -> Tried:
    """Send it; outside of any scope, for the other side may take its time."""
    begun = time.monotonic()
    try:
        answer = client.send(
            "POST",
            prepared.url,
            headers=prepared.headers,
            body=prepared.body,
            timeout_seconds=TIMEOUT_SECONDS,
            largest_bytes=LARGEST_ANSWER_BYTES,
            redirects=0,
        )
    except OutgoingError as error:
        return Tried(0, _since(begun), f"{error.detail} {error.advice}", permanent=error.permanent)
    wait = schedule.retry_after(answer.headers.get("retry-after"), time.time())
    return Tried(answer.status, _since(begun), excerpt(answer.body), wait)


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


def excerpt(body: bytes) -> str:
    """The beginning of an answer as plain text; a secret that the other side says back is masked."""
    text = body[: 4 * EXCERPT_CHARACTERS].decode("utf-8", "replace")
    return _UNPRINTABLE.sub(" ", _SECRET.sub("whsec_[secret]", text)).strip()[:EXCERPT_CHARACTERS]


def _keep(held: Held, tried: Tried, now: datetime) -> None:
    delivery = _delivery(held.row_id)
    if delivery is None:
        tickets.drop(held)
        return
    wait = None if tried.arrived else _wait(delivery, tried, now)
    note(delivery, tried, now, wait)
    if wait is None:
        tickets.drop(held)
    else:
        tickets.put_off(held, now + timedelta(seconds=wait))
    _judge(delivery.webhook, tried, now)


def _wait(delivery: WebhookDelivery, tried: Tried, now: datetime) -> float | None:
    if tried.permanent or tried.status == GONE:
        return None
    age = (now - delivery.due_since).total_seconds()
    return schedule.wait_after(delivery.tries + 1, age, tried.retry_after, random.random())


def note(delivery: WebhookDelivery, tried: Tried, now: datetime, wait: float | None = None) -> None:
    """Keep a try on its delivery, which ends with it unless another one comes in `wait` seconds."""
    entry = {
        "at": now.isoformat(),
        "status": tried.status,
        "took_ms": tried.took_ms,
        "said": tried.said,
    }
    delivery.attempts = [*delivery.attempts, entry][-MOST_ATTEMPTS_KEPT:]
    delivery.tries += 1
    metrics.webhook_tried("retried" if wait is not None else tried.outcome)
    if wait is None:
        _end(delivery, WebhookDelivery.DELIVERED if tried.arrived else WebhookDelivery.FAILED, now)
    else:
        delivery.next_try_at = now + timedelta(seconds=wait)
        delivery.save(update_fields=["attempts", "tries", "next_try_at"])


def _end(delivery: WebhookDelivery, state: str, now: datetime) -> None:
    delivery.state, delivery.next_try_at, delivery.ended_at = state, None, now
    delivery.save(update_fields=["attempts", "tries", "state", "next_try_at", "ended_at"])


def _judge(hook: Webhook, tried: Tried, now: datetime) -> None:
    """What a try says of its address: that it lives, that it fails, or that it should be turned off."""
    if tried.arrived:
        if hook.failing_since is not None:
            Webhook.objects.filter(pk=hook.pk).update(failing_since=None)
        return
    if tried.status == GONE:
        turn_off(hook, "It answered that it is gone for good (410).")
    elif hook.failing_since is None:
        Webhook.objects.filter(pk=hook.pk, failing_since=None).update(failing_since=now)
    elif now - hook.failing_since >= GIVE_UP_AFTER:
        turn_off(hook, f"It has taken nothing for {GIVE_UP_AFTER.days} days.")


def turn_off(hook: Webhook, why: str) -> None:
    """Send nothing there any more, and tell who minds the settings; once."""
    if not Webhook.objects.filter(pk=hook.pk, enabled=True).update(enabled=False, turned_off_because=why):
        return
    host = urlsplit(hook.url).hostname or ""
    log.warning("webhook %s is turned off", hook.pk)
    record(STUDIO, "webhook.changed", hook, before={"enabled": True}, after={"enabled": False, "why": why})
    telling.webhook_off(host, why)
