"""A workspace's own qualities."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from quality.values import Adjustment, Medium, Tier

NAME_CHARACTERS = 40
TIER_CHOICES = [(tier.value, tier.name.title()) for tier in Tier]


class CustomTier(Tenant):
    """A tier with smaller numbers of its own: "Social drafts" is Low at 512 pixels and 25 frames.

    `slug` stands for it where a quality is named. Empty numbers are the tier's; none is ever above them.
    """

    name = models.CharField(max_length=NAME_CHARACTERS)
    slug = models.SlugField(max_length=NAME_CHARACTERS, allow_unicode=True)
    base = models.CharField(max_length=10, choices=TIER_CHOICES)
    picture_side = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Longer side in pixels, at 16:9.")
    video_side = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Longer side in pixels, at 16:9.")
    frames = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a shot; rounded down to 4n+1.")
    steps = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of denoising.")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [models.UniqueConstraint(fields=["workspace", "slug"], name="one_custom_tier_a_slug")]

    def __str__(self) -> str:
        return self.name

    def adjustment(self, medium: Medium) -> Adjustment:
        """What it changes of the tier's numbers for pictures or for video."""
        if medium is Medium.VIDEO:
            return Adjustment(self.video_side, self.frames, self.steps)
        return Adjustment(self.picture_side, None, self.steps)
