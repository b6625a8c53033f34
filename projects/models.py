"""A project (a series), its episodes and their scenes."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now

from accounts.tenancy import ScopedManager, Tenant
from generation.stories.values import CUT, MOST_CAMERA_CHARACTERS, MOST_SLUGLINE_CHARACTERS, TRANSITIONS
from projects.improving.deciding import ENDINGS
from quality.values import Tier

MAX_SCENES = 24
"""An episode's answer tells every scene with its frames and takes: so many, with four frames and three takes each, are
about a third of a megabyte. A script of twenty pages has about as many."""
PLANNED_SCENES = 6
"""So many turns are told by a story that is planned from a sentence (generation/engines/template)."""
TIER_CHOICES = [(tier.value, tier.name.title()) for tier in Tier]


ASK, AUTOMATIC = "ask", "automatic"
FALLBACK_POLICIES = [(ASK, "Ask me"), (AUTOMATIC, "Go on by itself")]


class Project(Tenant):
    """A series; holds the one technical choice, the quality tier, and what happens where that can't be had."""

    name = models.CharField(max_length=120)
    quality = models.CharField(max_length=10, choices=TIER_CHOICES, default="standard")
    custom_tier = models.ForeignKey(
        "quality.CustomTier",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Numbers of the workspace's own; its base is the quality.",
    )
    draft_quality = models.CharField(
        max_length=10, choices=TIER_CHOICES, null=True, blank=True, help_text="Of drafts; empty: as the finals."
    )
    fallback_policy = models.CharField(
        max_length=10,
        choices=FALLBACK_POLICIES,
        default=ASK,
        db_default=ASK,
        help_text="What happens where less can be made than the quality.",
    )
    stop_early = models.BooleanField(
        default=False, db_default=False, help_text="No more takes are made once one is clearly good."
    )
    idea = models.TextField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    extra = models.JSONField(default=dict, blank=True, editable=False, help_text="What a project.json said besides.")
    idempotency_key = models.CharField(max_length=200, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="one_project_an_idempotency_key",
            )
        ]
        indexes = [models.Index(fields=["workspace", "-id"], name="project_of_workspace")]  # GET /projects

    def __str__(self) -> str:
        return self.name

    @property
    def asks(self) -> bool:
        """Whether somebody is asked before less than the quality is made."""
        return self.fallback_policy == ASK


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
    extra = models.JSONField(default=dict, blank=True, editable=False, help_text="What a project.json said besides.")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_episode_a_number")]

    def __str__(self) -> str:
        return self.title or f"Episode {self.number}"


class Scenes(ScopedManager["Scene"]):
    """Sees the scenes that are there; those in the bin are in `Scene.binned`."""

    def get_queryset(self) -> models.QuerySet["Scene"]:
        """All but the deleted."""
        return super().get_queryset().filter(deleted_at=None)


class BinnedScenes(ScopedManager["Scene"]):
    """Sees the scenes that were deleted and can be brought back."""

    def get_queryset(self) -> models.QuerySet["Scene"]:
        """The deleted ones alone."""
        return super().get_queryset().exclude(deleted_at=None)


class Scene(Tenant):
    """One scene: what is seen and said, and which frame and take the creator chose.

    `dialogue` is a list of lines as `generation.stories.values.Line` tells them, `characters` of names.
    """

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="scenes")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    beat = models.CharField(max_length=60, blank=True)
    prompt = models.TextField(blank=True)
    slugline = models.CharField(
        max_length=MOST_SLUGLINE_CHARACTERS, blank=True, default="", db_default="", help_text="Where and when it plays."
    )
    description = models.TextField(blank=True, default="", db_default="", help_text="What happens, by paragraphs.")
    dialogue = models.JSONField(default=list, db_default=Value([], models.JSONField()), blank=True)
    characters = models.JSONField(
        default=list, db_default=Value([], models.JSONField()), blank=True, help_text="Who is in the picture."
    )
    camera = models.CharField(max_length=MOST_CAMERA_CHARACTERS, blank=True, default="", db_default="")
    transition = models.CharField(
        max_length=10, choices=TRANSITIONS, default=CUT, db_default=CUT, help_text="How it goes over into the next."
    )
    quality = models.CharField(
        max_length=10, choices=TIER_CHOICES, null=True, blank=True, help_text="Empty: as the project."
    )
    enhancements = models.JSONField(
        null=True, blank=True, help_text="The chips that are on, by id; empty: the studio chooses."
    )
    negative_prompt = models.TextField(null=True, blank=True, help_text="What is left out; empty: what usually is.")
    seconds = models.FloatField(default=4.0, validators=[MinValueValidator(1.0), MaxValueValidator(30.0)])
    selected_frame = models.ForeignKey(
        "generation.HeroFrame", null=True, blank=True, on_delete=models.SET_NULL, related_name="selected_in"
    )
    selected_take = models.ForeignKey(
        "generation.Take", null=True, blank=True, on_delete=models.SET_NULL, related_name="selected_in"
    )
    take_is_own_choice = models.BooleanField(
        default=False, db_default=False, help_text="Whether a person chose the take, so that no better one replaces it."
    )
    extra = models.JSONField(default=dict, blank=True, editable=False, help_text="What a project.json said besides.")
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="Since when it is in the bin.")
    created_at = models.DateTimeField(db_default=Now())

    objects: ClassVar["Scenes"] = Scenes()
    binned = BinnedScenes()
    everything = ScopedManager()

    class Meta:
        ordering: ClassVar[list[str]] = ["number", "id"]
        indexes = [models.Index(fields=["episode", "number"], name="scene_of_episode")]  # an episode's scenes

    def __str__(self) -> str:
        return self.title or f"Scene {self.number}"

    @property
    def effective_quality(self) -> str:
        """What is made next is made in it: the scene's own tier, else the project's for drafts, else the project's."""
        return self.quality or self.episode.project.draft_quality or self.episode.project.quality


