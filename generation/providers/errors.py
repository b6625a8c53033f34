"""How a call can fail: by type, for callers branch on that. Every word here is ours.

A provider's body, headers or address never become part of an error: they may echo the key. What is kept of them is the
status, a code where it is one of `codes.KNOWN`, and a field where it is one that we sent.
"""

from dataclasses import dataclass, fields
from typing import Any

from generation.errors import Category, JobError

WAIT = "It is tried again by itself for a while."
CHECK_ADDRESS = "Check the provider's address in the settings of its key."


@dataclass(eq=False)
class ProviderError(JobError):
    """A call that brought nothing. `status`: 0 where no answer came; `code`: one that we know, or empty; `field`: of
    the request, or the place in an answer that could not be read; `unsent`: nothing of the request can have arrived."""

    status: int = 0
    code: str = ""
    field: str = ""
    unsent: bool = False

    def __str__(self) -> str:
        return self.detail

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, one.name) for one in fields(self))


class Unauthorised(ProviderError):
    """The key is not taken, or not for this (401, 403)."""


class OutOfQuota(ProviderError):
    """Nothing is left to pay with, or what was agreed on is used up (402, 429 with a code that says so)."""


class RateLimited(ProviderError):
    """Too much at once; `retry_after_seconds` where the provider says (429)."""


class ContentRefused(ProviderError):
    """What was asked for, or what came of it, is against the provider's rules."""


class BadRequest(ProviderError):
    """The request's own fault (400, 404 of a model, 413, 422): the same again fails again, with any key."""


class ServerTrouble(ProviderError):
    """The provider's own fault (408, 5xx, a job that failed there)."""


class NetworkTrouble(ProviderError):
    """Nobody answered, not in time, or the answer broke off."""


class Malformed(ProviderError):
    """An answer that is none; `field` has the place."""


class TooLarge(ProviderError):
    """An answer larger than we take."""


class Expired(ProviderError):
    """What was made can't be fetched any more."""


class WrongAddress(ProviderError):
    """Requests may not go there, or what is there is no such provider (3xx, 404, 405)."""


def unauthorised(status: int, code: str) -> Unauthorised:
    """The key is at fault, or what it may do."""
    if status == 403:
        words = "The provider does not allow this with this key.", "Look at what the key may do at the provider."
    else:
        words = "The provider does not take this key.", "Check the key, or enter a new one."
    return Unauthorised(Category.PROVIDER, *words, status=status, code=code)


def out_of_quota(status: int, code: str, seconds: float | None) -> OutOfQuota:
    """Not tried again by itself, unless the provider says when."""
    return OutOfQuota(
        Category.PROVIDER, "The account at the provider has nothing left to pay this with.",
        "Add credit or raise the limit at the provider, or use another key.",
        transient=seconds is not None, retry_after_seconds=seconds, status=status, code=code,
    )  # fmt: skip


def rate_limited(status: int, code: str, seconds: float | None) -> RateLimited:
    """Too many requests."""
    return RateLimited(
        Category.PROVIDER, "The provider takes no more requests from this key for the moment.", WAIT,
        transient=True, retry_after_seconds=seconds, status=status, code=code,
    )  # fmt: skip


def content_refused(status: int, code: str) -> ContentRefused:
    """Other words may help."""
    return ContentRefused(
        Category.INPUT, "The provider does not make this: it is against its rules.",
        "Change the words or the picture, then try again.", status=status, code=code,
    )  # fmt: skip


def bad_request(status: int, code: str, field: str) -> BadRequest:
    """Told with the field where the provider names one of ours."""
    which = f' because of "{field}"' if field else ""
    return BadRequest(
        Category.INPUT, f"The provider refused the request{which}.",
        "Change what is asked for, or choose another model.", status=status, code=code, field=field,
    )  # fmt: skip


def server_trouble(status: int, code: str, seconds: float | None) -> ServerTrouble:
    """It may pass."""
    return ServerTrouble(
        Category.PROVIDER, "The provider has trouble of its own.", WAIT,
        transient=True, retry_after_seconds=seconds, status=status, code=code,
    )  # fmt: skip


def not_finished() -> ServerTrouble:
    """A job of the provider's that did not end by its deadline. Not tried again by itself: it may cost twice."""
    return ServerTrouble(
        Category.PROVIDER, "The provider did not finish in time.", "Try again later, or choose another model."
    )


def network_trouble(*, unsent: bool, late: bool, status: int = 0) -> NetworkTrouble:
    """It may pass."""
    what = "could not be reached" if unsent else "did not answer in time" if late else "broke off its answer"
    return NetworkTrouble(Category.NETWORK, f"The provider {what}.", WAIT, transient=True, unsent=unsent, status=status)


def malformed(place: str = "", status: int = 0) -> Malformed:
    """`place` is made of names that stand in our code."""
    return Malformed(
        Category.PROVIDER, "The provider's answer can't be used.",
        "Try again; if it stays, check that the provider's address is right.",
        transient=True, field=place, status=status,
    )  # fmt: skip


def too_large(most_bytes: int, status: int = 0) -> TooLarge:
    """The same again is as large."""
    return TooLarge(
        Category.PROVIDER, f"The provider's answer is larger than {most_bytes:,} bytes.",
        "Ask for a smaller size or a shorter time.", status=status,
    )  # fmt: skip


def expired(status: int) -> Expired:
    """Made, and gone; not made again by itself, for it would be paid twice."""
    return Expired(
        Category.PROVIDER, "What the provider made is no longer there to be fetched.",
        "Make it again.", status=status,
    )  # fmt: skip


def wrong_address(status: int = 0) -> WrongAddress:
    """No such provider there."""
    return WrongAddress(Category.PROVIDER, "There is no such provider at this address.", CHECK_ADDRESS, status=status)


def forbidden_address() -> WrongAddress:
    """The guard of outgoing requests refused it."""
    return WrongAddress(
        Category.PROVIDER, "Requests may not go to where this provider's address leads.",
        "Use an https address on the public internet, or ask whoever runs this studio to allow its network.",
        unsent=True,
    )  # fmt: skip
