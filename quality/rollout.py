"""Which workspace is served by which version of the catalogue: pure, from shares and a stable hash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

BUCKETS = 100
"""A share is a percentage of them."""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """An operator's version: `share` 0 to 100 of the workspaces, `ended` when it was rolled back."""

    number: str
    share: int
    ended: bool = False


def bucket(workspace_id: UUID, number: str) -> int:
    """0 to 99, the same for ever; another version deals the workspaces anew, so nobody is always first."""
    digest = blake2b(workspace_id.bytes, key=number.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % BUCKETS


def covers(version: VersionFacts, workspace_id: UUID) -> bool:
    """Whether this version reaches the workspace. A larger share reaches all that a smaller one did."""
    return not version.ended and bucket(workspace_id, version.number) < version.share


def version_for(workspace_id: UUID, versions: Sequence[VersionFacts]) -> str | None:
    """The newest version that reaches the workspace; None for the catalogue that came with the product."""
    reached = (version.number for version in versions if covers(version, workspace_id))
    return max(reached, key=order, default=None)


def order(number: str) -> tuple[int, int]:
    """What versions are sorted by: "2.10" comes after "2.9", "3" after both."""
    base, _, serial = number.partition(".")
    return int(base), int(serial or 0)


def following(shipped: str, numbers: Iterable[str]) -> str:
    """The number of the next version that is based on what came with the product."""
    base = order(shipped)[0]
    serials = [order(number)[1] for number in numbers if order(number)[0] == base]
    return f"{base}.{max(serials, default=0) + 1}"
