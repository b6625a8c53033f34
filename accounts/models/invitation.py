"""Invitations by e-mail: the link is in the letter alone, here is only its keyed hash."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.roles import Role
from accounts.tenancy import Tenant

SECRET_BYTES = 32
VALID = timedelta(days=7)


def digest(secret: str) -> str:
    """The keyed hash under which a secret is kept (HMAC-SHA256 under the installation's secret)."""
    return salted_hmac("accounts.invitation", secret, algorithm="sha256").hexdigest()


class Invitation(Tenant):
    """A place kept for an e-mail address. The row goes when it is taken up or taken back; the audit log remembers."""

    email = models.EmailField("e-mail", help_text="In lower case.")
    role = models.CharField(max_length=10, choices=Role.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "email"], name="one_invitation_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"

    def renew(self) -> str:
        """Another week under another secret: the text that the link carries, which is never seen again."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        self.digest = digest(secret)
        self.expires_at = timezone.now() + VALID
        return f"{self.tenant_id.hex}-{secret}"

    def is_live(self, now: datetime) -> bool:
        """Whether its link still opens."""
        return now < self.expires_at


def read_token(token: str) -> tuple[UUID, str] | None:
    """The workspace's id and the secret that a link carries; None for what no link of ours says."""
    workspace, _, secret = token.partition("-")
    try:
        return UUID(hex=workspace), secret
    except ValueError:
        return None
