"""The planes of each setting, far to near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.engines.animatic.places import built, outdoors, rooms
from generation.engines.animatic.scene import Scene

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

BUILDERS = outdoors.BUILDERS | built.BUILDERS


def hour(scene: Scene) -> Scene:
    """The scene at the hour that its place and lights ask for."""
    return rooms.hour(scene)


def build(draft: Draft) -> None:
    """Add the planes of the draft's setting; sets its waterline and hero depth where the place asks for it."""
    BUILDERS[draft.scene.setting](draft)
