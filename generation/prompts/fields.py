"""The field by which an asking says which template it was written with."""

from typing import Any

from rest_framework import serializers

from accounts.problems import InvalidField
from generation.prompts import using

WORDS = "The `version` of the template that the prompt was filled from; what comes of it counts to that version."


class TemplateVersionField(serializers.UUIDField):
    """The id of a version of a template of this workspace."""

    def to_internal_value(self, data: Any) -> Any:
        """As settings keep it."""
        try:
            return using.checked(super().to_internal_value(data))
        except InvalidField as error:
            raise serializers.ValidationError(f"{error.detail}\n{error.advice}") from None


def template_field() -> TemplateVersionField:
    """Optional; null is none."""
    words = "This template is not an id.\nUse the `version` of one of GET /prompt-templates."
    return TemplateVersionField(required=False, allow_null=True, error_messages={"invalid": words}, help_text=WORDS)
