"""The queue: one ticket a waiting or running job. No tenant table, no content (design section 10)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

LEASED = Q(lease_until__isnull=False)


class QueueTicket(models.Model):
    """A job's place in its lane. Each claim raises `fence`; every write of a worker is checked against it."""

    job_id = models.UUIDField(primary_key=True, editable=False)
    workspace_id = models.UUIDField(editable=False)
    lane = models.CharField(max_length=20)
    priority = models.SmallIntegerField(default=0, help_text="Higher goes first.")
    position = models.BigIntegerField(help_text="First come, first served inside a priority.")
    available_at = models.DateTimeField(db_default=Now(), help_text="Not before; a retry waits here.")
    most_at_once = models.PositiveIntegerField(
        null=True, help_text="Jobs of this workspace that may run at the same time; empty for any number."
    )
    fence = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-priority", "position"]
        indexes = [
            models.Index(fields=["lane", "-priority", "position"], name="ticket_next_of_lane"),  # queue.claim
            models.Index(fields=["workspace_id"], condition=LEASED, name="ticket_running"),  # queue.claim: who is full
        ]

    def __str__(self) -> str:
        return f"{self.lane} {self.position}"