def new_salt() -> str:
    """What a test's sides are shuffled by; nobody is ever told it."""
    return secrets.token_hex(16)


class BlindTest(Tenant):
    """Two prompts on one scene with the same seeds, judged by people who can't see which is which.

    `asked`: for "a" and "b" the prompt, what is left out and the chips that both were made with. `pairs`: how many
    pictures of each; pair `n` are the two of the same seed. `accepted`: the side that was taken in the end.
    """

    SIDES = (("a", "A"), ("b", "B"))

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="blind_tests")
    name = models.CharField(max_length=120)
    asked = models.JSONField()
    pairs = models.PositiveSmallIntegerField()
    salt = models.CharField(max_length=32, default=new_salt, editable=False)
    frames_a = models.ForeignKey(
        "generation.Generation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    frames_b = models.ForeignKey(
        "generation.Generation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version_a = models.ForeignKey(
        "generation.PromptVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version_b = models.ForeignKey(
        "generation.PromptVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted = models.CharField(max_length=1, choices=SIDES, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return self.name


class BlindVote(Tenant):
    """What one person thinks of one pair; `user` is empty once they have left the studio."""

    CHOICES = (*BlindTest.SIDES, ("same", "No difference"))

    test = models.ForeignKey(BlindTest, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.PositiveSmallIntegerField(help_text="Of the pair.")
    choice = models.CharField(max_length=4, choices=CHOICES)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["test", "user", "number"], name="one_blind_vote_a_pair")]

    def __str__(self) -> str:
        return f"Pair {self.number}: {self.get_choice_display()}"


class Improvement(Tenant):
    """A take of a scene that is improved by itself. `rounds`, `credits`: the most of each; `best_take`: the best so
    far; `ending`: why it ended, empty while it goes on; `detail`: what else is to be said of that."""

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="improvements")
    first_take = models.ForeignKey("generation.Take", null=True, on_delete=models.SET_NULL, related_name="+")
    best_take = models.ForeignKey("generation.Take", null=True, on_delete=models.SET_NULL, related_name="+")
    rounds = models.PositiveSmallIntegerField()
    credits = models.PositiveIntegerField()
    ending = models.CharField(max_length=12, choices=ENDINGS, blank=True, default="")
    detail = models.CharField(max_length=400, blank=True, default="")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    idempotency_key = models.CharField(max_length=200, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["scene"], condition=Q(ending=""), name="one_open_improvement_a_scene"),
            models.UniqueConstraint(
                fields=["workspace", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="one_improvement_an_idempotency_key",
            ),
        ]

    def __str__(self) -> str:
        return f"Improvement of scene {self.scene_id}"


class ImprovementRound(Tenant):
    """One round: what was changed and why, and what came of it. `key`: which suggestion or repair; `change`: the words
    of a suggestion, as `suggesting.values.Change` keeps them, empty for a repair; `before`, `after`: the totals of the
    best take and of this one, 0..1, over what was measured alike in both; `kept` is empty while it is being made."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="path")
    number = models.PositiveSmallIntegerField()
    generation = models.ForeignKey("generation.Generation", null=True, on_delete=models.SET_NULL, related_name="+")
    of_take = models.ForeignKey("generation.Take", null=True, on_delete=models.SET_NULL, related_name="+")
    take = models.ForeignKey("generation.Take", null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(max_length=60)
    dimension = models.CharField(max_length=40)
    reason = models.CharField(max_length=400)
    change = models.JSONField(default=dict, blank=True)
    credits = models.PositiveIntegerField()
    before = models.FloatField(null=True, blank=True)
    after = models.FloatField(null=True, blank=True)
    kept = models.BooleanField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [models.UniqueConstraint(fields=["improvement", "number"], name="one_round_a_number")]

    def __str__(self) -> str:
        return f"Round {self.number}"
