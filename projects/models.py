"""A project (a series), its episodes and their scenes."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from quality.values import Tier

MAX_SCENES = 6
TIER_CHOICES = [(tier.value, tier.name.title()) for tier in Tier]


class Project(Tenant):
    """A series; holds the one technical choice, the quality tier."""

    name = models.CharField(max_length=120)
    quality = models.CharField(max_length=10, choices=TIER_CHOICES, default="standard")
    idea = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes = [models.Index(fields=["workspace", "-id"], name="project_of_workspace")]  # GET /projects

    def __str__(self) -> str:
        return self.name


class Episode(Tenant):
    """One film of a project. `film` is its latest cut; its scenes share the world of `world_seed`."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="episodes")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120, blank=True)
    idea = models.TextField(blank=True)
    story_arc = models.CharField(max_length=120, blank=True)
    world_seed = models.BigIntegerField(null=True, blank=True, help_text="Empty until it is planned: one of its own.")
    film = models.ForeignKey(
        "generation.Output", null=True, blank=True, on_delete=models.SET_NULL, related_name="film_of"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_episode_a_number")]

    def __str__(self) -> str:
        return self.title or f"Episode {self.number}"


class Scene(Tenant):
    """One scene: what is seen, and which frame and take the creator chose."""

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="scenes")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    beat = models.CharField(max_length=60, blank=True)
    prompt = models.TextField(blank=True)
    quality = models.CharField(
        max_length=10, choices=TIER_CHOICES, null=True, blank=True, help_text="Empty: as the project."
    )
    seconds = models.FloatField(default=4.0, validators=[MinValueValidator(1.0), MaxValueValidator(30.0)])
    selected_frame = models.ForeignKey(
        "generation.HeroFrame", null=True, blank=True, on_delete=models.SET_NULL, related_name="selected_in"
    )
    selected_take = models.ForeignKey(
        "generation.Take", null=True, blank=True, on_delete=models.SET_NULL, related_name="selected_in"
    )
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["number", "id"]
        indexes = [models.Index(fields=["episode", "number"], name="scene_of_episode")]  # an episode's scenes

    def __str__(self) -> str:
        return self.title or f"Scene {self.number}"

    @property
    def effective_quality(self) -> str:
        """The scene's own tier, else the project's."""
        return self.quality or self.episode.project.quality
