"""The planes of each setting, far to near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation.engines.animatic.places import built, outdoors

if TYPE_CHECKING:
    from generation.engines.animatic.composition import Draft

BUILDERS = outdoors.BUILDERS | built.BUILDERS


def build(draft: Draft) -> None:
    """Add the planes of the draft's setting; sets its waterline and hero depth where the place asks for it."""
    BUILDERS[draft.scene.setting](draft)
