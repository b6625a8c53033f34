"""The queue: one ticket a waiting or running job, what its order follows from, and one a question whose time runs.

No tenant tables, no content (design section 10).
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from generation.scheduling.values import Priority

WAITING, READY, DELAYED, LEASED, PAUSED = "waiting", "ready", "delayed", "leased", "paused"
TICKET_STATES = [
    (READY, "Next in turn"),
    (WAITING, "Behind its workspace's own work"),
    (DELAYED, "Waits for another try"),
    (LEASED, "Held by a worker"),
    (PAUSED, "Paused"),
]


class QueueTicket(models.Model):
    """A job's place in its lane. Each claim raises `fence`; every write of a worker is checked against it."""

    job_id = models.UUIDField(primary_key=True, editable=False)
    workspace_id = models.UUIDField(editable=False)
    lane = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=TICKET_STATES, default=WAITING)
    priority = models.SmallIntegerField(default=int(Priority.NORMAL), help_text="0 low, 1 normal, 2 high, 3 urgent.")
    virtual_start = models.FloatField(default=0.0, help_text="Its turn among its class, in seconds of a usual share.")
    virtual_cost = models.FloatField(default=1.0, help_text="What its turn takes of that.")
    position = models.BigIntegerField(help_text="First come, first served where turns are the same.")
    tier = models.CharField(max_length=10, blank=True, default="", help_text="The quality that it is made in.")
    model = models.CharField(max_length=80, blank=True, default="", help_text="What must be loaded for it.")
    needs_gb = models.FloatField(default=0.0, help_text="Memory that it was planned with, in GB.")
    expected_seconds = models.FloatField(db_default=1.0, help_text="How long it is expected to take.")
    device = models.CharField(
        max_length=120, blank=True, db_default="", help_text="The card that it was routed to; empty for none."
    )
    entered_at = models.DateTimeField(db_default=Now())
    ready_since = models.DateTimeField(null=True, blank=True, help_text="Since when it may be claimed.")
    passed_at = models.DateTimeField(
        null=True, blank=True, help_text="When another went first because its model was loaded."
    )
    available_at = models.DateTimeField(db_default=Now(), help_text="Not before; a retry waits here.")
    fence = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-priority", "virtual_start", "position"]
        indexes = [
            models.Index(
                fields=["lane", "-priority", "virtual_start", "position"], condition=Q(state=READY), name="ticket_ready"
            ),  # claim: the first of a lane
            models.Index(
                "lane",
                -F("priority"),
                "virtual_start",
                "position",
                condition=Q(state__in=(READY, WAITING)),
                name="ticket_in_line",
            ),  # queue.line: what is before a job, also of workspaces whose plan holds them back; no claim walks it
            models.Index(
                fields=["workspace_id", "state", "lane", "tier", "-priority", "virtual_start", "position"],
                name="ticket_of_workspace",
            ),  # generation_queue_refill, how many wait, the page of the queue
            models.Index(
                fields=["lane", "priority", "ready_since", "position"],
                condition=Q(state=READY, virtual_start__gte=0),
                name="ticket_oldest",
            ),  # reserve: what has been ready for longest
            models.Index(
                fields=["workspace_id", "lane"], condition=Q(virtual_start__lt=0), name="ticket_kept"
            ),  # reserve: who has a kept place already
            models.Index(fields=["lease_until"], condition=Q(state=LEASED), name="ticket_leased"),  # revive, rise
            models.Index(fields=["available_at"], condition=Q(state=DELAYED), name="ticket_delayed"),  # revive
        ]

    def __str__(self) -> str:
        return f"{self.lane} {self.position}"


class QueueWorkspace(models.Model):
    """What a workspace's plan gives it of the machines. Its row is locked by whoever changes which of its jobs are
    ready, after tickets, jobs and the account, and before the counter of events."""

    workspace_id = models.UUIDField(primary_key=True, editable=False)
    weight = models.FloatField(default=1.0)
    most_at_once = models.PositiveIntegerField(null=True, blank=True, help_text="Jobs at a time; empty for any number.")
    most_a_tier = models.JSONField(default=dict, blank=True, help_text="The same, by quality.")
    paused_at = models.DateTimeField(null=True, blank=True, help_text="Since when nothing of it is begun.")
    paused_by = models.UUIDField(null=True, blank=True, help_text="Which of its people paused it; empty: nobody of it.")
    operator_paused = models.BooleanField(
        default=False, db_default=False, help_text="Whether an operator paused it: only an operator lets it go on."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["workspace_id"]
        indexes = [
            models.Index(fields=["workspace_id"], condition=Q(paused_at__isnull=False), name="queue_paused")
        ]  # queue.line: whose work stands still

    def __str__(self) -> str:
        return str(self.workspace_id)


class QueueShare(models.Model):
    """Where the last job of a workspace ends in the virtual time of a lane and class."""

    workspace_id = models.UUIDField(editable=False)
    lane = models.CharField(max_length=40)
    priority = models.SmallIntegerField()
    last_finish = models.FloatField(default=0.0)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "lane", "priority"], name="one_share_a_class")  # enter
        ]

    def __str__(self) -> str:
        return f"{self.lane} {self.workspace_id}"


class QueueClock(models.Model):
    """The virtual time of a lane and class: about the start of the job that was claimed last."""

    lane = models.CharField(max_length=40)
    priority = models.SmallIntegerField()
    virtual_time = models.FloatField(default=0.0)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["lane", "priority"], name="one_clock_a_class")]  # enter, claim

    def __str__(self) -> str:
        return f"{self.lane} {self.virtual_time:.1f}"


class QueueLane(models.Model):
    """A lane that was used. Operators pause it: what runs goes on, nothing more begins."""

    lane = models.CharField(max_length=40, primary_key=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    rose_at = models.DateTimeField(null=True, blank=True, help_text="When it was last looked at for what waits long.")
    reserved_seconds = models.FloatField(
        db_default=0.0, help_text="Work that was let go first beyond what is kept for what waits long."
    )
    told_at = models.DateTimeField(null=True, blank=True, help_text="When pages were last told of their places.")

    class Meta:
        ordering: ClassVar[list[str]] = ["lane"]

    def __str__(self) -> str:
        return self.lane


class ConsentTicket(models.Model):
    """A question that is answered by itself at a set time; a worker looks across all workspaces for those that are
    due. Gone when it is answered, or when somebody wants to read in peace."""

    generation_id = models.UUIDField(primary_key=True, editable=False)
    workspace_id = models.UUIDField(editable=False)
    until = models.DateTimeField(help_text="When it goes on without an answer.")

    class Meta:
        ordering: ClassVar[list[str]] = ["until"]
        indexes = [models.Index(fields=["until"], name="consent_due")]  # consenting.sweep

    def __str__(self) -> str:
        return f"{self.generation_id} {self.until:%H:%M:%S}"
