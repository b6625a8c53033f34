"""Webhooks leave, signed; what does not arrive is tried again for a day; whom they reach is guarded."""

import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks import WebhookVerificationError

from accounts.models import AuditEntry, User, Workspace
from accounts.outgoing import client
from accounts.tenancy import scope
from generation import values
from generation.models import Generation, Notice, OutboxTicket, Webhook, WebhookDelivery
from generation.outbox.pump import send_due
from generation.services import ending
from generation.webhooks import announcing, services, signing
from generation.webhooks.delivering import EXCERPT_CHARACTERS, GIVE_UP_AFTER, excerpt
from tests import hooks, rows
from tests.accounts.outgoing.servers import ALLOWED, Handler, Names, Server, leads_to, serving
from tests.notices.conftest import secret_of, verified

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SECRET_WORDS = "the villain is the mayor"


def announced(workspace: Workspace, event: str = "film.finished", **data: Any) -> WebhookDelivery:
    with scope(workspace.pk):
        assert announcing.announce(event, data or {"id": "1"}, prompt=SECRET_WORDS) == 1
        return WebhookDelivery.objects.latest("pk")


def again(delivery: WebhookDelivery) -> WebhookDelivery:
    with scope(delivery.tenant_id):
        return WebhookDelivery.objects.select_related("webhook").get(pk=delivery.pk)


