"""Who may open a socket, and what closes it."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from pytest_django import Settings

from accounts import people
from accounts.audit import COMMAND
from accounts.models import ApiToken, Membership, User, Workspace
from accounts.roles import Role
from generation import consumers
from tests import cast
from tests.cast import Speaker
from tests.events.sockets import do, live, opened, page_of, refused
from tests.events.test_sequence import record

pytestmark = pytest.mark.django_db(transaction=True)
QUERY = "workspace=northlight"
FOREIGN, TOO_QUIET = 4404, 4401


def issue(user: User, workspace: Workspace) -> tuple[ApiToken, str]:
    return ApiToken.objects.issue(workspace=workspace, user_id=user.pk, name="script")


def test_a_program_sends_its_token_in_the_header(viewer: User, workspace: Workspace) -> None:
    _, secret = issue(viewer, workspace)

    async def story() -> None:
        for query in (QUERY, ""):
            async with opened(query, Authorization=f"Bearer {secret}") as socket:
                assert (await socket.next())["type"] == "hello"

    live(story)


def test_a_program_sends_its_token_in_the_first_message(viewer: User, workspace: Workspace) -> None:
    _, secret = issue(viewer, workspace)

    async def story() -> None:
        async with opened(QUERY) as socket:
            assert await socket.is_quiet()
            await socket.say({"token": secret})
            assert (await socket.next())["type"] == "hello"
            await do(lambda: record(workspace))
            assert (await socket.next())["seq"] == 1

    live(story)


def test_a_token_in_the_address_is_not_looked_at(viewer: User, workspace: Workspace) -> None:
    _, secret = issue(viewer, workspace)

    async def story() -> None:
        async with opened(f"{QUERY}&token={secret}") as socket:
            assert await socket.is_quiet()
            await do(lambda: record(workspace))
            assert await socket.is_quiet()

    live(story)


@pytest.mark.parametrize(
    "words", [{"token": "dly_guessed"}, {"token": ""}, {"token": None}, {"token": 7}, {"token": "\ud800"}, [], "x", {}]
)
def test_a_first_message_without_a_live_token_closes(workspace: Workspace, words: Any) -> None:
    async def story() -> None:
        async with opened(QUERY) as socket:
            await socket.say(words)
            assert await socket.closed() in (FOREIGN, TOO_QUIET)

    live(story)


@pytest.mark.parametrize("name", ["elsewhere", "nowhere", "", "%00", "%ff", "northlight&workspace=elsewhere"])
def test_a_workspace_that_is_not_ones_own_closes(as_viewer: Speaker, elsewhere: Workspace, name: str) -> None:
    async def story() -> None:
        async with opened(f"workspace={name}", **page_of(as_viewer)) as socket:
            assert await socket.closed() == FOREIGN

    live(story)


def test_a_token_for_another_workspace_closes(outsider: User, elsewhere: Workspace, workspace: Workspace) -> None:
    _, secret = issue(outsider, elsewhere)

    async def story() -> None:
        async with opened(QUERY, Authorization=f"Bearer {secret}") as socket:
            assert await socket.closed() == FOREIGN

    live(story)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://testserver.evil.example", "null", "http://testserver:81", "file://"]
)
def test_a_page_of_another_site_cannot_open_a_socket(as_viewer: Speaker, origin: str) -> None:
    """The browser would send our cookie along."""

    async def story() -> None:
        assert await refused(QUERY, **{**page_of(as_viewer), "Origin": origin})

    live(story)


def test_a_cookie_without_an_origin_is_not_looked_at(as_viewer: Speaker, workspace: Workspace) -> None:
    headers = {"Cookie": page_of(as_viewer)["Cookie"]}

    async def story() -> None:
        async with opened(QUERY, **headers) as socket:
            await do(lambda: record(workspace))
            assert await socket.is_quiet()

    live(story)


def test_a_silent_stranger_is_not_kept_waiting_for_ever(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumers, "TOKEN_WAIT_SECONDS", 0.2)

    async def story() -> None:
        async with opened(QUERY) as socket:
            assert await socket.closed() == TOO_QUIET

    live(story)


# --- what closes an open socket -----------------------------------------------------------------------------


def revoked(token: ApiToken) -> None:
    token.revoked_at = timezone.now()
    token.save()


def expired(token: ApiToken) -> None:
    token.expires_at = timezone.now() - timedelta(seconds=1)
    token.save()


@pytest.mark.parametrize("end", [revoked, expired, lambda token: token.delete()])
def test_a_token_that_ends_closes_its_socket(viewer: User, workspace: Workspace, end: Any) -> None:
    token, secret = issue(viewer, workspace)

    async def story() -> None:
        async with opened(QUERY, Authorization=f"Bearer {secret}") as socket:
            await socket.next()
            await do(lambda: end(token))
            assert await socket.closed() == FOREIGN

    live(story)


def left(user: User) -> None:
    Membership.objects.get(user=user).delete()


def gone_oneself(user: User) -> None:
    people.leave(COMMAND, Membership.objects.get(user=user))


def removed(user: User) -> None:
    who = Membership.objects.get(user=user)
    by = cast.person("admin@northlight.film", who.workspace, Role.ADMIN)
    people.remove(COMMAND, Membership.objects.get(user=by), who.pk)


def closed(user: User) -> None:
    user.is_active = False
    user.save()


def new_password(user: User) -> None:
    user.set_password("another-light-at-the-window")
    user.save()


@pytest.mark.parametrize("end", [left, gone_oneself, removed, closed, new_password])
def test_lost_access_closes_the_page(as_viewer: Speaker, viewer: User, end: Any) -> None:
    """A new password ends the other sessions of its person, so their sockets end too."""

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(lambda: end(viewer))
            assert await socket.closed() == FOREIGN

    live(story)


def test_logging_out_closes_the_page_also_when_the_session_goes_slowly(
    as_viewer: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Django tells of a logout before it has ended the session; to look again then would be too early."""
    headers, flush = page_of(as_viewer), SessionStore.flush

    def slowly(store: SessionStore) -> None:
        time.sleep(0.3)
        flush(store)

    monkeypatch.setattr(SessionStore, "flush", slowly)

    async def story() -> None:
        async with opened(QUERY, **headers) as socket:
            await socket.next()
            await do(as_viewer.logout)
            assert await socket.closed() == FOREIGN

    live(story)


