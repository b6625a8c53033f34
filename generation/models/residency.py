"""What loading models took, and how often they were asked for. No tenant tables: nobody's work stands in them."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class ModelLoad(models.Model):
    """What loading a model takes on cards of a class, as it was measured. Means over all loads."""

    engine = models.CharField(max_length=40)
    model = models.CharField(max_length=80)
    device_class = models.CharField(max_length=40)
    loads = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0.0, help_text="What a load takes.")
    size_gb = models.FloatField(default=0.0, help_text="What it holds of the card, in GB.")
    tier = models.CharField(max_length=10, blank=True, default="", help_text="The quality that used it last.")
    loaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["device_class", "engine", "model"]
        verbose_name = "load of a model"
        verbose_name_plural = "loads of models"
        constraints = [
            models.UniqueConstraint(fields=["device_class", "engine", "model"], name="one_load_a_class")  # upsert
        ]

    def __str__(self) -> str:
        return f"{self.model} on {self.device_class}"


class ModelDemand(models.Model):
    """How often a model was asked for at an hour of the day (UTC), -1 for these minutes: a count that fades."""

    model = models.CharField(max_length=80)
    device_class = models.CharField(max_length=40)
    hour = models.SmallIntegerField()
    count = models.FloatField(default=0.0)
    at = models.FloatField(help_text="When it stood so, in seconds since the epoch.")

    class Meta:
        ordering: ClassVar[list[str]] = ["device_class", "model", "hour"]
        verbose_name = "demand for a model"
        verbose_name_plural = "demand for models"
        constraints = [models.UniqueConstraint(fields=["device_class", "model", "hour"], name="one_demand_an_hour")]

    def __str__(self) -> str:
        return f"{self.model} at {self.hour}"
