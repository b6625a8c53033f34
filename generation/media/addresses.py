"""Addresses of files: signed, for a few minutes, and for one file of one workspace.

The signature covers the path, which names the workspace and the output. The clock is an argument: seconds since 1970.
"""

import re
from urllib.parse import urlencode
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

LIFE_SECONDS = 900
"""No address serves longer (design section 12)."""
STEP_SECONDS = 300
"""Within one step all addresses of a file are the same, so that browsers find it in their caches. One lives at least
`LIFE_SECONDS - STEP_SECONDS`."""
_SALT = "generation.media.addresses"
_MOMENT = re.compile(r"[0-9]{1,12}")


def media_address(slug: str, output_id: UUID, now: float) -> str:
    """Where the file can be had for the next 10 to 15 minutes, a path with a query."""
    path = reverse("media", args=[slug, output_id])
    until = int(now) // STEP_SECONDS * STEP_SECONDS + LIFE_SECONDS
    return f"{path}?{urlencode({'until': until, 'signature': _signer().signature(_said(path, str(until)))})}"


def seconds_left(path: str, until: str, signature: str, now: float) -> int | None:
    """How long an address goes on serving, 0 for one that has ended; None where it is none that we gave."""
    if not _MOMENT.fullmatch(until):
        return None
    try:
        _signer().unsign(f"{_said(path, until)}:{signature}")
    except BadSignature:
        return None
    return max(0, int(until) - int(now))


def _signer() -> Signer:
    return Signer(salt=_SALT)


def _said(path: str, until: str) -> str:
    return f"{path}?{until}"
