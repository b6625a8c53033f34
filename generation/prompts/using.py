"""That something was asked for with a version of a template: in a generation's settings, and as a row to count by."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from accounts.problems import InvalidField
from generation.models import Generation, PromptUse, PromptVersion

SETTING = "template"
"""Where a generation's settings keep the version that it was asked with."""


def checked(version_id: UUID, field: str = SETTING) -> str:
    """The id of a version of this workspace, as settings keep it. Raises InvalidField."""
    if not PromptVersion.objects.filter(pk=version_id).exists():
        raise InvalidField(
            field, "There is no such version of a template.", "Use the `version` of one of GET /prompt-templates."
        )
    return str(version_id)


def of_settings(settings: Mapping[str, Any]) -> str:
    """The id of the version; empty without one."""
    return str(settings.get(SETTING, ""))


def note(generation: Generation) -> None:
    """Count a new generation to the version that its settings name, where that is still there."""
    version_id = of_settings(generation.settings)
    if version_id and PromptVersion.objects.filter(pk=version_id).exists():
        PromptUse.objects.create(generation=generation, version_id=version_id)
