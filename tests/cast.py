"""The fixed cast of the tests, and how each of them speaks to the API."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.test import Client

from accounts.models import ApiToken, Membership, User, Workspace
from accounts.roles import Role, Scope

PASSWORD = "light-at-the-window"
API = "/api/v1/"


class Speaker(Client):
    """A client that speaks JSON about one workspace; `call` and `made` take paths below /api/v1/."""

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(headers=dict(headers or {}))

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The response to one request; keyword arguments are headers with _ for -."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        address = path if path.startswith("/") else API + path
        if body is None:
            return self.generic(method, address, headers=sent)
        return self.generic(method, address, json.dumps(body), "application/json", headers=sent)

    def made(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The JSON of a request that must succeed."""
        answer = self.call(method, path, body, **headers)
        assert answer.status_code < 300, answer.content.decode()
        return answer.json() if answer.content else None

    def refused(self, status: int, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The problem of a request that must be refused with this status."""
        answer = self.call(method, path, body, **headers)
        assert answer.status_code == status, f"{answer.status_code}: {answer.content.decode()}"
        return problem(answer)


def problem(answer: Any) -> Any:
    """The Problem+JSON of a refusal: every part is there, and something is said to the person."""
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "advice", "errors"}
    assert body["status"] == answer.status_code
    assert body["title"]
    assert body["detail"]
    assert body["advice"]
    return body


def person(email: str, workspace: Workspace, role: Role) -> User:
    """Somebody with a role in a workspace."""
    user = User.objects.create_user(email, PASSWORD, name=email.split("@")[0].title())
    Membership.objects.create(workspace=workspace, user=user, role=role)
    return user


def browser(user: User, workspace: Workspace) -> Speaker:
    """Somebody signed in, in the studio of a workspace."""
    speaker = Speaker({"Dailies-Workspace": workspace.slug})
    speaker.force_login(user)
    return speaker


def program(user: User, workspace: Workspace, scopes: Collection[str] = tuple(Scope)) -> Speaker:
    """A program with a token of somebody, good for everything unless said otherwise."""
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=user.pk, name="script", scopes=scopes)
    return Speaker({"Authorization": f"Bearer {secret}"})
