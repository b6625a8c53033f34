"""What people think of what was made."""

from typing import Any

from django.contrib import admin

from accounts.ops import display, shortened
from generation.admin.media import OfGeneration
from generation.models import Rating


@admin.register(Rating)
class RatingOps(OfGeneration):
    """Ratings, newest first."""

    list_display = ("stars", "said", "of_generation", "of_workspace", "made")
    fields = ("stars", "said", "counted", "user", "of_generation", "of_workspace", "created_at", "updated_at")

    @display("Notes")
    def said(self, rating: Any) -> Any:
        """Their beginning."""
        return shortened(rating.notes)
