"""What predictions have learned and how right they were. Of no workspace: they tell of machines, not of content."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from quality.learning.values import Correction, Key, Tally

KEY_FIELDS = ("engine", "model", "device_class", "technique")


class Keyed(models.Model):
    """A row about one kind of work on one kind of device (`learning.values.Key`)."""

    engine = models.CharField(max_length=64)
    model = models.CharField(max_length=64)
    device_class = models.CharField(max_length=64)
    technique = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def key(self) -> Key:
        """As a value."""
        return Key(self.engine, self.model, self.device_class, self.technique)


class CorrectionState(Keyed):
    """The correction of a key as it is now. `today`: the day's tally so far, so that its row is written in one go."""

    state = models.JSONField(default=dict)
    today = models.JSONField(default=dict)
    observations = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "what was learned"
        ordering: ClassVar[list[str]] = ["engine", "model", "device_class", "technique"]
        constraints = [models.UniqueConstraint(fields=KEY_FIELDS, name="one_correction_a_key")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.engine, self.model, self.device_class, self.technique) if part)

    @property
    def correction(self) -> Correction:
        """As a value."""
        return Correction.from_json(self.state)


class AccuracyDay(Keyed):
    """How right the predictions of a key were on a day (UTC): as many rows a year as keys times days.

    `errors` counts runs by the percent they were told wrong (`learning.values.ERROR_EDGES`).
    """

    day = models.DateField()
    runs = models.PositiveIntegerField(default=0)
    inside = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list)
    memory_runs = models.PositiveIntegerField(default=0)
    memory_under = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "prediction accuracy"
        ordering: ClassVar[list[str]] = ["-day", "engine", "model", "device_class", "technique"]
        # by day first: the console's chart and the last week's figures read a span of days
        constraints = [models.UniqueConstraint(fields=["day", *KEY_FIELDS], name="one_accuracy_a_day_and_key")]

    def __str__(self) -> str:
        return f"{self.day:%d %b %Y} {self.engine} {self.model} {self.device_class} {self.technique}".rstrip()

    @property
    def tally(self) -> Tally:
        """As a value."""
        told: dict[str, Any] = {"errors": tuple(self.errors)} if self.errors else {}
        return Tally(self.runs, self.inside, self.memory_runs, self.memory_under, **told)
