"""The studio's machines and their graphics cards, as their workers last read them. No tenant tables."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from quality.values import DeviceKind

MOST_GB = 4096.0


class Seen(models.Model):
    """Something that a worker tells of every few seconds; the database's clock says when it last did."""

    seen_at = models.DateTimeField(editable=False)
    left_at = models.DateTimeField(
        null=True, editable=False, help_text="When its worker stopped in order; empty while one tells of it."
    )

    class Meta:
        abstract = True


class GraphicsCard(Seen):
    """One card. Readings are its worker's to write; `is_enabled`, the overrides and the note are an operator's."""

    id = models.CharField(primary_key=True, max_length=220, editable=False, help_text="host/uuid")
    host = models.CharField(max_length=100, editable=False)
    name = models.CharField(max_length=120, editable=False)
    kind = models.CharField(max_length=12, editable=False, choices=[(kind.value, kind.value) for kind in DeviceKind])
    total_bytes = models.BigIntegerField(editable=False)
    used_bytes = models.BigIntegerField(editable=False, help_text="What our own processes use too.")
    ours_bytes = models.BigIntegerField(default=0, editable=False)
    is_measured = models.BooleanField(default=True, editable=False, help_text="Whether its memory could be read.")
    utilisation = models.FloatField(null=True, editable=False, help_text="0 to 1.")
    temperature_c = models.FloatField(null=True, editable=False)
    power_watts = models.FloatField(null=True, editable=False)
    warnings = models.JSONField(default=list, editable=False)
    holds = models.JSONField(default=list, editable=False, help_text="Models that are loaded.")

    is_enabled = models.BooleanField("in use", default=True, help_text="Off: no work is sent to it.")
    total_gb_override = models.FloatField(
        "memory in GB",
        null=True,
        blank=True,
        validators=[MinValueValidator(0.1), MaxValueValidator(MOST_GB)],
        help_text="Set by hand, where what the card tells is wrong or missing. Empty: what it tells.",
    )
    reserved_gb_override = models.FloatField(
        "kept free in GB",
        null=True,
        blank=True,
        validators=[MinValueValidator(0.0), MaxValueValidator(MOST_GB)],
        help_text="Beside the 2 GB that every card keeps free.",
    )
    note = models.CharField(max_length=200, blank=True, help_text="For operators.")

    class Meta:
        ordering: ClassVar[list[str]] = ["host", "id"]
        verbose_name = "graphics card"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(
                    ours_bytes__gte=0,
                    used_bytes__gte=models.F("ours_bytes"),
                    total_bytes__gte=models.F("used_bytes"),
                ),
                name="card_memory_adds_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.host}"


class Machine(Seen):
    """One machine that workers run on: processor, memory, and the disk of its media folder. Empty: not known."""

    host = models.CharField(primary_key=True, max_length=100, editable=False)
    cpu = models.FloatField(null=True, editable=False, help_text="Load, 0 to 1.")
    ram_total_bytes = models.BigIntegerField(null=True, editable=False)
    ram_used_bytes = models.BigIntegerField(null=True, editable=False)
    disk_total_bytes = models.BigIntegerField(null=True, editable=False)
    disk_free_bytes = models.BigIntegerField(null=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["host"]

    def __str__(self) -> str:
        return self.host
