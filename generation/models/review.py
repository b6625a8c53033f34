"""Links by which people without an account look at takes: the address is told once, here is only its keyed hash."""

import secrets
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from accounts.tenancy import Tenant
from generation.models.generation import Generation

SECRET_BYTES = 32
NAME_CHARACTERS = 80


def digest(secret: str) -> str:
    """The keyed hash under which a secret is kept (HMAC-SHA256 under the installation's secret)."""
    return salted_hmac("generation.review_link", secret, algorithm="sha256").hexdigest()


class ReviewLink(Tenant):
    """What a link shows (takes of one generation, of a scene, or the chosen ones of an episode), to whom it is open,
    and until when. `password`: its hash, empty where none is asked for."""

    VIEW, COMMENT = "view", "comment"
    RIGHTS = ((VIEW, "Look"), (COMMENT, "Look and comment"))

    generation = models.ForeignKey(
        Generation, null=True, blank=True, on_delete=models.CASCADE, related_name="review_links"
    )
    scene = models.ForeignKey(
        "projects.Scene", null=True, blank=True, on_delete=models.CASCADE, related_name="review_links"
    )
    episode = models.ForeignKey(
        "projects.Episode", null=True, blank=True, on_delete=models.CASCADE, related_name="review_links"
    )
    name = models.CharField(max_length=NAME_CHARACTERS, blank=True, help_text="For whom it is.")
    right = models.CharField(max_length=7, choices=RIGHTS, default=COMMENT)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=4, editable=False, help_text="The last four characters, to tell links apart.")
    password = models.CharField(max_length=128, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    visits = models.PositiveIntegerField(default=0, help_text="How often its page was opened.")

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(generation__isnull=False, scene=None, episode=None)
                | Q(generation=None, scene__isnull=False, episode=None)
                | Q(generation=None, scene=None, episode__isnull=False),
                name="a_review_link_shows_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or 'review link'} (…{self.hint})"

    def renew(self) -> str:
        """Another secret: the text that the link carries, which is never seen again. It names the workspace, so that
        the link is looked up inside of its wall."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        self.digest, self.hint = digest(secret), secret[-4:]
        return f"{self.tenant_id.hex}-{secret}"

    def is_live(self, now: datetime) -> bool:
        """Whether it still opens."""
        return self.revoked_at is None and now < self.expires_at

    @property
    def may_comment(self) -> bool:
        """Whether guests may write."""
        return self.right == self.COMMENT
