"""The event log of a workspace: a day of numbered state changes (design section 11)."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from accounts.tenancy import Tenant


class EventCounter(Tenant):
    """The last sequence number of a workspace; raising it is the last statement of a transaction."""

    seq = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="one_counter_a_workspace")]

    def __str__(self) -> str:
        return f"{self.workspace_id}: {self.seq}"


class EventLog(Tenant):
    """One state change."""

    seq = models.BigIntegerField()
    type = models.CharField(max_length=40)
    at = models.DateTimeField(db_default=Now())
    project_id = models.UUIDField(null=True)
    scene_id = models.UUIDField(null=True)
    generation_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["seq"]
        constraints = [models.UniqueConstraint(fields=["workspace", "seq"], name="one_event_a_number")]
        indexes = [models.Index(fields=["at"], name="event_age")]  # sweep of old events

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"
