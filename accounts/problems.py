"""Errors as people and programs read them: RFC 9457 Problem+JSON with advice.

A message may carry its advice behind a line break: "The prompt is empty.\\nDescribe what should be seen."
"""

import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, JsonResponse
from psycopg.errors import DeadlockDetected
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

log = logging.getLogger("dailies.api")

CONTENT_TYPE = "application/problem+json"
GENERAL_ADVICE = "Check the fields named below and send it again."
ADVICE = {
    "required": "Add this field.",
    "null": "Give a value, or leave the field out.",
    "blank": "Write at least one word.",
    "does_not_exist": "Use the id of something in this workspace.",
    "not_authenticated": "Sign in, or send a token in the Authorization header.",
    "authentication_failed": "Sign in again, or make a new token.",
    "permission_denied": "Ask an owner of the workspace for a role that may do this.",
    "not_found": "Check the address; it may have been deleted or belong to another workspace.",
    "method_not_allowed": "The API page at /api/v1/docs/ lists what this address takes.",
    "unsupported_media_type": "Send JSON as application/json; an address that takes a file takes multipart/form-data.",
    "parse_error": "Send valid JSON.",
    "throttled": "Wait a moment, then try again.",
}


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field, and what would work."""

    field: str
    detail: str
    advice: str


class Problem(Exception):
    """An error that already knows how it is told; raise it from services and views alike."""

    def __init__(
        self,
        title: str,
        detail: str,
        advice: str,
        *,
        status: int = 400,
        kind: str = "about:blank",
        errors: tuple[FieldError, ...] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(detail)
        self.title, self.detail, self.advice = title, detail, advice
        self.status, self.kind, self.errors, self.retry_after = status, kind, errors, retry_after

    @property
    def headers(self) -> dict[str, str]:
        """When to come back, in whole seconds, where that is known (RFC 9110, 10.2.3)."""
        return {} if self.retry_after is None else {"Retry-After": str(max(1, math.ceil(self.retry_after)))}

    def body(self) -> dict[str, Any]:
        """The Problem+JSON object."""
        return {
            "type": self.kind,
            "title": self.title,
            "status": self.status,
            "detail": sendable(self.detail),
            "advice": self.advice,
            "errors": [
                {"field": sendable(e.field), "detail": sendable(e.detail), "advice": e.advice} for e in self.errors
            ],
        }


def sendable(text: str) -> str:
    """A text that may repeat what was sent, without halves of characters, which no answer can carry."""
    return text.encode("utf-8", "replace").decode()


class InvalidField(Problem):
    """One field that cannot be taken as it is (400)."""

    def __init__(self, field: str, detail: str, advice: str) -> None:
        error = FieldError(field, detail, advice)
        super().__init__("That can't be used as it is", detail, advice, status=400, errors=(error,))


class Conflict(Problem):
    """Right in itself, but not in the present state (409)."""

    def __init__(self, detail: str, advice: str) -> None:
        super().__init__("Not possible right now", detail, advice, status=409)


def _told(message: exceptions.ErrorDetail) -> tuple[str, str]:
    detail, _, advice = str(message).partition("\n")
    return detail, advice or ADVICE.get(message.code or "", "Change this field and send it again.")


def _fields(detail: Any, path: str = "") -> Iterator[FieldError]:
    """Every message of DRF's nested error detail, with the path of its field."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            here = path if name == "non_field_errors" else f"{path}.{name}" if path else str(name)
            yield from _fields(inner, here)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _fields(inner, path)
    else:
        yield FieldError(path, *_told(detail))


def _of_validation(error: exceptions.ValidationError) -> Problem:
    errors = tuple(_fields(error.detail))
    first = errors[0] if errors else FieldError("", "The request could not be read.", GENERAL_ADVICE)
    return Problem("That can't be used as it is", first.detail, first.advice, status=error.status_code, errors=errors)


def _of_api(error: exceptions.APIException) -> Problem:
    if isinstance(error, exceptions.ValidationError):
        return _of_validation(error)
    detail = (
        error.detail if isinstance(error.detail, exceptions.ErrorDetail) else exceptions.ErrorDetail(str(error.detail))
    )
    sentence, advice = _told(detail)
    return Problem(str(error.default_detail).rstrip("."), sentence, advice, status=error.status_code)


def too_large(advice: str) -> Problem:
    """The answer to a body of more bytes than may be."""
    return Problem("Too large", "This request is too large.", advice, status=413)


def too_many() -> Problem:
    """The answer to somebody who asks too often."""
    detail = "That was a lot of requests in a short time."
    return Problem("Too many requests", detail, "Wait a minute, then go on.", status=429)


def _of_suspicion(error: SuspiciousOperation) -> Problem:
    if isinstance(error, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        return too_large(f"Send at most {most} MB of text; a picture goes as a file of multipart/form-data.")
    return Problem("That can't be used as it is", "This request can't be read.", GENERAL_ADVICE)


def _of_database(error: OperationalError) -> Problem:
    """Waiting for each other without end, which PostgreSQL ends by refusing one; or a database that is away."""
    log.warning("the database refused: %s", type(error.__cause__ or error).__name__)
    if isinstance(error.__cause__, DeadlockDetected):
        return changed_meanwhile()
    advice = "Try again in a moment; if it stays, tell whoever runs this studio."
    return Problem("Not possible right now", "The studio can't reach its records.", advice, status=503)


def problem_of(error: Exception) -> tuple[Problem, dict[str, str]] | None:
    """The problem for an exception, with its extra headers; None where it is a fault of ours."""
    if isinstance(error, Problem):
        return error, error.headers
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, SuspiciousOperation):
        return _of_suspicion(error), {}
    elif isinstance(error, OperationalError):
        return _of_database(error), {}
    if not isinstance(error, exceptions.APIException):
        return None
    headers = {}
    if auth_header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = auth_header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return _of_api(error), headers


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler."""
    found = problem_of(error)
    if found is None:
        return None
    set_rollback()
    problem, headers = found
    return Response(problem.body(), status=problem.status, headers=headers, content_type=CONTENT_TYPE)


def as_json(problem: Problem) -> JsonResponse:
    """The same answer outside of DRF."""
    return JsonResponse(problem.body(), status=problem.status, headers=problem.headers, content_type=CONTENT_TYPE)


def changed_meanwhile() -> Problem:
    """The answer when somebody else deleted or changed what this needs, in the same moment."""
    return Conflict("Something that this needs was changed at the same moment.", "Look again, then try once more.")


def fault() -> Problem:
    """The answer to what should not have happened."""
    advice = "Try again; if it stays, tell whoever runs this studio."
    return Problem("Something went wrong", "This could not be answered.", advice, status=500)


def not_found() -> Problem:
    """The answer for a missing row and for another workspace's row alike."""
    return Problem(
        "Not found",
        "There is nothing at this address.",
        ADVICE["not_found"],
        status=status.HTTP_404_NOT_FOUND,
    )


PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "An error as RFC 9457 tells it, with advice.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong."},
        "advice": {"type": "string", "description": "What would work."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("field", "detail", "advice")},
                "required": ["field", "detail", "advice"],
            },
        },
    },
    "required": ["type", "title", "status", "detail", "advice", "errors"],
}


def describe(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """drf-spectacular's hook: every operation may answer with a problem."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    answer = {
        "description": "What went wrong, and what would work.",
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = answer
    return result
