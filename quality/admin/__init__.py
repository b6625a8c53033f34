"""The ops console's pages of this room."""

from quality.admin import custom_tiers, devices, predictions, ratings  # noqa: F401
