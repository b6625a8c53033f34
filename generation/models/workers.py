"""Worker processes, as they register themselves. No tenant tables, no content (design section 10)."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

STARTING, IDLE, BUSY, DRAINING, GONE = "starting", "idle", "busy", "draining", "gone"
WORKER_STATES = [
    (STARTING, "Starting"),
    (IDLE, "Waits for work"),
    (BUSY, "Works"),
    (DRAINING, "Ends when its job is done"),
    (GONE, "Gone"),
]


class WorkerProcess(models.Model):
    """One process that serves one device. It writes its own row every few seconds; `drain_asked_at` is an operator's
    or a newer worker's word to it."""

    name = models.CharField(max_length=160, unique=True, help_text="host:process:device")
    host = models.CharField(max_length=100)
    pid = models.PositiveIntegerField("process")
    device = models.CharField(max_length=220, help_text="The card's id, or host/cpu.")
    word = models.CharField("started as", max_length=20, help_text="What --device said.")
    lanes = models.JSONField(default=list, help_text="What it serves, its own lane first.")
    engines = models.JSONField(default=list, help_text="What can run in it.")
    version = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=WORKER_STATES, default=STARTING)
    job_id = models.UUIDField(null=True, blank=True, help_text="What it works on.")
    load = models.FloatField(default=0.0, help_text="Part of the last minute in which it worked, 0 to 1.")
    memory_bytes = models.BigIntegerField(null=True, blank=True, help_text="What it holds of the machine's memory.")
    jobs_done = models.PositiveIntegerField(default=0, help_text="Since it started.")
    started_at = models.DateTimeField(db_default=Now())
    heartbeat_at = models.DateTimeField(db_default=Now())
    drain_asked_at = models.DateTimeField(null=True, blank=True, help_text="Since when it is to end after its job.")

    class Meta:
        ordering: ClassVar[list[str]] = ["host", "word", "-started_at"]
        verbose_name = "worker"
        indexes = [models.Index(fields=["heartbeat_at"], name="worker_seen")]  # which devices are served, pruning

    def __str__(self) -> str:
        return self.name
