"""What people added to history, how it is searched and how long it is kept."""

from typing import Any

from django.contrib import admin

from accounts.ops import TenantAdmin, WorkspaceFilter, display, shortened
from generation.admin.media import OfGeneration
from generation.models import Favourite, HistoryKeeping, SearchText, Tag


@admin.register(Tag)
class TagOps(OfGeneration):
    """Tags, newest first."""

    list_display = ("name", "of_generation", "of_workspace")
    search_fields = ("name__startswith", "workspace__slug")
    fields = ("name", "of_generation", "of_workspace")
    ordering = ("-id",)


@admin.register(Favourite)
class FavouriteOps(OfGeneration):
    """What people keep."""

    list_display = ("user", "of_generation", "of_workspace", "made")
    list_select_related = ("workspace", "generation", "user")
    fields = ("user", "of_generation", "of_workspace", "created_at")


@admin.register(SearchText)
class SearchTextOps(OfGeneration):
    """The words that search knows."""

    list_display = ("words", "size", "of_generation", "of_workspace")
    list_filter = (WorkspaceFilter,)
    ordering = ("-generation",)
    fields = ("words", "size", "of_generation", "of_workspace")

    @display("Words")
    def words(self, row: Any) -> Any:
        """Their beginning."""
        return shortened(row.text)

    @display("Grams")
    def size(self, row: Any) -> int:
        """How many the index keeps."""
        return len(row.grams)


@admin.register(HistoryKeeping)
class HistoryKeepingOps(TenantAdmin):
    """Workspaces that let old entries go, and what they were told."""

    list_display = ("of_workspace", "deletes", "due_at", "told")
    fields = ("of_workspace", "deletes", "announced_at", "due_at", "before", "told")
