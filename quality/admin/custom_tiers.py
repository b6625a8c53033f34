"""The ops console's pages of what quality keeps."""

from typing import Any

from django.contrib import admin

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, display
from quality.models import CustomTier


@admin.register(CustomTier)
class CustomTierOps(TenantAdmin):
    """Qualities of workspaces' own."""

    list_display = ("name", "of_workspace", "base", "numbers", "made")
    list_filter = ("base", MadeSince, WorkspaceFilter)
    search_fields = ("name", "workspace__slug")
    fields = ("name", "slug", "of_workspace", "base", "picture_side", "video_side", "frames", "steps", "created_at")

    @display("Numbers")
    def numbers(self, tier: Any) -> str:
        """What it changes of its base."""
        told = {"picture": tier.picture_side, "video": tier.video_side, "frames": tier.frames, "steps": tier.steps}
        return ", ".join(f"{name} {value}" for name, value in told.items() if value) or "as its base"
