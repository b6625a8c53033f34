"""What a larger card would bring, computed from the catalogue."""

from collections.abc import Sequence

from quality.catalogue.schema import Catalogue
from quality.recommending.options import FUNCTIONS, fits, footage_rows, need_gb
from quality.recommending.values import Upgrade
from quality.recommending.wording import NOT_INSTALLED, upgrade_words
from quality.values import RESERVE_GB, Device, Function, Tier
from quality.wording import CARD_SIZES_GB

FUNCTION_ORDER = tuple(reversed(tuple(FUNCTIONS)))
"""On the same card, video is what a card is bought for."""


def upgrade_advice(
    catalogue: Catalogue, devices: Sequence[Device], engines: frozenset[str] | None = None
) -> tuple[Upgrade, ...]:
    """One for each function and tier that no card here has the memory for; the most useful first.

    That is the smallest card, and what is finer on the same one. `engines`: those installed, None for every one.
    """
    found = [
        upgrade
        for function in FUNCTIONS
        for tier in Tier
        if (upgrade := _upgrade(catalogue, devices, engines, function, tier)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.card_gb, -one.tier.rank, FUNCTION_ORDER.index(one.function))))


def _upgrade(
    catalogue: Catalogue,
    devices: Sequence[Device],
    engines: frozenset[str] | None,
    function: Function,
    tier: Tier,
) -> Upgrade | None:
    rows = tuple(footage_rows(catalogue.rows_for(function, tier), catalogue))
    sized = [(size, row) for row in rows if (size := smallest_card(need_gb(row, catalogue))) is not None]
    if not sized or any(fits(row, catalogue, devices) for row in rows):
        return None
    installed = [(size, row) for size, row in sized if engines is None or row.engine in engines]
    card_gb, ready = min(size for size, _ in installed or sized), bool(installed)
    words = upgrade_words(card_gb, function, tier, ready=ready)
    return Upgrade(function, tier, card_gb, ready, words, "" if ready else NOT_INSTALLED)


def smallest_card(need: float) -> int | None:
    """The smallest card that is sold with room for `need` GB beside the reserve; None beyond the largest."""
    return next((size for size in CARD_SIZES_GB if need <= size - RESERVE_GB), None)
