"""What people say of takes and frames."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation.models.media import HeroFrame, Take
from generation.models.review import ReviewLink

MAX_COMMENT_CHARACTERS = 2000
MAX_GUEST_CHARACTERS = 60
MAKING, DONE, NOT_NOW = "making", "done", "not_now"
ANSWERS = ((MAKING, "Being made"), (DONE, "Done"), (NOT_NOW, "Not this time"))
"""What becomes of a guest's request."""


class Comment(Tenant):
    """Words about a take or a frame: at `seconds` of it, and at a spot (`x`, `y`: 0..1 from its left and its top).

    `author` is empty for a guest, who has a name and came by a link, and for somebody who has left. What a guest
    begins is a request, and `answer` what became of it.
    """

    take = models.ForeignKey(Take, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    frame = models.ForeignKey(HeroFrame, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    guest = models.CharField(max_length=MAX_GUEST_CHARACTERS, blank=True, help_text="What a guest calls themselves.")
    link = models.ForeignKey(ReviewLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments")
    seconds = models.FloatField(null=True, blank=True)
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    text = models.TextField(max_length=MAX_COMMENT_CHARACTERS)
    answer = models.CharField(max_length=7, choices=ANSWERS, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(take__isnull=False, frame=None) | Q(take=None, frame__isnull=False, seconds=None),
                name="a_comment_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(x=None, y=None) | Q(x__range=(0.0, 1.0), y__range=(0.0, 1.0)),
                name="a_comment_points_into_the_picture",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_request(self) -> bool:
        """Whether a guest asks for something with it."""
        return bool(self.guest) and self.parent_id is None