def answers(status: int, body: bytes = b"no", **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.answer(status, body, **headers)


def play_a_day(delivery: WebhookDelivery) -> list[datetime]:
    """Send what is due, whenever the next try is due, until nothing is; when each try was."""
    moments = [timezone.now() + timedelta(seconds=1)]
    while True:
        send_due(moments[-1])
        following = again(delivery).next_try_at
        if following is None:
            return moments
        assert OutboxTicket.objects.get(pk=delivery.pk).due_at == following
        moments.append(following)


def test_the_signature_verifies_with_the_public_library(workspace: Workspace, hook: Webhook, server: Server) -> None:
    delivery = announced(workspace, id="42")
    assert send_due() == 1
    told = verified(server, secret_of(hook))
    assert (told["type"], told["version"], told["workspace"], told["data"]) == (
        "film.finished", 1, workspace.slug, {"id": "42"},
    )  # fmt: skip
    method, path, headers, _ = server.seen[0]
    assert (method, path, headers["content-type"]) == ("POST", "/dailies", "application/json")
    assert headers["webhook-id"] == delivery.message_id
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 30
    kept = again(delivery)
    assert (kept.state, kept.tries, kept.attempts[0]["status"], kept.attempts[0]["said"]) == (
        "delivered",
        1,
        200,
        "hello",
    )
    assert not OutboxTicket.objects.exists()


def test_another_secret_or_another_body_does_not_verify(workspace: Workspace, hook: Webhook, server: Server) -> None:
    announced(workspace)
    send_due()
    with pytest.raises(WebhookVerificationError):
        verified(server, secret_of(hooks.webhook_in(workspace)))
    method, path, headers, body = server.seen[0]
    server.seen[0] = (method, path, headers, body.replace(b"film", b"farm"))
    with pytest.raises(WebhookVerificationError):
        verified(server, secret_of(hook))


def test_after_a_rotation_both_secrets_sign_for_a_day_and_then_one(
    workspace: Workspace, hook: Webhook, server: Server
) -> None:
    old = secret_of(hook)
    with scope(workspace.pk):
        signing.rotate(hook)
        hook.save()
    new = secret_of(hook)
    announced(workspace)
    send_due()
    assert verified(server, old) == verified(server, new)
    with scope(workspace.pk):
        later = signing.headers(hook, "msg_1", "{}", timezone.now() + DAY + timedelta(minutes=1))
        soon = signing.headers(hook, "msg_1", "{}", timezone.now() + DAY - timedelta(minutes=1))
    assert (len(later["webhook-signature"].split()), len(soon["webhook-signature"].split())) == (1, 2)


def test_what_fails_is_tried_over_a_day_under_one_id_and_then_given_up(workspace: Workspace) -> None:
    with serving(answers(503, b"not now")) as server:
        hooks.webhook_in(workspace, f"http://{ALLOWED}:{server.port}/")
        delivery = announced(workspace)
        moments = play_a_day(delivery)
    assert len(moments) == len(server.seen) == 8
    assert timedelta(hours=21) < moments[-1] - moments[0] <= DAY
    assert {headers["webhook-id"] for _, _, headers, _ in server.seen} == {delivery.message_id}
    assert len({body for _, _, _, body in server.seen}) == 1
    kept = again(delivery)
    assert (kept.state, kept.tries, len(kept.attempts)) == (WebhookDelivery.FAILED, 8, 8)
    assert kept.attempts[-1] | {"at": "", "took_ms": 0} == {"at": "", "status": 503, "took_ms": 0, "said": "not now"}
    assert not OutboxTicket.objects.exists()


def test_retry_after_is_respected(workspace: Workspace) -> None:
    with serving(answers(429, Retry_After="900")) as server:
        hooks.webhook_in(workspace, f"http://{ALLOWED}:{server.port}/")
        delivery, now = announced(workspace), timezone.now() + timedelta(seconds=1)
        send_due(now)
        assert send_due(now + timedelta(seconds=890)) == 0
        assert send_due(now + timedelta(seconds=901)) == 1
    assert again(delivery).tries == 2


def test_who_is_there_again_counts_as_living(workspace: Workspace, hook: Webhook, server: Server) -> None:
    server.behave = answers(500)
    delivery, now = announced(workspace), timezone.now() + timedelta(seconds=1)
    send_due(now)
    assert again(delivery).webhook.failing_since == now
    server.behave = answers(204, b"")
    send_due(now + timedelta(seconds=6))
    kept = again(delivery)
    assert (kept.state, kept.webhook.failing_since) == (WebhookDelivery.DELIVERED, None)


def test_what_is_gone_is_turned_off_at_once_and_its_owner_told(
    workspace: Workspace, hook: Webhook, server: Server, owner: User, editor: User
) -> None:
    server.behave = answers(410)
    delivery, other = announced(workspace), announced(workspace)
    send_due()
    with scope(workspace.pk):
        gone = Webhook.objects.get(pk=hook.pk)
        notices = list(Notice.objects.all())
        assert AuditEntry.objects.get(action="webhook.changed").actor == "the studio"
    assert (gone.enabled, "410" in gone.turned_off_because) == (False, True)
    assert [(notice.user_id, notice.kind) for notice in notices] == [(owner.pk, "webhook_off")]
    assert (again(delivery).state, again(other).state, len(server.seen)) == ("failed", "failed", 1)


def test_what_fails_for_days_is_turned_off(workspace: Workspace, hook: Webhook, server: Server, owner: User) -> None:
    server.behave = answers(500)
    with scope(workspace.pk):
        Webhook.objects.update(failing_since=timezone.now() - GIVE_UP_AFTER + timedelta(minutes=1))
    announced(workspace)
    send_due(timezone.now() + timedelta(seconds=1))
    with scope(workspace.pk):
        assert Webhook.objects.get().enabled
    send_due(timezone.now() + timedelta(minutes=5))
    with scope(workspace.pk):
        assert not Webhook.objects.get().enabled
        assert announcing.announce("film.finished", {}) == 0


def test_what_was_turned_off_meanwhile_does_not_leave(workspace: Workspace, hook: Webhook, server: Server) -> None:
    delivery = announced(workspace)
    with scope(workspace.pk):
        Webhook.objects.update(enabled=False)
    send_due()
    assert (again(delivery).state, server.seen) == (WebhookDelivery.FAILED, [])


def test_a_deleted_webhook_leaves_no_ticket(workspace: Workspace, hook: Webhook, server: Server) -> None:
    announced(workspace)
    with scope(workspace.pk):
        hook.delete()
    send_due()
    assert (OutboxTicket.objects.count(), server.seen) == (0, [])


# --- where it may go ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.2:8000/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:8000/", "http://10.0.0.1/"],
)
def test_an_address_inside_is_never_asked_whatever_stands_in_the_row(workspace: Workspace, url: str) -> None:
    hooks.webhook_in(workspace, url)
    delivery = announced(workspace)
    send_due()
    kept = again(delivery)
    assert (kept.state, kept.attempts[0]["status"]) == (WebhookDelivery.FAILED, 0)
    assert "private or special network" in kept.attempts[0]["said"]


