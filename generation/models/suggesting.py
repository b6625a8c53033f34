"""What would help a picture or a take, what people did with it, and what it brought."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.identifiers import new_id
from accounts.tenancy import Tenant
from generation.models.generation import Generation
from generation.models.media import HeroFrame, Take
from generation.suggesting import values


class PromptSuggestion(Tenant):
    """One thing that may help what a generation made. `take` or `frame`: what it was said of; `change`: exactly what it
    changes (`suggesting.values.Change`); `before`, `after`: what was measured of that and of the best that came of it,
    by dimension; `gain`: points of 100 of its own dimension, empty where the two were not measured alike."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="suggestions")
    take = models.ForeignKey(Take, null=True, blank=True, on_delete=models.CASCADE, related_name="suggestions")
    frame = models.ForeignKey(HeroFrame, null=True, blank=True, on_delete=models.CASCADE, related_name="suggestions")
    key = models.CharField(max_length=40)
    engine = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    dimension = models.CharField(max_length=40)
    reason = models.CharField(max_length=400)
    change = models.JSONField()
    expected = models.FloatField(help_text="Points of 100 that were thought of it before anybody tried.")
    urgency = models.FloatField(help_text="How much it was called for, 0 to 1.")
    state = models.CharField(max_length=10, choices=values.SUGGESTION_STATES, default=values.OFFERED)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    led_to = models.ForeignKey(
        Generation, null=True, blank=True, on_delete=models.SET_NULL, related_name="came_of_suggestions"
    )
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    gain = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["generation", "key"], name="one_suggestion_a_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class SuggestionTally(models.Model):
    """What people did with a suggestion and what it brought: of all workspaces, no content. `gain`: the sum of points
    over `measured` runs."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=40)
    dimension = models.CharField(max_length=40)
    accepted = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)
    measured = models.PositiveIntegerField(default=0)
    gain = models.FloatField(default=0.0)

    class Meta:
        ordering: ClassVar[list[str]] = ["key", "dimension"]
        verbose_name_plural = "suggestion tallies"
        constraints = [
            models.UniqueConstraint(fields=["key", "dimension"], name="one_tally_a_suggestion"),
            models.CheckConstraint(condition=Q(measured__lte=F("accepted")), name="measured_at_most_as_often_as_used"),
        ]

    def __str__(self) -> str:
        return f"{self.key} for {self.dimension}"
