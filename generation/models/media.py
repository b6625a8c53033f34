"""What was made: files, hero frames, takes and their scores."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation import values
from generation.models.generation import Generation, Job


class StoredFile(Tenant):
    """A file under `{workspace}/{sha256}`. The row comes before the file, so that a sweep finds every orphan."""

    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "sha256"], name="one_file_a_content")]

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"


class Output(Tenant):
    """One picture, clip or film that somebody can look at. `frames` and `fps` are 0 for a picture."""

    generation = models.ForeignKey(Generation, null=True, blank=True, on_delete=models.CASCADE, related_name="outputs")
    job = models.OneToOneField(Job, null=True, blank=True, on_delete=models.CASCADE, related_name="output")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="outputs")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    frames = models.PositiveIntegerField(default=0)
    fps = models.FloatField(default=0.0)
    duration_seconds = models.FloatField(default=0.0)
    recipe = models.JSONField(default=dict, blank=True)
    notice = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.width}x{self.height} {self.file_id}"


class HeroFrame(Tenant):
    """A picture candidate for a scene. `score` is 0..1; None for one that was not scored."""

    generation = models.ForeignKey(
        Generation, null=True, blank=True, on_delete=models.CASCADE, related_name="hero_frames"
    )
    scene = models.ForeignKey(
        "projects.Scene", null=True, blank=True, on_delete=models.CASCADE, related_name="hero_frames"
    )
    origin = models.CharField(max_length=10, choices=values.FRAME_ORIGINS, default=values.GENERATED)
    number = models.PositiveSmallIntegerField()
    source = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="polished", help_text="What it polishes."
    )
    prompt = models.TextField(blank=True)
    enhanced_prompt = models.TextField(blank=True)
    seed = models.BigIntegerField(default=0)
    output = models.OneToOneField(Output, on_delete=models.CASCADE, related_name="hero_frame")
    score = models.FloatField(null=True, blank=True)
    scores = models.JSONField(default=list, blank=True)
    tags = models.JSONField(
        default=list, db_default=[], blank=True, help_text="Which values of a batch made it: [[list, value], ...]."
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"Frame {self.number}"


class Take(Tenant):
    """One attempt at a scene's video. `total` 0..1 and `rank` (1 is the best) come when it was looked over."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="takes")
    scene = models.ForeignKey("projects.Scene", null=True, blank=True, on_delete=models.CASCADE, related_name="takes")
    frame = models.ForeignKey(HeroFrame, null=True, blank=True, on_delete=models.SET_NULL, related_name="takes")
    source = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="polished", help_text="What it polishes."
    )
    number = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    output = models.OneToOneField(Output, on_delete=models.CASCADE, related_name="take")
    total = models.FloatField(null=True, blank=True)
    weight_measured = models.FloatField(default=0.0)
    flags = models.JSONField(default=list, blank=True)
    profile = models.CharField(max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    repair = models.JSONField(
        default=dict, db_default={}, blank=True, help_text="Which take it mends, and in what; empty for none."
    )
    spare_scores = models.JSONField(
        default=list, db_default=[], blank=True, help_text="Its classical scores, kept beside those of VBench."
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["generation", "number"], name="one_take_a_number")]

    def __str__(self) -> str:
        return f"Take {self.number}"


class TakeScore(Tenant):
    """One dimension of a take's score; never bare: it names its method and version, or why it was not measured."""

    take = models.ForeignKey(Take, on_delete=models.CASCADE, related_name="scores")
    dimension = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    value = models.FloatField(null=True, blank=True)
    method = models.CharField(max_length=40, blank=True)
    version = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    moments = models.JSONField(
        default=list, db_default=[], blank=True, help_text="Where it is worst: frame, seconds, value; three at most."
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["take", "dimension"], name="one_score_a_dimension")]

    def __str__(self) -> str:
        return f"{self.dimension} of {self.take_id}"
