"""What a socket's client says to a question: read with care, allowed as by the API, answered by the usual events."""

from typing import Any
from uuid import UUID

from django.http import Http404

from accounts import deletion
from accounts.models import ApiToken, Membership
from accounts.problems import ADVICE, InvalidField, Problem, not_found
from accounts.roles import MAKE, may, refusal, refusal_of_token
from accounts.tenancy import scope
from generation import queries
from generation.services import consenting, ending

CONSENT = "consent"
"""The type of the only message that a client may send once it is inside."""
ANSWERS = ("continue", "cancel", "hold")


def is_answer(message: Any) -> bool:
    """Whether a client's message is an answer to a question; everything else says nothing."""
    return isinstance(message, dict) and message.get("type") == CONSENT


def answer(membership: Membership, token: ApiToken | None, message: dict[str, Any]) -> dict[str, Any] | None:
    """Do what an answer says; where that can't be done the Problem that the client is told, else None."""
    try:
        _answer(membership, token, message)
    except Problem as problem:
        return told(problem, message)
    except Http404:
        return told(not_found(), message)
    return None


def told(problem: Problem, message: dict[str, Any]) -> dict[str, Any]:
    """A Problem as a socket tells it; only an id is said back."""
    named = message.get("generation")
    return {**problem.body(), "type": "problem", "generation": named if isinstance(named, str) else None}


def _answer(membership: Membership, token: ApiToken | None, message: dict[str, Any]) -> None:
    _insist(membership, token)
    generation_id, word = _id(message.get("generation")), message.get("answer")
    if word not in ANSWERS:
        raise InvalidField("answer", "This is no answer.", f"Use one of: {', '.join(ANSWERS)}.")
    with scope(membership.workspace_id):
        if word == "continue":
            consenting.go_on(generation_id, membership.user_id)
        elif word == "hold":
            consenting.wait(generation_id)
        else:
            ending.stop(queries.generation(generation_id), membership.user_id)


def _id(text: Any) -> UUID:
    try:
        return UUID(text)
    except (ValueError, TypeError, AttributeError):
        raise InvalidField("generation", "This is not an id.", "Use the id of the generation.") from None


def _insist(membership: Membership, token: ApiToken | None) -> None:
    """Whoever answers may make things here, as by the API."""
    if not may(membership.role, MAKE):
        raise _forbidden(refusal(membership.role, MAKE))
    if token is not None and not may(membership.role, MAKE, token.scopes):
        raise _forbidden(refusal_of_token(MAKE))
    deletion.insist_on_staying(membership.workspace)


def _forbidden(words: str) -> Problem:
    detail, _, advice = words.partition("\n")
    return Problem("Not allowed", detail, advice or ADVICE["permission_denied"], status=403)
