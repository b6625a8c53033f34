"""Prompt templates, what each said at which time, and what was made with them."""

from typing import Any

from django.contrib import admin

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, display, shortened
from generation.models import PromptTemplate, PromptUse, PromptVersion


@admin.register(PromptTemplate)
class PromptTemplateOps(TenantAdmin):
    """Templates, newest first."""

    list_display = ("name", "kind", "newest", "archived_at", "of_workspace", "made")
    list_filter = (MadeSince, WorkspaceFilter)
    fields = ("name", "kind", "description", "newest", "created_by", "of_workspace", "created_at", "archived_at")


@admin.register(PromptVersion)
class PromptVersionOps(TenantAdmin):
    """Versions, newest first; of their words the beginning."""

    list_display = ("said", "number", "template", "of_workspace", "made")
    list_select_related = ("workspace", "template")
    fields = ("said", "number", "template", "note", "back_to", "created_by", "of_workspace", "created_at")

    @display("Text")
    def said(self, version: Any) -> Any:
        """Its beginning."""
        return shortened(version.text)


@admin.register(PromptUse)
class PromptUseOps(TenantAdmin):
    """What was made with which version, newest first."""

    list_display = ("version", "of_template", "generation", "of_workspace")
    list_select_related = ("workspace", "version__template", "generation")
    list_filter = (WorkspaceFilter,)
    fields = ("version", "of_template", "generation", "of_workspace")

    @display("Template")
    def of_template(self, use: Any) -> str:
        """Its name."""
        return str(use.version.template)
