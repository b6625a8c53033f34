"""Which version follows from which, and in which order they count (pure)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from generation import values
from generation.iterations.values import Version


def in_order(versions: Sequence[Version]) -> list[Version]:
    """The oldest first: version 1, 2, ..."""
    return sorted(versions, key=lambda version: version.id)


def parents(versions: Sequence[Version]) -> dict[UUID, UUID | None]:
    """What each version goes on from; always an older one, so the answer is a forest.

    What somebody asked from comes first. Takes without that go on from the newest earlier takes of the same frame,
    else from what made their frame; frames go on from the frames before them.
    """
    ordered = in_order(versions)
    return {version.id: _parent(version, ordered[:place]) for place, version in enumerate(ordered)}


def _parent(version: Version, older: Sequence[Version]) -> UUID | None:
    known = {each.id for each in older}
    if version.parent in known:
        return version.parent
    if version.kind == values.TAKES:
        same = [each.id for each in older if each.kind == values.TAKES and each.frame == version.frame is not None]
        return same[-1] if same else version.frame_of if version.frame_of in known else None
    before = [each.id for each in older if each.kind == version.kind]
    return before[-1] if before else None


def depths(order: Sequence[UUID], parent_of: Mapping[UUID, UUID | None]) -> dict[UUID, int]:
    """How many steps each is from its first version; `order`: the oldest first."""
    found: dict[UUID, int] = {}
    for each in order:
        parent = parent_of[each]
        found[each] = 0 if parent is None else found[parent] + 1
    return found
