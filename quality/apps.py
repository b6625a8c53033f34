"""The room that decides: tiers, catalogue, routing, scoring. It never runs a model."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db.models.signals import post_migrate


class QualityConfig(AppConfig):
    name = "quality"

    def ready(self) -> None:
        from quality.resources.checks import device_settings_are_sound
        from quality.rights import keep_to_reading

        register(catalogue_is_sound)
        register(device_settings_are_sound)
        post_migrate.connect(keep_to_reading, sender=self)


def catalogue_is_sound(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Refuses to start with a bad catalogue: one error a fault, naming the row and the field."""
    from quality.catalogue.loader import shipped
    from quality.errors import CatalogueError

    try:
        shipped()
    except CatalogueError as error:
        hint = f"Mend quality/catalogue/{error.file}."
        return [Error(str(fault), hint=hint, id="quality.E001") for fault in error.faults]
    return []
