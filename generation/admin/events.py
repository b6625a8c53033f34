"""The event log: a day of numbered state changes of each workspace."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from accounts.ops import TenantAdmin, WorkspaceFilter, display, link_to, told
from generation.models import EventCounter, EventLog, Generation


@admin.register(EventLog)
class EventLogOps(TenantAdmin):
    """What open studios were told."""

    list_display = ("seq", "type", "at", "of_generation", "of_workspace")
    list_filter = (WorkspaceFilter,)
    search_fields = ("type", "workspace__slug")
    date_hierarchy = "at"
    fields = ("seq", "type", "at", "of_workspace", "of_generation", "project_id", "scene_id", "facts")

    @display("Generation")
    def of_generation(self, event: Any) -> SafeString:
        """A link to it; it may have been deleted since."""
        return link_to(Generation, event.generation_id, "Open")

    @display("Told")
    def facts(self, event: Any) -> SafeString:
        """What went with it."""
        return told(event.data)


@admin.register(EventCounter)
class EventCounterOps(TenantAdmin):
    """The last number each workspace has given out."""

    list_display = ("of_workspace", "seq")
    list_filter = ()
    fields = ("of_workspace", "seq")
