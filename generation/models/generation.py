"""A generation (what a person asked for) and its jobs (what one worker runs)."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation import values
from generation.scheduling.values import Priority

OPEN = ~Q(state__in=sorted(values.GENERATION_ENDS))
REFERENCES = ("frame_sha256", "reference_sha256")
"""Under these names the settings of a generation keep the digest of a picture that it was made after."""
AFTER_A_PICTURE = Q(settings__has_key=REFERENCES[0]) | Q(settings__has_key=REFERENCES[1])
UNUSUAL = Q(state__in=(values.REVIEW, values.FAILED, values.CANCELLED))


class Generation(Tenant):
    """One entry of history and one node of the iteration tree."""

    kind = models.CharField(max_length=10, choices=values.KINDS)
    state = models.CharField(max_length=20, choices=values.GENERATION_STATES, default=values.QUEUED)
    project = models.ForeignKey(
        "projects.Project", null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    scene = models.ForeignKey(
        "projects.Scene", null=True, blank=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
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
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_by = models.ForeignKey(
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
    attempts = models.JSONField(
        default=dict,
        db_default={},
        blank=True,
        help_text="How the studio tries by itself (services/attempting.py); empty where a count was asked for.",
    )
    asks = models.BooleanField(
        default=False, db_default=False, help_text="Whether somebody is asked before less than agreed is made."
    )
    consent = models.JSONField(
        null=True, blank=True, help_text="The question that was asked last, and its answer (generation/agreement.py)."
    )
    first_decision = models.JSONField(
        default=dict, blank=True, help_text="What was decided first; empty while that is in force."
    )
    route_changes = models.JSONField(
        default=list, blank=True, help_text="Each change of what was decided: at, why, part, from, to."
    )
    priority = models.SmallIntegerField(
        default=int(Priority.NORMAL),
        db_default=int(Priority.NORMAL),
        help_text="The class that it enters the queue in: 0 low, 1 normal, 2 high, 3 urgent.",
    )
    held_at = models.DateTimeField(null=True, blank=True, help_text="Since when nothing more of it is begun.")
    error = models.JSONField(null=True, blank=True)
    notice = models.CharField(max_length=200, blank=True)
    note = models.TextField(
        max_length=values.MAX_NOTES_CHARACTERS, blank=True, default="", db_default="", help_text="What people noted."
    )

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
            models.Index(fields=["project", "-id"], name="generation_of_project"),  # history of a project
            models.Index(fields=["created_by", "-id"], name="generation_of_person"),  # history of a person
            models.Index(fields=["workspace", "kind", "-id"], name="generation_of_kind"),  # ?kind=
            models.Index(fields=["workspace", "requested_tier", "-id"], name="generation_of_quality"),  # ?quality=
            models.Index(fields=["workspace", "state", "-id"], condition=UNUSUAL, name="generation_unusual"),  # ?state=
            models.Index(fields=["workspace"], condition=OPEN, name="generation_open"),  # an episode's and film's work
            # which pictures are still needed: sweeps of files and of history
            models.Index(fields=["workspace"], condition=AFTER_A_PICTURE, name="generation_after_picture"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.id}"

    @property
    def ended(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in values.GENERATION_ENDS

    @property
    def made_nothing(self) -> bool:
        """Whether it ended without anything: it failed, or a person is asked because its parts kept failing."""
        return self.state == values.FAILED or (self.state == values.REVIEW and self.error is not None)

    @property
    def tree_id(self) -> UUID:
        """The id of the tree's first node."""
        return self.root_id or self.id


class RoutingDecision(Generation):
    """A generation, as the console's list of decisions shows it."""

    class Meta:
        proxy = True
        ordering: ClassVar[list[str]] = ["-id"]


class Job(Tenant):
    """One unit that one worker runs. `measured`: what it took, as `estimates.Measured` says; empty until it is done.
    `device`: the card, or the machine's processor, that ran it last; `device_name` is what people read."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="jobs", db_index=False)
    kind = models.CharField(max_length=10, choices=values.JOB_KINDS)
    number = models.PositiveSmallIntegerField()
    lane = models.CharField(max_length=40)
    engine = models.CharField(max_length=40, blank=True)
    params = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=values.JOB_STATES, default=values.QUEUED)
    stage = models.CharField(max_length=20, blank=True)
    fraction = models.FloatField(default=0.0)
    tries = models.PositiveSmallIntegerField(default=0)
    failures = models.JSONField(default=list, blank=True)
    measured = models.JSONField(default=dict, blank=True)
    device = models.CharField(max_length=220, blank=True, default="")
    device_name = models.CharField(max_length=120, blank=True, default="")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["generation", "kind", "number"], name="one_job_a_part")]
        # None tells of the state: it changes with each step of a job, and would touch all the others then.
        indexes = [
            models.Index(fields=["workspace", "engine", "-generation"], name="job_of_engine"),  # history: ?engine=
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
