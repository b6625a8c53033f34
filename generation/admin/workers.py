"""Workers: who is there, what each does, and the word to end after its job; what loading models took."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.ops import OpsAdmin, action, badge, display, link_to, one_of, since, unbroken
from generation.models import Job, ModelDemand, ModelLoad, WorkerProcess
from generation.models.workers import BUSY, DRAINING, GONE, IDLE, WORKER_STATES
from generation.workers.registering import stale_after

GIGABYTE = 2**30
COLOURS = {IDLE: "success", BUSY: "info", DRAINING: "warning"}
StateFilter = one_of("state", "state", WORKER_STATES)


@admin.register(WorkerProcess)
class WorkerProcessOps(OpsAdmin):
    """Every worker of the last day."""

    list_display = ("word", "host", "life", "on", "load_now", "memory", "jobs_done", "version", "up", "seen")
    list_filter = (StateFilter,)
    search_fields = ("name", "host", "device")
    ordering = ("host", "word", "-started_at")
    fields = (
        *("name", "host", "pid", "word", "device", "lanes", "engines", "version", "life", "on", "load_now"),
        *("memory", "jobs_done", "started_at", "heartbeat_at", "drain_asked_at"),
    )
    actions = ("drain",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[WorkerProcess]:
        """With whether each is alive, by the database's clock."""
        alive = Case(
            When(Q(heartbeat_at__gte=Now() - stale_after()) & ~Q(state=GONE), then=Value(True)),
            default=False,
            output_field=BooleanField(),
        )
        found: QuerySet[WorkerProcess] = super().get_queryset(request).annotate(is_alive=alive)
        return found

    def has_drain_permission(self, request: HttpRequest) -> bool:
        """Who may change workers may drain them."""
        return self.may(request)

    @action("End after the job that runs", permission="drain")
    def drain(self, request: HttpRequest, queryset: QuerySet[WorkerProcess]) -> None:
        """The workers read it with their next heartbeat; their supervisors start no other."""
        asked = [worker for worker in queryset if worker.is_alive and worker.drain_asked_at is None]  # type: ignore[attr-defined]
        for worker in asked:
            worker.drain_asked_at = timezone.now()
            worker.save(using=queryset.db, update_fields=["drain_asked_at"])
            self.log_change(request, worker, "Drained.")
        level = messages.SUCCESS if asked else messages.WARNING
        many = "1 worker ends when its job is" if len(asked) == 1 else f"{len(asked)} workers end when their jobs are"
        self.message_user(request, f"{many} done.", level)

    @display("State", ordering="state")
    def life(self, worker: Any) -> SafeString:
        """What it does; one that was not heard of is gone."""
        if not worker.is_alive:
            return badge("Gone", "" if worker.state == GONE else "danger")
        draining = worker.drain_asked_at is not None or worker.state == DRAINING
        words = dict(WORKER_STATES)[DRAINING] if draining else worker.get_state_display()
        return badge(words, COLOURS[DRAINING] if draining else COLOURS.get(worker.state, ""))

    @display("Works on")
    def on(self, worker: Any) -> SafeString | str:
        """A link to the job."""
        return link_to(Job, worker.job_id, "its job") if worker.job_id and worker.is_alive else ""

    @display("Load", ordering="load")
    def load_now(self, worker: Any) -> str:
        """Of the last minute."""
        return f"{worker.load:.0%}" if worker.is_alive else ""

    @display("Memory", ordering="memory_bytes")
    def memory(self, worker: Any) -> str:
        """What it holds of the machine's."""
        return "" if worker.memory_bytes is None else unbroken(f"{worker.memory_bytes / GIGABYTE:.2f} GB")

    @display("Up", ordering="started_at")
    def up(self, worker: Any) -> str:
        """Since it started."""
        return since(worker.started_at) if worker.is_alive else ""

    @display("Last seen (ago)", ordering="heartbeat_at")
    def seen(self, worker: Any) -> str:
        """How long ago it told of itself."""
        return since(worker.heartbeat_at)


@admin.register(ModelLoad)
class ModelLoadOps(OpsAdmin):
    """What loading each model took, by class of card."""

    list_display = ("model", "engine", "device_class", "loads", "takes", "holds", "tier", "last")
    search_fields = ("model", "device_class")
    ordering = ("device_class", "engine", "model")
    fields = ("model", "engine", "device_class", "loads", "takes", "holds", "tier", "loaded_at")

    @display("A load takes", ordering="seconds")
    def takes(self, row: Any) -> str:
        """On average."""
        return unbroken(f"{row.seconds:.1f} s")

    @display("Holds", ordering="size_gb")
    def holds(self, row: Any) -> str:
        """Of the card."""
        return unbroken(f"{row.size_gb:.1f} GB")

    @display("Last (ago)", ordering="loaded_at")
    def last(self, row: Any) -> str:
        """Since it was loaded."""
        return since(row.loaded_at)


@admin.register(ModelDemand)
class ModelDemandOps(OpsAdmin):
    """How often each model is asked for, by the hour of the day: what is loaded ahead follows from it."""

    list_display = ("model", "device_class", "hour", "count")
    search_fields = ("model", "device_class")
    ordering = ("device_class", "model", "hour")
    fields = ("model", "device_class", "hour", "count", "at")
