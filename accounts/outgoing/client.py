"""One request to an address that a user chose, its redirects included."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urljoin

from django.conf import settings
from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import HTTPError

from accounts.outgoing.connections import Resolve, Trip, ask_the_system, checked
from accounts.outgoing.errors import Refused, Unreachable, Unusable
from accounts.outgoing.rules import origin, read
from accounts.problems import InvalidField

LARGEST_BYTES = 1_048_576
"""Of an answer as it travels; none is asked for packed, and none is unpacked."""
TIMEOUT_SECONDS = 15.0
MOST_REDIRECTS = 3
_READ_BYTES = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AS_GET = frozenset({301, 302, 303})
_TO_ANYBODY = frozenset({"accept", "accept-language", "content-type", "user-agent"})
"""Headers that another host gets too; any other may hold a key."""
_USER_AGENT = "Dailies"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status 200..599 but no redirect that was followed, headers in lower case, the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Asked:
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None


def check_address(url: str, *, field: str = "url", resolve: Resolve = ask_the_system) -> None:
    """Raises InvalidField unless requests may go to this address as its name stands now; `send` checks again."""
    try:
        _, host, port = origin(read(url))
        checked(host, port, settings.ALLOWED_NETWORKS, resolve)
    except (Refused, Unreachable) as error:
        raise InvalidField(field, error.detail, error.advice) from None


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
    largest_bytes: int = LARGEST_BYTES,
    redirects: int = MOST_REDIRECTS,
    resolve: Resolve = ask_the_system,
) -> Answer:
    """Ask, within `timeout_seconds` for everything but looking up names, and read at most `largest_bytes`.

    Redirects are checked like the first address; another host gets none of the caller's keys and no body, and HTTPS
    never goes on to HTTP. Raises Refused, Unreachable, Unusable.
    """
    asked = _Asked(method.upper(), url, {"user-agent": _USER_AGENT, **_lower(headers or {})}, body)
    with Trip(settings.ALLOWED_NETWORKS, resolve, timeout_seconds) as trip:
        for _ in range(redirects + 1):
            answer = _once(trip, asked, largest_bytes)
            onward = answer.headers.get("location")
            if answer.status not in _REDIRECTS or onward is None or not redirects:
                return answer
            asked = _followed(asked, answer.status, onward)
    raise Unusable("This address leads on and on to others.", "Give the address where it ends.")


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _once(trip: Trip, asked: _Asked, largest_bytes: int) -> Answer:
    parts = read(asked.url)
    try:
        response = trip.pools.request(
            asked.method,
            asked.url,
            headers={**asked.headers, "accept-encoding": "identity"},
            body=asked.body,
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=Timeout(total=trip.seconds_left()),
        )
        content = _content(trip, response, largest_bytes)
    except (HTTPError, OSError) as error:
        raise _unreachable(trip, parts) from error
    return Answer(response.status, _lower(response.headers), content)


def _content(trip: Trip, response: BaseHTTPResponse, largest_bytes: int) -> bytes:
    """The body, never more of it in memory than may be; a body that was cut off is none."""
    parts, size = [], 0
    try:
        for part in response.stream(_READ_BYTES, decode_content=False):
            size += len(part)
            if size > largest_bytes:
                raise Unusable(f"The answer is larger than {largest_bytes:,} bytes.", "Give another address.")
            parts.append(part)
        if trip.is_over:
            raise TimeoutError
    finally:
        response.close()
    return b"".join(parts)


def _unreachable(trip: Trip, parts: SplitResult) -> Unreachable:
    what = "did not answer in time" if trip.is_over else "broke off or did not answer"
    return Unreachable(f"{parts.hostname} {what}.", "Check the address, or try again later.")


def _followed(asked: _Asked, status: int, onward: str) -> _Asked:
    before, url = read(asked.url), urljoin(asked.url, onward)
    after = read(url)
    if (before.scheme, after.scheme) == ("https", "http"):
        raise Refused("This address leads from HTTPS on to HTTP.", "Give an address that stays with HTTPS.")
    following = replace(asked, url=url)
    if status in _AS_GET and asked.method not in ("GET", "HEAD"):
        kept = {name: value for name, value in asked.headers.items() if name != "content-type"}
        following = replace(following, method="GET", body=None, headers=kept)
    if origin(before) == origin(after):
        return following
    if following.body is not None:
        raise Refused("This address leads on to another host.", "Give the address where it ends.")
    shared = {name: value for name, value in following.headers.items() if name in _TO_ANYBODY}
    return replace(following, headers=shared)
