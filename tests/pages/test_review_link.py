"""/r/TOKEN/: what a guest sees, sends, and never sees; and the links as the team makes and ends them."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.audit import COMMAND
from accounts.models import AuditEntry, User, Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Comment, Notice, Output, ReviewLink
from projects.models import Scene
from projects.review import guests, links
from projects.services import choosing
from tests import cast, rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
GONE = "This link is not open"


@pytest.fixture
def shelf(workspace: Workspace) -> Shelf:
    made = rows.shelf_in(workspace)
    with scope(workspace.pk):
        Output.objects.filter(pk=made.take.output_id).update(duration_seconds=2.0)
    return made


@pytest.fixture
def token(shelf: Shelf) -> str:
    return rows.link_to(shelf.scene)[1]


def state(guest: Client, token: str) -> Any:
    answer = guest.get(f"/r/{token}/state")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def say(guest: Client, token: str, shelf: Shelf, **fields: Any) -> Any:
    body = {"take": str(shelf.take.pk), "text": "More wind, please.", "name": "Ana", "seconds": 1.5, **fields}
    return guest.post(f"/r/{token}/comments", json.dumps(body), content_type="application/json")


def ended(link: ReviewLink, **change: Any) -> None:
    with scope(link.tenant_id):
        ReviewLink.objects.filter(pk=link.pk).update(**change)


# --- as the team makes and ends them ------------------------------------------------------------------------


def test_a_link_is_made_told_once_and_kept_as_a_hash(shelf: Shelf, as_editor: Speaker, client: Client) -> None:
    made = as_editor.made(
        "POST", "review-links", {"scene": str(shelf.scene.pk), "name": "Client", "password": "sesame"}
    )
    token = re.search(r"/r/([^/]+)/$", made["address"])
    assert token is not None
    (listed, _) = as_editor.made("GET", f"review-links?scene={shelf.scene.pk}")["results"]
    assert "address" not in listed
    assert (listed["name"], listed["state"], listed["has_password"], listed["right"]) == (
        "Client",
        "open",
        True,
        "comment",
    )
    with scope(shelf.scene.tenant_id):
        row = ReviewLink.objects.get(pk=made["id"])
    kept = json.dumps([str(getattr(row, field.attname)) for field in row._meta.concrete_fields])
    assert token[1].partition("-")[2] not in kept
    assert "sesame" not in kept
    assert timedelta(days=6.9) < row.expires_at - timezone.now() < timedelta(days=7.1)
    assert client.get(f"/r/{token[1]}/").status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [({"days": 91}, "days"), ({"days": 0}, "days"), ({"password": "short"}, "password"), ({"scene": None}, "scene")],
)
def test_a_link_that_cant_be_is_refused_by_name(body: Any, field: str, shelf: Shelf, as_editor: Speaker) -> None:
    told = as_editor.refused(400, "POST", "review-links", {"scene": str(shelf.scene.pk), **body})
    assert told["errors"][0]["field"] == field


def test_another_workspaces_scene_is_shown_by_no_link(shelf: Shelf, as_outsider: Speaker) -> None:
    for what, row in (("scene", shelf.scene), ("generation", shelf.generation), ("episode", shelf.episode)):
        as_outsider.refused(404, "POST", "review-links", {what: str(row.pk)})


def test_viewers_share_nothing_and_it_is_written_down_who_does(
    shelf: Shelf, as_viewer: Speaker, as_editor: Speaker
) -> None:
    as_viewer.refused(403, "POST", "review-links", {"scene": str(shelf.scene.pk)})
    made = as_editor.made("POST", "review-links", {"scene": str(shelf.scene.pk)})
    assert as_editor.made("DELETE", f"review-links/{made['id']}")["state"] == "ended"
    assert as_editor.made("DELETE", f"review-links/{made['id']}")["state"] == "ended"
    with scope(shelf.scene.tenant_id):
        done = list(AuditEntry.objects.filter(action__startswith="review_link").values_list("action", flat=True))
    assert sorted(done) == ["review_link.ended", "review_link.made"]


# --- what a guest sees --------------------------------------------------------------------------------------


def test_a_guest_sees_the_takes_and_no_words_of_the_team(shelf: Shelf, token: str, client: Client) -> None:
    found = state(client, token)
    (group,) = found["groups"]
    assert [take["id"] for take in group["takes"]] == [str(shelf.take.pk)]
    assert found["comments"] == []
    said = json.dumps(found)
    assert rows.PROMPT not in said
    assert "Slower" not in said
    assert "score" not in said


def test_each_kind_of_link_shows_its_own_takes(shelf: Shelf, client: Client) -> None:
    other = rows.scene_of(shelf.project)
    more = rows.take_of(other, rows.ended(other, values.TAKES), shade=40)
    of_one = rows.link_to(shelf.scene, scene=None, generation=shelf.generation)
    assert [take["id"] for take in state(client, of_one[1])["groups"][0]["takes"]] == [str(shelf.take.pk)]
    of_film = rows.link_to(shelf.scene, scene=None, episode=shelf.episode)
    assert state(client, of_film[1])["groups"] == []
    with scope(shelf.scene.tenant_id):
        choosing.choose_take(Scene.objects.select_related("episode").get(pk=other.pk), more)
    (group,) = state(client, of_film[1])["groups"]
    assert (group["title"], group["takes"][0]["id"]) == (f"Scene {other.number}", str(more.pk))


def test_every_link_that_is_not_open_gets_the_same_answer(shelf: Shelf, client: Client) -> None:
    gone, late, whole = (rows.link_to(shelf.scene) for _ in range(3))
    ended(gone[0], revoked_at=timezone.now())
    ended(late[0], expires_at=timezone.now() - timedelta(seconds=1))
    foreign = f"{shelf.link.pk.hex}-{whole[1].partition('-')[2]}"
    for path in ("", "state"):
        answers = []
        for token in (gone[1], late[1], foreign, "x", f"{whole[1]}x", "00-\u00e9"):
            answer = client.get(f"/r/{token}/{path}")
            answers.append((answer.status_code, answer.content, answer["Cache-Control"], answer["Referrer-Policy"]))
        assert len(set(answers)) == 1
        assert answers[0][0] == 404
    assert GONE in client.get("/r/x/").content.decode()
    assert say(client, gone[1], shelf).status_code == say(client, "x", shelf).status_code == 404


def test_the_page_leaves_no_trace_elsewhere(token: str, client: Client) -> None:
    for path in ("", "state"):
        answer = client.get(f"/r/{token}/{path}")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
    assert "Disallow: /r/" in client.get("/robots.txt").content.decode()


def test_visits_are_counted(shelf: Shelf, token: str, client: Client, as_editor: Speaker) -> None:
    client.get(f"/r/{token}/")
    client.get(f"/r/{token}/")
    found = as_editor.made("GET", f"review-links?scene={shelf.scene.pk}")["results"]
    assert sorted((one["visits"], bool(one["last_used_at"])) for one in found) == [(0, False), (2, True)]


# --- files --------------------------------------------------------------------------------------------------


def test_a_file_is_served_by_its_address_until_the_link_ends(shelf: Shelf, client: Client) -> None:
    link, token = rows.link_to(shelf.scene)
    address = state(client, token)["groups"][0]["takes"][0]["url"]
    answer = client.get(address, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        206,
        "video/mp4",
        "private, no-cache",
    )
    assert token not in address
    assert client.get(address.replace("signature=", "signature=x")).status_code == 404
    other = rows.link_to(shelf.scene)[0]
    assert client.get(address.replace(str(link.pk), str(other.pk))).status_code == 404
    ended(link, revoked_at=timezone.now())
    assert client.get(address).status_code == 404


def test_an_address_of_the_studio_is_none_of_a_link_and_the_other_way_round(
    shelf: Shelf, token: str, client: Client, workspace: Workspace, as_editor: Speaker
) -> None:
    theirs = state(client, token)["groups"][0]["takes"][0]["url"]
    query = theirs.partition("?")[2]
    assert client.get(f"/media/{workspace.slug}/{shelf.take.output_id}?{query}").status_code == 404
    ours = as_editor.made("GET", f"outputs/{shelf.take.output_id}")["url"].partition("?")[2]
    assert client.get(f"{theirs.partition('?')[0]}?{ours}").status_code == 404


# --- passwords ----------------------------------------------------------------------------------------------


@pytest.fixture
def locked(shelf: Shelf) -> tuple[ReviewLink, str]:
    wish = links.Wish(scene=shelf.scene.pk, password="open sesame")
    with scope(shelf.scene.tenant_id):
        return links.make(COMMAND, wish)


def test_a_link_with_a_password_shows_nothing_before_it(shelf: Shelf, locked: tuple[ReviewLink, str]) -> None:
    guest, token = Client(), locked[1]
    asked = guest.get(f"/r/{token}/")
    assert "Password" in asked.content.decode()
    assert asked["Referrer-Policy"] == "same-origin"
    assert guest.get(f"/r/{token}/state").status_code == 401
    assert say(guest, token, shelf).status_code == 401
    assert guest.post(f"/r/{token}/", {"password": "sesame"}).status_code == 403
    entered = guest.post(f"/r/{token}/", {"password": "open sesame"})
    assert entered.status_code == 302
    cookie = entered.cookies[f"review-{locked[0].pk.hex}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", f"/r/{token}/")
    assert state(guest, token)["groups"]
    assert Client().get(f"/r/{token}/state").status_code == 401


def test_what_one_password_opened_another_closes(locked: tuple[ReviewLink, str]) -> None:
    guest, (link, token) = Client(), locked
    guest.post(f"/r/{token}/", {"password": "open sesame"})
    ended(link, password="changed")
    assert guest.get(f"/r/{token}/state").status_code == 401


def test_guessing_a_password_is_limited(locked: tuple[ReviewLink, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guests, "TRIES_A_MINUTE", 2)
    guest, token = Client(), locked[1]
    found = [guest.post(f"/r/{token}/", {"password": "guess"}).status_code for _ in range(3)]
    assert found == [403, 403, 429]
    assert guest.post(f"/r/{token}/", {"password": "open sesame"}).status_code == 429
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(f"/r/{token}/", {"password": "open sesame"}).status_code == 302


# --- what a guest says --------------------------------------------------------------------------------------


def test_a_guests_comment_is_a_request_and_its_answer_comes_back(
    shelf: Shelf, client: Client, as_editor: Speaker, owner: User
) -> None:
    with scope(shelf.scene.tenant_id):
        shelf.generation.created_by = owner
        shelf.generation.save(update_fields=["created_by"])
    token = rows.link_to(shelf.scene)[1]
    made = say(client, token, shelf, x=0.2, y=0.4)
    assert made.status_code == 201
    asked = [one for one in as_editor.made("GET", f"generations/{shelf.generation.pk}/comments") if one["request"]]
    assert [(one["author"], one["text"], one["seconds"], one["x"]) for one in asked] == [
        ("Ana (guest)", "More wind, please.", 1.5, 0.2)
    ]
    as_editor.made("PATCH", f"comments/{asked[0]['id']}", {"answer": "not_now"})
    reply = {"take": str(shelf.take.pk), "text": "Next week.", "parent": asked[0]["id"]}
    as_editor.made("POST", f"generations/{shelf.generation.pk}/comments", reply)
    heard = state(client, token)["comments"]
    assert [(one["author"], one["answer"]) for one in heard] == [("Editor", ""), ("Ana", "not_now")]
    assert say(client, token, shelf, parent=heard[1]["id"], text="Thank you.").status_code == 201
    with scope(shelf.scene.tenant_id):
        titles = [notice.title for notice in Notice.objects.filter(kind="comment", user=owner)]
    assert f"Ana (guest) asks for something in take 1 of scene {shelf.scene.number}" in titles


def test_what_came_by_one_link_is_not_seen_by_another(shelf: Shelf, token: str, client: Client) -> None:
    made = say(client, token, shelf).json()
    other = rows.link_to(shelf.scene)[1]
    assert state(client, other)["comments"] == []
    assert say(client, other, shelf, parent=made["id"]).status_code == 400


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"name": " "}, "name"), ({"text": ""}, "text"), ({"seconds": 9}, "seconds"), ({"x": 2, "y": 0}, "x")],
)
def test_a_guests_comment_that_cant_be_is_refused_by_name(
    fields: Any, field: str, shelf: Shelf, token: str, client: Client
) -> None:
    answer = say(client, token, shelf, **fields)
    assert answer.status_code == 400
    assert cast.problem(answer)["errors"][0]["field"] == field


def test_a_take_that_the_link_does_not_show_is_not_commented(shelf: Shelf, token: str, client: Client) -> None:
    other = rows.scene_of(shelf.project)
    more = rows.take_of(other, rows.ended(other, values.TAKES), shade=40)
    assert say(client, token, shelf, take=str(more.pk)).status_code == 400
    for body in (b"{", b"[]", b'"x"', b"\xff"):
        answer = client.post(f"/r/{token}/comments", body, content_type="application/json")
        assert answer.status_code == 400


def test_a_link_for_looking_takes_no_comments(shelf: Shelf, client: Client) -> None:
    token = rows.link_to(shelf.scene, right=ReviewLink.VIEW)[1]
    assert state(client, token)["may_comment"] is False
    assert say(client, token, shelf).status_code == 403


def test_guests_write_so_much_and_no_more(
    shelf: Shelf, token: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generation.comments.services.MOST_OF_A_LINK", 1)
    assert [say(client, token, shelf).status_code for _ in range(2)] == [201, 409]
    monkeypatch.setattr(guests, "COMMENTS_A_MINUTE", 3)
    assert [say(client, token, shelf).status_code for _ in range(2)] == [409, 429]
    with scope(shelf.scene.tenant_id):
        assert Comment.objects.exclude(guest="").count() == 1


def test_a_comment_needs_the_pages_own_token(shelf: Shelf, token: str) -> None:
    assert say(Client(enforce_csrf_checks=True), token, shelf).status_code == 403
