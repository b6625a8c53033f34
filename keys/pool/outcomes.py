"""What a provider's answer says of the key (pure).

Only the status, the headers and the structured code decide. A message may hold the user's own words, so nothing here
reads one: a prompt about "credit" or "quota" disables no key.
"""

import re
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_tz
from enum import StrEnum

LEAST_WAIT_SECONDS, MOST_WAIT_SECONDS = 1.0, 3600.0
"""A provider that asks for less is asked again at once, and one that asks for more may be asked once an hour."""


class Kind(StrEnum):
    """What happened, as far as the key is concerned."""

    SUCCESS = "success"
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota"
    UNAUTHORISED = "unauthorised"
    SERVER_TROUBLE = "server_trouble"
    NETWORK_TROUBLE = "network_trouble"
    OWN_FAULT = "own_fault"
    REFUSED_CONTENT = "refused_content"


class TransportFault(StrEnum):
    """How a request ended that got no answer. `CANCELLED`: we ended it."""

    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed_out"
    BROKEN_OFF = "broken_off"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, and how long the provider asks to wait: 0, or 1 s to 1 h in ms."""

    kind: Kind
    wait_ms: int = 0


def _codes(*words: str) -> frozenset[str]:
    return frozenset(_plain(word) for word in words)


def _plain(code: str) -> str:
    """`insufficient_quota` and `InsufficientQuota` are one."""
    return re.sub("[_. -]", "", code).casefold()


# As OpenAI, Google (google.rpc.Code, ErrorInfo.reason) and Ark write them; an adapter translates what is only a number.
CODES = {
    Kind.QUOTA: _codes(
        "insufficient_quota",
        "billing_hard_limit_reached",
        "billing_not_active",
        "insufficient_credits",
        "insufficient_balance",
        "AccountOverdueError",
        "QuotaExceeded",
        "SetLimitExceeded",
    ),
    Kind.UNAUTHORISED: _codes(
        "invalid_api_key",
        "account_deactivated",
        "API_KEY_INVALID",
        "API_KEY_SERVICE_BLOCKED",
        "UNAUTHENTICATED",
    ),
    Kind.RATE_LIMITED: _codes("rate_limit_exceeded", "RESOURCE_EXHAUSTED", "too_many_requests", "ServerOverloaded"),
    Kind.REFUSED_CONTENT: _codes(
        "content_policy_violation",
        "content_filter",
        "moderation_blocked",
        "PROHIBITED_CONTENT",
        "SAFETY",
        "InputTextSensitiveContentDetected",
        "InputImageSensitiveContentDetected",
        "OutputTextSensitiveContentDetected",
        "OutputImageSensitiveContentDetected",
        "OutputVideoSensitiveContentDetected",
    ),
}
STATUSES = {
    401: Kind.UNAUTHORISED,
    402: Kind.QUOTA,
    403: Kind.UNAUTHORISED,
    408: Kind.SERVER_TROUBLE,
    425: Kind.SERVER_TROUBLE,
    429: Kind.RATE_LIMITED,
    451: Kind.REFUSED_CONTENT,
}
MAY_WAIT = frozenset({Kind.RATE_LIMITED, Kind.QUOTA, Kind.SERVER_TROUBLE})


def classify(
    status: int | None,
    headers: Mapping[str, str],
    code: str | None = None,
    transport: TransportFault | None = None,
    *,
    now: float,
) -> Outcome:
    """What an answer says of the key. `code`: the provider's own word in its structured error, never a message.

    `now`: seconds since 1970, for dates in answers that don't tell their own.
    """
    if transport is TransportFault.CANCELLED:
        return Outcome(Kind.OWN_FAULT)
    if transport is not None or status is None:
        return Outcome(Kind.NETWORK_TROUBLE)
    kind = _kind(status, code)
    return Outcome(kind, retry_after_ms(headers, now) if kind in MAY_WAIT else 0)


def _kind(status: int, code: str | None) -> Kind:
    if status >= 500:
        return Kind.SERVER_TROUBLE
    plain = _plain(code or "")
    for kind, codes in CODES.items():
        if plain in codes:
            return kind
    if 200 <= status < 300:
        return Kind.SUCCESS
    return STATUSES.get(status, Kind.OWN_FAULT if status >= 400 else Kind.SERVER_TROUBLE)


def retry_after_ms(headers: Mapping[str, str], now: float) -> int:
    """What `Retry-After` (seconds, also with a fraction, or an HTTP date) asks for, between 1 s and 1 h; 0 for none.

    A date is counted from the answer's own `Date`, so a clock that is wrong at either end changes nothing.
    """
    known = {name.casefold(): value.strip() for name, value in headers.items()}
    told = known.get("retry-after", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?|\.[0-9]+", told):
        seconds = float(told)
    elif (until := _date(told)) is not None:
        since = _date(known.get("date", ""))
        seconds = until - (now if since is None else since)
    else:
        return 0
    return round(min(max(seconds, LEAST_WAIT_SECONDS), MOST_WAIT_SECONDS) * 1000)


def _date(text: str) -> float | None:
    """An HTTP date (RFC 9110, 5.6.7) in seconds since 1970."""
    try:
        parts = parsedate_tz(text)
        return timegm((*parts[:6], 0, 0, 0)) - (parts[9] or 0) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
