"""A generation (what a person asked for) and its jobs (what one worker runs)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation import values

OPEN = ~Q(state__in=sorted(values.GENERATION_ENDS))


class Generation(Tenant):
    """One entry of history and one node of the iteration tree."""

    kind = models.CharField(max_length=10, choices=values.KINDS)
    state = models.CharField(max_length=10, choices=values.GENERATION_STATES, default=values.QUEUED)
    project = models.ForeignKey("projects.Project", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    scene = models.ForeignKey("projects.Scene", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    root = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="descendants")
    frame = models.ForeignKey(
        "generation.HeroFrame",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="takes_asked_for",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    prompt = models.TextField(blank=True)
    negative_prompt = models.TextField(blank=True)
    seed = models.BigIntegerField()
    count = models.PositiveSmallIntegerField(default=1)
    settings = models.JSONField(default=dict, blank=True)
    requested_tier = models.CharField(max_length=10)
    achieved_tier = models.CharField(max_length=10)
    decision = models.JSONField(default=dict, blank=True)
    quote = models.JSONField(default=dict, blank=True)
    fallback = models.JSONField(null=True, blank=True)
    error = models.JSONField(null=True, blank=True)
    notice = models.CharField(max_length=200, blank=True)

    credits_reserved = models.PositiveIntegerField(default=0)
    credits_captured = models.PositiveIntegerField(default=0)
    idempotency_key = models.CharField(max_length=200, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)

    created_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="one_generation_an_idempotency_key",
            )
        ]
        indexes = [
            models.Index(fields=["workspace", "-id"], name="generation_history"),  # GET /generations
            models.Index(fields=["scene", "-id"], name="generation_of_scene"),  # a scene's history and running work
            models.Index(fields=["workspace"], condition=OPEN, name="generation_open"),  # an episode's and film's work
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.id}"

    @property
    def ended(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in values.GENERATION_ENDS

    @property
    def tree_id(self) -> UUID:
        """The id of the tree's first node."""
        return self.root_id or self.id


class Job(Tenant):
    """One unit that one worker runs."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=10, choices=values.JOB_KINDS)
    number = models.PositiveSmallIntegerField()
    lane = models.CharField(max_length=20)
    engine = models.CharField(max_length=40, blank=True)
    params = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=values.JOB_STATES, default=values.QUEUED)
    stage = models.CharField(max_length=20, blank=True)
    fraction = models.FloatField(default=0.0)
    tries = models.PositiveSmallIntegerField(default=0)
    failures = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["generation", "kind", "number"], name="one_job_a_part")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
