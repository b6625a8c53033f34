"""/webhooks and /notices: who may, what is refused with which words, and whose is whose."""

from typing import Any
from uuid import uuid4

import pytest
from standardwebhooks import Webhook as Verifier

from accounts.audit import Actor
from accounts.models import ApiToken, User, Workspace
from accounts.roles import Scope
from accounts.tenancy import scope
from generation.models import OutboxTicket, Webhook, WebhookDelivery
from generation.notices.kinds import NAMES
from generation.webhooks import delivering, services
from generation.webhooks.services import MOST_WEBHOOKS
from keys.services import read_secret
from tests import cast, hooks, rows
from tests.accounts.outgoing.servers import ALLOWED, Handler, Server
from tests.cast import Speaker
from tests.notices.conftest import secret_of, verified
from tests.threads import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(server: Server) -> dict[str, Any]:
    """A webhook that can be made."""
    return {"url": f"http://{ALLOWED}:{server.port}/", "events": ["film.finished", "generation.failed"]}


# --- webhooks -----------------------------------------------------------------------------------------------


def test_a_webhook_is_made_and_its_secret_shown_once(as_owner: Speaker, wish: dict[str, Any]) -> None:
    answer = as_owner.call("POST", "webhooks", {**wish, "description": "  The \n cutting room "})
    made = answer.json()
    assert (answer.status_code, answer["Cache-Control"], made["description"]) == (201, "no-store", "The cutting room")
    assert made["secret"].startswith("whsec_")
    assert made["events"] == ["generation.failed", "film.finished"]
    Verifier(made["secret"])
    (listed,) = as_owner.made("GET", "webhooks")
    assert "secret" not in listed
    assert made["secret"] not in str(as_owner.made("GET", "audit"))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "http://169.254.169.254/latest/"}, "url"),
        ({"url": "http://localhost:5432/"}, "url"),
        ({"url": "ftp://example.com/"}, "url"),
        ({"url": "http://user:pass@example.com/"}, "url"),
        ({"url": ""}, "url"),
        ({"events": []}, "events"),
        ({"events": ["world.ended"]}, "events.0"),
        ({"events": "film.finished"}, "events"),
        ({"description": "x" * 121}, "description"),
        ({"enabled": "perhaps"}, "enabled"),
    ],
)
def test_what_cannot_be_a_webhook_is_refused_with_the_field(
    as_owner: Speaker, wish: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    told = as_owner.refused(400, "POST", "webhooks", {**wish, **change})
    assert told["errors"][0]["field"] == field
    assert as_owner.made("GET", "webhooks") == []


def test_there_are_ten_at_most(as_owner: Speaker, workspace: Workspace, wish: dict[str, Any]) -> None:
    for _ in range(MOST_WEBHOOKS):
        hooks.webhook_in(workspace)
    assert "at most" in as_owner.refused(409, "POST", "webhooks", wish)["detail"]


@pytest.mark.parametrize(("method", "path"), [("GET", "webhooks"), ("POST", "webhooks")])
def test_editors_and_viewers_have_nothing_to_do_with_webhooks(
    as_editor: Speaker, as_viewer: Speaker, method: str, path: str
) -> None:
    for speaker in (as_editor, as_viewer):
        speaker.refused(403, method, path, {} if method == "POST" else None)


def test_a_token_needs_the_scope_of_settings(owner: User, workspace: Workspace) -> None:
    cast.program(owner, workspace, [Scope.READ, Scope.GENERATE]).refused(403, "GET", "webhooks")
    assert cast.program(owner, workspace, [Scope.MANAGE]).made("GET", "webhooks") == []


def test_the_outsider_finds_no_webhook_and_no_delivery(
    as_outsider: Speaker, as_intruder: Speaker, workspace: Workspace
) -> None:
    delivery = hooks.delivery_in(workspace)
    hook = f"webhooks/{delivery.webhook_id}"
    for speaker in (as_outsider, as_intruder):
        for path in (hook, f"{hook}/deliveries"):
            speaker.refused(404, "GET", path)
        for path in (f"{hook}/test", f"{hook}/rotate-secret", f"{hook}/deliveries/{delivery.pk}/send-again"):
            speaker.refused(404, "POST", path)
        speaker.refused(404, "DELETE", hook)
    assert as_outsider.made("GET", "webhooks") == []


def test_a_change_is_kept_and_audited_without_the_whole_address(
    as_owner: Speaker, workspace: Workspace, server: Server
) -> None:
    hook = hooks.webhook_in(workspace, turned_off_because="410", enabled=False)
    url = f"http://{ALLOWED}:{server.port}/services/T0/secret-path"
    changed = as_owner.made("PATCH", f"webhooks/{hook.pk}", {"url": url, "enabled": True})
    assert (changed["url"], changed["enabled"], changed["turned_off_because"]) == (url, True, "")
    entry = as_owner.made("GET", "audit")["results"][0]
    assert (entry["action"], entry["after"]) == ("webhook.changed", {"url": ALLOWED, "enabled": True})
    as_owner.refused(400, "PATCH", f"webhooks/{hook.pk}", {"url": "http://10.0.0.1/"})
    assert as_owner.call("DELETE", f"webhooks/{hook.pk}").status_code == 204
    with scope(workspace.pk):
        assert read_secret(f"webhook.{hook.pk}") is None


def test_a_rotation_shows_another_secret_and_says_how_long_both_sign(as_owner: Speaker, wish: dict[str, Any]) -> None:
    made = as_owner.made("POST", "webhooks", wish)
    turned = as_owner.made("POST", f"webhooks/{made['id']}/rotate-secret")
    assert turned["secret"] != made["secret"]
    assert turned["old_key_until"] is not None


def test_a_change_undoes_nothing_that_happened_since_it_was_read(
    workspace: Workspace, owner: User, hook: Webhook
) -> None:
    actor = Actor(owner.pk, owner.email, "page")
    with scope(workspace.pk):
        read_before = services.webhook(hook.pk)
        services.rotate(actor, services.webhook(hook.pk))
        delivering.turn_off(services.webhook(hook.pk), "It is gone.")
        services.change(actor, read_before, {"description": "The cutting room"})
        now = services.webhook(hook.pk)
    assert (now.enabled, now.turned_off_because, now.description) == (False, "It is gone.", "The cutting room")
    assert now.old_key_until is not None


@pytest.mark.django_db(transaction=True)
def test_of_two_rotations_at_once_the_first_secret_signs_beside_the_second(
    workspace: Workspace, owner: User, hook: Webhook
) -> None:
    def rotated() -> str:
        with scope(workspace.pk):
            return services.rotate(Actor(owner.pk, owner.email, "page"), services.webhook(hook.pk)).reveal()

    shown = together(rotated, rotated)
    assert sorted([secret_of(hook), secret_of(hook, ".before")]) == sorted(shown)


def test_the_test_is_delivered_at_once_also_where_it_is_off(
    as_owner: Speaker, wish: dict[str, Any], server: Server
) -> None:
    made = as_owner.made("POST", "webhooks", {**wish, "enabled": False})
    tried = as_owner.made("POST", f"webhooks/{made['id']}/test")
    assert (tried["event"], tried["state"], tried["attempts"][0]["status"]) == ("ping", "delivered", 200)
    assert verified(server, made["secret"])["type"] == "ping"
    assert not OutboxTicket.objects.exists()

    def broken(handler: Handler) -> None:
        handler.answer(500, b"the cutting room is closed")

    server.behave = broken
    tried = as_owner.made("POST", f"webhooks/{made['id']}/test")
    assert (tried["state"], tried["attempts"][0]["said"]) == ("failed", "the cutting room is closed")
    listed = as_owner.made("GET", f"webhooks/{made['id']}/deliveries")["results"]
    assert [one["state"] for one in listed] == ["failed", "delivered"]
    assert [
        one["state"] for one in as_owner.made("GET", f"webhooks/{made['id']}/deliveries?state=failed")["results"]
    ] == ["failed"]
    as_owner.refused(400, "GET", f"webhooks/{made['id']}/deliveries?state=lost")


def test_what_is_on_its_way_or_turned_off_is_not_sent_again(as_owner: Speaker, workspace: Workspace) -> None:
    delivery = hooks.delivery_in(workspace)
    path = f"webhooks/{delivery.webhook_id}/deliveries/{delivery.pk}/send-again"
    assert as_owner.made("POST", path)["state"] == "waiting"
    as_owner.refused(409, "POST", path)
    with scope(workspace.pk):
        WebhookDelivery.objects.update(state=WebhookDelivery.FAILED)
        Webhook.objects.update(enabled=False)
    assert "turned off" in as_owner.refused(409, "POST", path)["detail"]
    as_owner.refused(404, "POST", f"webhooks/{delivery.webhook_id}/deliveries/{uuid4()}/send-again")


# --- notices ------------------------------------------------------------------------------------------------


def test_everybody_sees_their_own_notices_and_reads_them(
    as_editor: Speaker, as_viewer: Speaker, editor: User, viewer: User, workspace: Workspace
) -> None:
    first, second = (rows.notice_for(workspace, editor, title) for title in ("First", "Second"))
    theirs = rows.notice_for(workspace, viewer)
    assert [one["title"] for one in as_editor.made("GET", "notices")["results"]] == ["Second", "First"]
    assert as_editor.made("GET", "notices/unread") == {"unread": 2}
    assert as_editor.made("POST", "notices/read", {"ids": [str(first.pk), str(theirs.pk)]}) == {"unread": 1}
    assert [one["id"] for one in as_editor.made("GET", "notices?unread=1")["results"]] == [str(second.pk)]
    assert as_viewer.made("GET", "notices/unread") == {"unread": 1}
    assert as_viewer.made("POST", "notices/read", {}) == {"unread": 0}


def test_the_outsider_sees_nothing_of_it(
    as_outsider: Speaker, as_intruder: Speaker, editor: User, workspace: Workspace
) -> None:
    notice = rows.notice_for(workspace, editor)
    as_intruder.refused(404, "GET", "notices")
    as_intruder.refused(404, "POST", "notices/read", {})
    assert as_outsider.made("GET", "notices")["results"] == []
    as_outsider.made("POST", "notices/read", {"ids": [str(notice.pk)]})
    with scope(workspace.pk):
        notice.refresh_from_db()
    assert notice.read_at is None


def test_each_chooses_for_themselves_and_what_is_left_out_stays(as_editor: Speaker, as_owner: Speaker) -> None:
    told = as_editor.made("GET", "notices/choices")
    assert (told["digest_hour"], told["time_zone"], told["film_letters"]) == (8, "UTC", True)
    assert [one["kind"] for one in told["kinds"]] == ["film", "finished", "needs_you", "failed", "comment"]
    assert [one["kind"] for one in as_owner.made("GET", "notices/choices")["kinds"]] == list(NAMES)
    as_editor.made("PATCH", "notices/choices", {"digest_hour": 18})
    kept = as_editor.made("PATCH", "notices/choices", {"kinds": [{"kind": "film", "mail": "daily"}]})
    film = kept["kinds"][0]
    assert (kept["digest_hour"], film["mail"], film["page"], film["browser"]) == (18, "daily", True, True)
    assert as_owner.made("GET", "notices/choices")["kinds"][0]["mail"] == "each"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"digest_hour": 24}, "digest_hour"),
        ({"kinds": [{"kind": "weather"}]}, "kinds.0.kind"),
        ({"kinds": [{"kind": "film", "mail": "hourly"}]}, "kinds.0.mail"),
        ({"kinds": [{"kind": "film"}, {"kind": "film"}]}, "kinds"),
        ({"kinds": [{"kind": "credits_low", "mail": "each"}]}, "kinds"),
    ],
)
def test_a_choice_that_is_none_is_refused_with_the_field(as_editor: Speaker, body: Any, field: str) -> None:
    assert as_editor.refused(400, "PATCH", "notices/choices", body)["errors"][0]["field"].startswith(
        field.split(".")[0]
    )


def test_half_a_character_is_refused_in_words_that_can_be_sent(as_editor: Speaker) -> None:
    told = as_editor.refused(400, "PATCH", "notices/choices", {"kinds": [{"kind": "\ud800"}]})
    assert "?" in told["errors"][0]["detail"]


def test_a_service_token_has_no_notices(workspace: Workspace) -> None:
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="s", scopes=[Scope.READ])
    program = Speaker({"Authorization": f"Bearer {secret}"})
    assert program.made("GET", "notices")["results"] == []
    assert program.made("GET", "notices/unread") == {"unread": 0}
    program.refused(403, "GET", "notices/choices")
