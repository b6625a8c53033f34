"""Addresses of files: signed, for a few minutes, and for one file of one workspace.

The signature covers the path, which names the workspace and the output. The clock is an argument: seconds since 1970.
"""

import re
from collections.abc import Callable
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

LIFE_SECONDS = 900
"""No address serves longer (design section 12)."""
STEP_SECONDS = 300
"""Within one step all addresses of a file are the same, so that browsers find it in their caches. One lives at least
`LIFE_SECONDS - STEP_SECONDS`."""
_SOME = UUID(int=0)
SALT = "generation.media.addresses"
_MOMENT = re.compile(r"[0-9]{1,12}")


def media_address(slug: str, output_id: UUID, now: float) -> str:
    """Where the file can be had for the next 10 to 15 minutes, a path with a query."""
    return addresses(slug, now)(output_id)


def addresses(slug: str, now: float) -> Callable[[UUID | str], str]:
    """The same for any file of a workspace."""
    until = str(int(now) // STEP_SECONDS * STEP_SECONDS + LIFE_SECONDS)
    before, _, after = reverse("media", args=[slug, _SOME]).rpartition(str(_SOME))
    sign = _signer(SALT).signature

    def address(output_id: UUID | str) -> str:
        path = f"{before}{output_id}{after}"
        return f"{path}?until={until}&signature={sign(_said(path, until))}"  # digits and base64url: nothing to quote

    return address


def signed(path: str, now: float, salt: str) -> str:
    """A path with a query that proves that we gave it, for the next 10 to 15 minutes; `salt` is the kind of address."""
    until = str(int(now) // STEP_SECONDS * STEP_SECONDS + LIFE_SECONDS)
    return f"{path}?until={until}&signature={_signer(salt).signature(_said(path, until))}"


def seconds_left(path: str, until: str, signature: str, now: float, salt: str = SALT) -> int | None:
    """How long an address goes on serving, 0 for one that has ended; None where it is none that we gave."""
    if not _MOMENT.fullmatch(until):
        return None
    try:
        _signer(salt).unsign(f"{_said(path, until)}:{signature}")
    except BadSignature:
        return None
    return max(0, int(until) - int(now))


def _signer(salt: str) -> Signer:
    return Signer(salt=salt)


def _said(path: str, until: str) -> str:
    return f"{path}?{until}"
