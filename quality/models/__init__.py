"""What quality keeps: machines, what was learned of them, versions of the catalogue, workspaces' own qualities."""

from quality.models.catalogue import CatalogueVersion
from quality.models.custom_tiers import CustomTier
from quality.models.devices import GraphicsCard, Machine
from quality.models.predictions import AccuracyDay, CorrectionState
from quality.models.ratings import RatedParameter

__all__ = [
    "AccuracyDay",
    "CatalogueVersion",
    "CorrectionState",
    "CustomTier",
    "GraphicsCard",
    "Machine",
    "RatedParameter",
]
