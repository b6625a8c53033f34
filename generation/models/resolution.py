"""How a failure is put right: a session for each part that failed, its steps, and how often each step has helped."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.identifiers import new_id
from accounts.tenancy import Tenant
from generation.models.generation import Generation, Job
from generation.resolution import values

STILL_OPEN = Q(state__in=values.STILL_OPEN)


class ResolutionSession(Tenant):
    """One failure and what was done about it. `job` is empty for a film that could not go on; `helped`: what the person
    said of it, empty until they did."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="resolutions")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.CASCADE, related_name="resolutions")
    state = models.CharField(max_length=10, choices=values.SESSION_STATES, default=values.WORKING)
    category = models.CharField(max_length=20)
    cause = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=400)
    advice = models.CharField(max_length=400, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    helped = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    feedback_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    feedback_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["job"], condition=STILL_OPEN, name="one_open_resolution_a_job"),
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="resolution_newest"),  # GET /resolutions
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.detail}"


class ResolutionStep(Tenant):
    """One thing that was done or may be done. `key` names its class (generation/resolution/steps); `number`: after
    which try it ran; `made`: what a person's step asked for; `helped`: whether the next try succeeded."""

    session = models.ForeignKey(ResolutionSession, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField()
    automatic = models.BooleanField()
    state = models.CharField(max_length=10, choices=values.STEP_STATES, default=values.WAITING)
    outcome = models.CharField(max_length=300, blank=True)
    runs = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveSmallIntegerField(default=0)
    helped = models.BooleanField(null=True, blank=True)
    made = models.ForeignKey(Generation, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked_by_step")
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "key"], name="one_row_a_step")]

    def __str__(self) -> str:
        return self.key


class StepTally(models.Model):
    """How often a step ran before another try, and how often that try succeeded: of all workspaces, no content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    category = models.CharField(max_length=20)
    key = models.CharField(max_length=30)
    tried = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["category", "key"]
        constraints = [
            models.UniqueConstraint(fields=["category", "key"], name="one_tally_a_step"),
            models.CheckConstraint(condition=Q(helped__lte=F("tried")), name="helped_at_most_as_often_as_tried"),
        ]

    def __str__(self) -> str:
        return f"{self.key} for {self.category}"
