"""The vault as operators see it: what there is, under which keys, and never a secret or a ciphertext."""

from typing import Any

from django.contrib import admin

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, badge, display
from keys import crypto
from keys.errors import Refused
from keys.models import DataKey, SealedSecret


@admin.register(DataKey)
class DataKeyOps(TenantAdmin):
    """Versions of each workspace's key; more than one means a rotation that goes on or was broken off."""

    list_display = ("version", "master_id", "made", "of_workspace")
    list_filter = (MadeSince, WorkspaceFilter)
    search_fields = ("master_id", "workspace__slug")
    fields = ("version", "master_id", "created_at", "of_workspace")


@admin.register(SealedSecret)
class SealedSecretOps(TenantAdmin):
    """Which secrets are kept, by name."""

    list_display = ("name", "key_version", "made", "of_workspace")
    search_fields = ("name", "workspace__slug")
    fields = ("name", "key_version", "created_at", "of_workspace")

    @display("Data key")
    def key_version(self, kept: Any) -> str:
        """The version that it is sealed under."""
        try:
            return f"version {crypto.version_of(bytes(kept.sealed), kept.name)}"
        except Refused:
            return badge("Damaged", "danger")
