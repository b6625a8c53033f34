"""How often somebody may ask whom we do not know, counted in Redis by network and minute.

While Redis is away nothing is limited, and signing in goes on. allauth counts log-ins, sign-ups and resets by itself.
"""

import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from accounts.audit import address_of

WINDOW_SECONDS = 60
IPV6_PREFIX = 64
"""What one household or machine is given: it may use each address of it."""


def network_of(address: str | None) -> str:
    """An IPv4 address (also one written as IPv6), the /64 of an IPv6 one, or "here" for a socket of this machine."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "here"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(found) if found.version == 4 else str(ip_network((found, IPV6_PREFIX), strict=False))


def this_minute() -> int:
    """The number of the minute of the clock, whose end begins all counts anew."""
    return int(time.time() // WINDOW_SECONDS)


def is_too_many(kind: str, network: str, most: int) -> bool:
    """Count one more of a kind in this minute; whether it is more than `most`."""
    key = f"limit:{kind}:{network}:{this_minute()}"
    cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
    try:
        return (cache.incr(key) or 0) > most
    except ValueError:  # the key went between the two questions
        return False


def is_guessing_tokens(request: HttpRequest) -> bool:
    """Count a token that nobody has; whether its network has sent too many of them."""
    return is_too_many("token", network_of(address_of(request)), settings.WRONG_TOKENS_A_MINUTE)
