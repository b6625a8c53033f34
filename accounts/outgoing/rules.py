"""Where requests may go: pure deciders over addresses, ports and the text of a URL.

An address is public or it is not; what is not, or is not known to be, is refused unless the operator allows its
network. Sources: the IANA special-purpose address registries for IPv4 and IPv6.
"""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

from accounts.outgoing.errors import Refused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Networks = tuple[Network, ...]

_NOT_PUBLIC_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' own (RFC 6598)
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local, and where clouds tell machines their secrets
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")  # all that is given out as global unicast; everything else has another purpose
_NOT_PUBLIC_6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside, by relays nobody runs any more
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
_HOLDS_IPV4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))  # IPv4-mapped; NAT64 (RFC 6052)
_METADATA = ("169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "fd00:ec2::254")
"""Where clouds answer machines, without a password; allowed only when named alone (/32, /128)."""

SCHEMES = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9._:-]+")  # other letters travel as xn--...; nothing that two readers read differently
LONGEST_URL = 2_000
_FIRST_FREE_PORT = 1024
_DATABASE_PORTS = frozenset({3306, 5432, 6379, 11211, 27017})
_URL_ADVICE = "Give an address like https://example.com/path."
_PUBLIC_ADVICE = "Use an address on the public internet, or ask whoever runs this studio to allow its network."


def networks(texts: Iterable[str]) -> Networks:
    """Networks written as CIDR. Raises ImproperlyConfigured for one that is none."""
    found = []
    for text in texts:
        try:
            found.append(ip_network(text.strip()))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"DAILIES_ALLOWED_NETWORKS: {error}. Write networks as 10.1.0.0/16 or fd12::/48, separated by commas."
            ) from None
    return tuple(found)


def may_go_to(address: Address, allowed: Networks) -> bool:
    """Whether requests that users choose may go to this address."""
    if isinstance(address, IPv6Address):
        if address.scope_id:
            return False
        if (inner := _held(address)) is not None:
            return may_go_to(inner, allowed)
    if str(address) in _METADATA:
        return any(address in network and network.num_addresses == 1 for network in allowed)
    return _is_public(address) or any(address in network for network in allowed)


def _held(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a packet to this one arrives at."""
    if any(address in network for network in _HOLDS_IPV4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def may_use_port(port: int) -> bool:
    """Web servers' own ports, and those that anybody may listen on, but for databases that would take a request."""
    return port in SCHEMES.values() or (_FIRST_FREE_PORT <= port <= 65535 and port not in _DATABASE_PORTS)


def check_all(host: str, port: int, addresses: Iterable[str], allowed: Networks) -> None:
    """Raises Refused unless every address that a name leads to may be gone to: one bad answer spoils all."""
    if not may_use_port(port):
        raise Refused(f"Requests may not go to port {port}.", "Use 443, 80, or a port from 1024 on.")
    if not all(may_go_to(ip_address(text), allowed) for text in addresses):
        raise Refused(f"Requests may not go to {host}: it is in a private or special network.", _PUBLIC_ADVICE)


def check_private(host: str, addresses: Iterable[str]) -> None:
    """Raises Refused where an address is on the public internet: whoever is on the way there reads what is not packed
    in TLS."""
    if any(_is_public(ip_address(text)) for text in addresses):
        raise Refused(f"What is secret does not go to {host} without HTTPS.", "Give an address with https://.")


def read(url: str, longest: int = LONGEST_URL) -> SplitResult:
    """The parts of an address that may be asked, as far as its text tells. Raises Refused."""
    if len(url) > longest:
        raise Refused(f"This address is longer than {longest:,} characters.", _URL_ADVICE)
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise Refused("This address holds characters that addresses can't.", _URL_ADVICE)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Refused("This is no address.", _URL_ADVICE) from None
    if parts.scheme not in SCHEMES:
        raise Refused("This address is neither http:// nor https://.", _URL_ADVICE)
    if "@" in parts.netloc:
        raise Refused("This address holds a name or a password.", "Leave out what stands before the @.")
    if not host or not _HOST.fullmatch(host):
        raise Refused("This address names no host.", _URL_ADVICE)
    if port is not None and not may_use_port(port):
        raise Refused(f"Requests may not go to port {port}.", "Use 443, 80, or a port from 1024 on.")
    return parts


def origin(parts: SplitResult) -> tuple[str, str, int]:
    """Scheme, host and port: what two addresses share that belong to one server."""
    return parts.scheme, parts.hostname or "", parts.port or SCHEMES[parts.scheme]