def test_logging_out_on_one_machine_leaves_the_other_open(
    as_viewer: Speaker, viewer: User, workspace: Workspace
) -> None:
    other = cast.browser(viewer, workspace)

    async def story() -> None:
        async with opened(QUERY, **page_of(other)) as socket:
            await socket.next()
            await do(as_viewer.logout)
            await do(lambda: record(workspace))
            assert (await socket.next())["seq"] == 1

    live(story)


def test_somebody_elses_loss_closes_nothing(as_viewer: Speaker, editor: User, workspace: Workspace) -> None:
    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(lambda: left(editor))
            await do(lambda: record(workspace))
            assert (await socket.next())["seq"] == 1

    live(story)


def test_a_changed_role_keeps_the_socket_open(as_viewer: Speaker, viewer: User, workspace: Workspace) -> None:
    def promote() -> None:
        membership = Membership.objects.get(user=viewer)
        membership.role = "editor"
        membership.save()

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as socket:
            await socket.next()
            await do(promote)
            await do(lambda: record(workspace))
            assert (await socket.next())["seq"] == 1

    live(story)


def test_logging_a_device_out_from_another_closes_its_page(
    as_viewer: Speaker, viewer: User, workspace: Workspace
) -> None:
    """The list of devices under Your account: the session's row goes, and the socket with it."""
    there = cast.browser(viewer, workspace)
    UserSession.objects.create(user=viewer, ip="203.0.113.9", session_key=there.session.session_key, user_agent="Phone")

    async def story() -> None:
        async with opened(QUERY, **page_of(there)) as other, opened(QUERY, **page_of(as_viewer)) as mine:
            assert (await other.next())["type"] == (await mine.next())["type"] == "hello"
            pk = await do(lambda: UserSession.objects.get(ip="203.0.113.9").pk)
            await do(lambda: as_viewer.post(f"/accounts/sessions/{pk}/end/"))
            assert await other.closed() == FOREIGN
            assert await mine.is_quiet()

    live(story)


def test_a_workspace_that_begins_to_ask_for_two_factors_closes_the_pages_of_those_without(
    as_viewer: Speaker, as_owner: Speaker, owner: User, workspace: Workspace
) -> None:
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={})

    async def story() -> None:
        async with opened(QUERY, **page_of(as_viewer)) as theirs, opened(QUERY, **page_of(as_owner)) as mine:
            assert (await theirs.next())["type"] == (await mine.next())["type"] == "hello"
            rule = {"require_two_factor": "on"}
            await do(lambda: as_owner.post("/w/northlight/settings/security/", rule))
            assert await theirs.closed() == FOREIGN
            assert await mine.is_quiet()

    live(story)


def test_strangers_who_open_too_many_sockets_are_refused_at_the_door(
    as_viewer: Speaker, workspace: Workspace, settings: Settings
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sockets"}}
    settings.STRANGER_REQUESTS_A_MINUTE = 2

    async def story() -> None:
        for _ in range(2):
            async with opened(QUERY):
                pass
        assert await refused(QUERY)
        async with opened(QUERY, **page_of(as_viewer)) as mine:
            assert (await mine.next())["type"] == "hello"

    live(story)


def test_behind_a_proxy_strangers_are_told_apart_by_what_it_says(workspace: Workspace, settings: Settings) -> None:
    """Else one of them would shut out everybody's programs."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "proxied"}}
    settings.STRANGER_REQUESTS_A_MINUTE = 1
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    async def story() -> None:
        async with opened(QUERY, **{"X-Forwarded-For": "198.51.100.1, 203.0.113.1"}):
            pass
        assert await refused(QUERY, **{"X-Forwarded-For": "198.51.100.2, 203.0.113.1"})
        async with opened(QUERY, **{"X-Forwarded-For": "203.0.113.2"}):
            pass

    live(story)