def test_a_name_that_leads_inside_by_then_is_refused(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    names = Names(hooks_example=["127.0.0.2"])
    real = client.send
    monkeypatch.setattr(client, "send", lambda *args, **named: real(*args, **named, resolve=names))
    hooks.webhook_in(workspace, f"http://hooks.example:{server.port}/")
    delivery = announced(workspace)
    send_due()
    assert (names.asked, server.seen, again(delivery).state) == (["hooks.example"], [], "failed")


def test_a_redirect_is_not_followed(workspace: Workspace, server: Server) -> None:
    for inside in (f"http://{ALLOWED}:{server.port}/", "http://169.254.169.254/"):
        with serving(leads_to(inside, 307)) as first:
            hooks.webhook_in(workspace, f"http://{ALLOWED}:{first.port}/", events=["film.finished"])
            delivery = announced(workspace)
            send_due()
        assert (server.seen, again(delivery).attempts[0]["status"]) == ([], 307)
        with scope(workspace.pk):
            Webhook.objects.all().delete()


# --- what is told -------------------------------------------------------------------------------------------


def test_nothing_that_people_wrote_is_told_unless_it_was_chosen(
    workspace: Workspace, hook: Webhook, server: Server
) -> None:
    announced(workspace)
    with scope(workspace.pk):
        Webhook.objects.update(with_prompts=True)
    announced(workspace)
    send_due()
    bodies = [body.decode() for _, _, _, body in server.seen]
    assert sorted(SECRET_WORDS in body for body in bodies) == [False, True]


@pytest.mark.parametrize("state", [values.FAILED, values.CANCELLED])
def test_how_a_generation_ends_is_told(workspace: Workspace, hook: Webhook, server: Server, state: str) -> None:
    waiting = rows.asked(rows.scene_in(workspace))
    send_due()
    server.seen.clear()
    with scope(workspace.pk):
        found = Generation.objects.get(pk=waiting.pk)
        if state == values.FAILED:
            ending.fail(found, {"category": "input", "detail": "No.", "advice": "Try another."})
        else:
            ending.stop(found, None)
    send_due()
    told = next(found for found in bodies(server) if found["type"].startswith("generation."))
    assert (told["type"], told["data"]["id"], told["data"]["state"]) == (f"generation.{state}", str(waiting.pk), state)
    error = {"category": "input", "detail": "No.", "advice": "Try another."} if state == values.FAILED else None
    assert told["data"]["error"] == error


def bodies(server: Server) -> list[Any]:
    return [json.loads(body) for _, _, _, body in server.seen]


def test_credits_that_move_are_told_once_a_transaction(workspace: Workspace, hook: Webhook, server: Server) -> None:
    rows.asked(rows.scene_in(workspace), count=2)
    send_due()
    moved = [told["data"] for told in bodies(server) if told["type"] == "credits.changed"]
    assert moved
    assert moved[-1]["reserved"] > 0
    assert len(moved) == len({str(told) for told in moved})


def test_what_changes_nothing_tells_nothing(workspace: Workspace, hook: Webhook) -> None:
    def undone() -> None:
        with scope(workspace.pk):
            announcing.announce("film.finished", {})
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    assert not OutboxTicket.objects.exists()


# --- what is written down -----------------------------------------------------------------------------------


def test_no_secret_is_in_log_row_or_audit(
    workspace: Workspace, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hook = hooks.webhook_in(workspace, f"http://{ALLOWED}:{server.port}/")
    secret = secret_of(hook)
    server.behave = answers(500, f"you sent {secret}".encode())
    delivery = announced(workspace)
    send_due(timezone.now() + timedelta(seconds=1))
    kept = again(delivery)
    assert kept.attempts[0]["said"] == "you sent whsec_[secret]"
    with scope(workspace.pk):
        audit = str(list(AuditEntry.objects.values()))
    assert secret not in caplog.text + str(vars(kept)) + audit + str(vars(kept.webhook))


def test_an_answer_is_kept_short_and_plain() -> None:
    assert excerpt(b"<b>\x00\x1b[31mno\xff</b>\n") == "<b> [31mno\N{REPLACEMENT CHARACTER}</b>"
    assert len(excerpt(b"x" * 100_000)) == EXCERPT_CHARACTERS


def test_a_studio_that_cannot_sign_tries_again_and_says_why(
    workspace: Workspace, hook: Webhook, server: Server
) -> None:
    delivery = announced(workspace)
    with scope(workspace.pk):
        signing.forget(hook)
    send_due(timezone.now() + timedelta(seconds=1))
    kept = again(delivery)
    assert (kept.state, server.seen) == (WebhookDelivery.WAITING, [])
    assert "could not sign" in kept.attempts[0]["said"]


def test_an_ended_delivery_is_sent_again_under_its_own_id(workspace: Workspace, hook: Webhook, server: Server) -> None:
    delivery = announced(workspace)
    send_due()
    with scope(workspace.pk):
        services.send_again(hook, delivery.pk)
    send_due()
    assert [headers["webhook-id"] for _, _, headers, _ in server.seen] == [delivery.message_id] * 2
    assert len(again(delivery).attempts) == 2
