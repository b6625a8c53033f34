"""API tokens: shown once, kept as a keyed hash, ended by expiry, revocation or lost membership."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import ApiToken, Membership, User, Workspace
from accounts.models.token import PREFIX, digest
from tests.cast import Speaker

pytestmark = pytest.mark.django_db


def issue(user: User, workspace: Workspace, days: int | None = None) -> tuple[ApiToken, str]:
    return ApiToken.objects.issue(workspace=workspace, user_id=user.pk, name="script", days=days)


def status(secret: str) -> int:
    answer = Speaker({"Authorization": f"Bearer {secret}"}).call("GET", "projects")
    return int(answer.status_code)


def test_the_secret_is_nowhere_in_the_table(editor: User, workspace: Workspace) -> None:
    token, secret = issue(editor, workspace)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_apitoken t")
        (row,) = cursor.fetchone()
    assert secret not in row
    assert secret[: len(PREFIX)] == PREFIX
    assert secret[len(PREFIX) : -4] not in row
    assert token.digest == digest(secret)
    assert token.hint == secret[-4:]


def test_no_two_secrets_are_alike_and_none_can_be_guessed(editor: User, workspace: Workspace) -> None:
    secrets = {issue(editor, workspace)[1] for _ in range(50)}
    assert len(secrets) == 50
    assert min(len(secret) for secret in secrets) >= 40


def test_the_hash_depends_on_the_installations_secret(settings: pytest.FixtureRequest) -> None:
    before = digest("dly_one")
    settings.SECRET_KEY = "another installation"  # type: ignore[attr-defined]
    assert digest("dly_one") != before


def test_a_live_token_opens_its_workspace(editor: User, workspace: Workspace) -> None:
    assert status(issue(editor, workspace)[1]) == 200


def test_an_expired_token_is_refused(editor: User, workspace: Workspace) -> None:
    token, secret = issue(editor, workspace, days=1)
    assert status(secret) == 200
    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert status(secret) == 401


def test_a_revoked_token_is_refused(editor: User, workspace: Workspace) -> None:
    token, secret = issue(editor, workspace)
    ApiToken.objects.filter(pk=token.pk).update(revoked_at=timezone.now())
    assert status(secret) == 401


def test_a_token_of_somebody_who_was_closed_is_refused(editor: User, workspace: Workspace) -> None:
    secret = issue(editor, workspace)[1]
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert status(secret) == 401


def test_a_token_of_somebody_who_left_finds_nothing(editor: User, workspace: Workspace) -> None:
    secret = issue(editor, workspace)[1]
    Membership.objects.filter(user=editor).delete()
    assert status(secret) == 404


def test_a_token_has_the_role_its_person_has_now(editor: User, workspace: Workspace) -> None:
    speaker = Speaker({"Authorization": f"Bearer {issue(editor, workspace)[1]}"})
    assert speaker.call("POST", "projects", {"name": "One"}).status_code == 201
    Membership.objects.filter(user=editor).update(role="viewer")
    assert speaker.call("POST", "projects", {"name": "Two"}).status_code == 403


def test_the_last_use_is_noted_but_not_at_every_use(editor: User, workspace: Workspace) -> None:
    token, secret = issue(editor, workspace)
    assert token.last_used_at is None
    status(secret)
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    status(secret)
    token.refresh_from_db()
    assert token.last_used_at == first
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=first - timedelta(minutes=2))
    status(secret)
    token.refresh_from_db()
    assert token.last_used_at is not None
    assert token.last_used_at > first


def test_a_token_may_name_its_own_workspace_or_none(editor: User, workspace: Workspace) -> None:
    secret = issue(editor, workspace)[1]
    named = Speaker({"Authorization": f"Bearer {secret}", "Dailies-Workspace": workspace.slug})
    assert named.call("GET", "projects").status_code == 200


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "Basic abc", "Bearer \xff\xfe", "Token dly_x", " "])
def test_a_malformed_header_is_a_401_with_advice(header: str, workspace: Workspace) -> None:
    speaker = Speaker({"Authorization": header, "Dailies-Workspace": workspace.slug})
    told = speaker.refused(401, "GET", "projects")
    assert told["advice"]


def test_a_token_does_not_need_csrf_and_a_session_does(editor: User, workspace: Workspace) -> None:
    """The one test with Django's CSRF check switched on."""
    program = Speaker({"Authorization": f"Bearer {issue(editor, workspace)[1]}"})
    program.handler.enforce_csrf_checks = True
    assert program.call("POST", "projects", {"name": "By token"}).status_code == 201

    page = Speaker({"Dailies-Workspace": workspace.slug})
    page.handler.enforce_csrf_checks = True
    page.force_login(editor)
    told = page.refused(403, "POST", "projects", {"name": "Forged"})
    assert "CSRF" in told["detail"]
    assert page.call("GET", "projects").status_code == 200

    page.get("/accounts/login/")
    page.cookies["csrftoken"] = "a" * 32
    assert page.call("POST", "projects", {"name": "Ours"}, X_CSRFToken="a" * 32).status_code == 201
    assert page.call("POST", "projects", {"name": "Forged"}, X_CSRFToken="b" * 32).status_code == 403
