"""From what a provider answered to the error it is (pure). By status and structured code only, never by a message:
that may hold anybody's words."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz
from typing import Any

from generation.providers import errors
from generation.providers.errors import ProviderError

KEY = frozenset({
    "invalid_api_key", "invalid_authentication", "authentication_error", "auth_error", "account_deactivated",
    "permission_error", "permission_denied", "ip_not_authorized", "unsupported_country_region_territory",
})  # fmt: skip
QUOTA = frozenset({
    "insufficient_quota", "quota_exceeded", "billing_hard_limit_reached", "billing_not_active", "budget_exceeded",
    "credit_balance_exhausted", "insufficient_balance", "insufficient_credits", "payment_required",
})  # fmt: skip
RATE = frozenset({"rate_limit_exceeded", "rate_limit_error", "slow_down", "too_many_requests", "throttling_error"})
CONTENT = frozenset({
    "content_policy_violation", "content_filter", "moderation_blocked", "sentinel_block", "safety_violation",
    "responsible_ai_policy_violation",
})  # fmt: skip
SERVER = frozenset({
    "server_error", "internal_error", "internal_server_error", "api_error", "overloaded_error",
    "server_is_overloaded", "service_unavailable_error", "video_generation_failed", "timeout",
})  # fmt: skip
REQUEST = frozenset({
    "invalid_request_error", "model_not_found", "context_length_exceeded", "string_above_max_length",
    "unsupported_parameter", "unknown_parameter", "unsupported_value", "invalid_value", "missing_required_parameter",
    "image_generation_user_error", "invalid_image", "invalid_size", "not_found_error",
})  # fmt: skip
KNOWN = KEY | QUOTA | RATE | CONTENT | SERVER | REQUEST
"""Only these are ever kept of what a provider calls an error."""

FIELDS = frozenset({
    "model", "messages", "prompt", "n", "size", "quality", "image", "mask", "seconds", "input", "input_reference",
    "voice", "speed", "instructions", "response_format", "output_format", "background", "input_fidelity", "temperature",
    "seed", "max_tokens", "max_completion_tokens", "stream", "stream_options",
})  # fmt: skip
"""Of requests of ours; another word for a field is not kept."""

LONGEST_WAIT_SECONDS = 3600.0
_FIRST_NAME = re.compile(r"[A-Za-z_]{1,40}")
_STATUS = range(400, 600)


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an error document: words of KNOWN and FIELDS or empty ones; a status where a code was one.
    `is_error`: it had the form of an error at all."""

    code: str = ""
    field: str = ""
    status: int = 0
    is_error: bool = False


def told(document: Any) -> Told:
    """Any JSON value; `{"error": {"code", "type", "param"}}` is what we look for."""
    error = document.get("error") if isinstance(document, dict) else None
    if not isinstance(error, dict):
        return Told(is_error=isinstance(error, str))
    said = [word for name in ("code", "type") if isinstance(word := error.get(name), str)]
    known = next((word.lower() for word in said if word.lower() in KNOWN), "")
    return Told(known, _field(error.get("param")), _status(error.get("code")), is_error=True)


def _field(param: Any) -> str:
    """`messages[0].content` is `messages`."""
    found = _FIRST_NAME.match(param) if isinstance(param, str) else None
    return found.group() if found and found.group() in FIELDS else ""


def _status(code: Any) -> int:
    number = int(code) if isinstance(code, str) and re.fullmatch(r"[45]\d\d", code, re.ASCII) else code
    return number if type(number) is int and number in _STATUS else 0


def classify(status: int, headers: Mapping[str, str], document: Any, now: float) -> ProviderError:
    """The error of an answer that is none of 2xx. `headers` in lower case, `document` any JSON value or None, `now` in
    seconds since 1970."""
    return _by_status(status, told(document), retry_after(headers, now))


def classify_event(document: Any) -> ProviderError:
    """An error told amid an answer of 200, or of a job that failed: the code is all there is."""
    said = told(document)
    if said.status:
        return _by_status(said.status, said, None)
    if said.code in REQUEST:
        return errors.bad_request(0, said.code, said.field)
    return _by_code(0, said.code, None) or errors.server_trouble(0, said.code, None)


def _by_status(status: int, said: Told, seconds: float | None) -> ProviderError:
    if status == 401:
        return errors.unauthorised(status, said.code)
    if status == 402:
        return errors.out_of_quota(status, said.code, seconds)
    if status == 429:
        kind = errors.out_of_quota if said.code in QUOTA else errors.rate_limited
        return kind(status, said.code, seconds)
    if status >= 500 or status in (408, 425):
        return errors.server_trouble(status, said.code, seconds)
    if 300 <= status < 400 or status == 405 or (status == 404 and not said.is_error):
        return errors.wrong_address(status)
    if status < 400:
        return errors.malformed(status=status)
    return _refusal(status, said)


def _refusal(status: int, said: Told) -> ProviderError:
    """The rest of 4xx: many things have been put there, and the code tells them apart."""
    by_code = None if said.code in SERVER | RATE else _by_code(status, said.code, None)
    if by_code is not None:
        return by_code
    if status == 403:
        return errors.unauthorised(status, said.code)
    field = said.field or ("model" if said.code == "model_not_found" else "")
    return errors.bad_request(status, said.code, field)


def _by_code(status: int, code: str, seconds: float | None) -> ProviderError | None:
    if code in CONTENT:
        return errors.content_refused(status, code)
    if code in QUOTA:
        return errors.out_of_quota(status, code, seconds)
    if code in KEY:
        return errors.unauthorised(status, code)
    if code in RATE:
        return errors.rate_limited(status, code, seconds)
    return None


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds from now, 0..LONGEST_WAIT_SECONDS: whole, broken, in `retry-after-ms`, or until a date; else None."""
    told_ms = _number(headers.get("retry-after-ms", ""))
    seconds = told_ms / 1000 if told_ms is not None else _seconds(headers.get("retry-after", ""), now)
    return None if seconds is None else min(LONGEST_WAIT_SECONDS, max(0.0, seconds))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _seconds(text: str, now: float) -> float | None:
    number = _number(text)
    if number is not None:
        return number
    try:
        date = parsedate_tz(text)
        return None if date is None else mktime_tz((*date[:9], date[9] or 0)) - now
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
