"""Prompt templates, their versions, and what was made with them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation import values
from generation.models.generation import Generation

NAME_CHARACTERS, DESCRIPTION_CHARACTERS, NOTE_CHARACTERS = 80, 500, 200
TEMPLATE_KINDS = [
    (values.FRAMES, "Frames"),
    (values.TAKES, "Takes"),
    (values.PLAN, "Idea"),
]
"""What a template is written for: pictures, shots, or what a film is about."""


class PromptTemplate(Tenant):
    """A text that is used again and again. `newest` is the number of its newest version, which is the one in use."""

    name = models.CharField(max_length=NAME_CHARACTERS)
    kind = models.CharField(max_length=10, choices=TEMPLATE_KINDS)
    description = models.CharField(max_length=DESCRIPTION_CHARACTERS, blank=True)
    tags = models.JSONField(default=list, blank=True)
    newest = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return self.name


class PromptVersion(Tenant):
    """What a template said at one time; never changed. `chips` null: the studio chooses. `back_to` is the number of the
    version that it brought back, where it did."""

    template = models.ForeignKey(PromptTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(max_length=values.MAX_PROMPT_CHARACTERS)
    negative_prompt = models.TextField(max_length=values.MAX_PROMPT_CHARACTERS, null=True, blank=True)
    chips = models.JSONField(null=True, blank=True)
    note = models.CharField(max_length=NOTE_CHARACTERS, blank=True)
    back_to = models.PositiveIntegerField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="one_prompt_version_a_number")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class PromptUse(Tenant):
    """That a generation was asked for with a version; its settings say so too."""

    version = models.ForeignKey(PromptVersion, on_delete=models.CASCADE, related_name="uses")
    generation = models.OneToOneField(Generation, on_delete=models.CASCADE, related_name="prompt_use")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.generation_id} with {self.version_id}"
