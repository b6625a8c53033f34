"""The ops console's pages of what the room remembers."""

from typing import Any

from django.contrib import admin

from accounts.ops import OpsAdmin, display
from quality.models import RatedParameter


@admin.register(RatedParameter)
class RatedParameterOps(OpsAdmin):
    """What people thought of the values that their work was made with."""

    list_display = ("parameter", "value", "tier", "function", "count", "mean")
    list_filter = ("parameter", "tier", "function")
    search_fields = ("value",)
    ordering = ("function", "parameter", "tier", "value")
    fields = ("parameter", "value", "tier", "function", "count", "stars", "mean")

    @display("Mean")
    def mean(self, row: Any) -> str:
        """Stars a rating; empty without ratings."""
        return f"{row.stars / row.count:.2f}" if row.count else ""
