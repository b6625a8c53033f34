"""Which chips a suggestion may switch: what is on, and what could go on with an effect (pure but for the catalogue)."""

from collections.abc import Sequence
from typing import Any, cast

from generation.enhancement.enhancing import conflict, enhance
from generation.enhancement.loader import shipped
from generation.enhancement.schema import Makes


def known(kind: str, prompt: str, chosen: Sequence[str] | None, filled: Sequence[str] = ()) -> dict[str, Any]:
    """What `Facts` tell of chips. `chosen`: None where the studio chose, which took `filled` then."""
    makes = cast(Makes, kind)
    on = tuple(filled if chosen is None else chosen)
    rivals = {chip: _rivals(chip, on) for chip in shipped().by_id if chip not in on}
    return {
        "chips": on,
        "offers": {chip: off for chip, off in rivals.items() if _adds(chip, on, off, prompt, makes)},
        "enhanced": enhance(prompt, chosen or (), shipped(), makes).text,
    }


def _rivals(chip: str, on: Sequence[str]) -> tuple[str, ...]:
    """What goes off: of some groups only one chip can be on."""
    group, _ = shipped().by_id[chip]
    alike = {each.id for each in group.chips} if group.one else set()
    return tuple(each for each in on if each in alike)


def _adds(chip: str, on: Sequence[str], off: Sequence[str], prompt: str, makes: Makes) -> bool:
    """Whether it would say something new and stands against no chip of another thing, which somebody wanted."""
    catalogue = shipped().by_id
    stays = [each for each in on if each not in off and each in catalogue]
    if any(conflict(*catalogue[chip], *catalogue[other]) for other in stays):
        return False
    return chip in enhance(prompt, [*stays, chip], shipped(), makes).chips
