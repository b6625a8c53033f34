"""API tokens: shown once, kept as a keyed hash."""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.identifiers import new_id
from accounts.models.workspace import Workspace

PREFIX = "dly_"
SECRET_BYTES = 32
LAST_USE_STEP = timedelta(minutes=1)
"""`last_used_at` is written at most this often, so that a busy token is no hot row."""


def digest(token: str) -> str:
    """The keyed hash under which a token is kept (HMAC-SHA256 under the installation's secret)."""
    secret = f"api-token:{settings.SECRET_KEY}".encode()
    return hmac.new(secret, token.encode(errors="surrogatepass"), sha256).hexdigest()


class ApiTokenManager(models.Manager["ApiToken"]):
    """Issues tokens and finds the live one for a presented secret."""

    def issue(
        self, *, workspace: Workspace, user_id: UUID, name: str, days: int | None = None
    ) -> "tuple[ApiToken, str]":
        """A new token and its secret, which is never seen again; `days` until it expires, None for never."""
        secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
        expires = timezone.now() + timedelta(days=days) if days is not None else None
        token = self.create(
            workspace=workspace,
            user_id=user_id,
            name=name,
            digest=digest(secret),
            hint=secret[-4:],
            expires_at=expires,
        )
        return token, secret

    def alive(self) -> "models.QuerySet[ApiToken]":
        """Unexpired, unrevoked tokens of active people."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), revoked_at=None, user__is_active=True)

    def live_id(self, token_id: UUID) -> bool:
        """Whether the token with this id may still be used."""
        return self.alive().filter(pk=token_id).exists()

    def live(self, secret: str) -> "ApiToken | None":
        """The living token with this secret, or None."""
        now = timezone.now()
        found = self.alive().filter(digest=digest(secret)).select_related("user", "workspace").first()
        if found is not None and (found.last_used_at is None or now - found.last_used_at > LAST_USE_STEP):
            self.filter(pk=found.pk).update(last_used_at=now)
        return found


class ApiToken(models.Model):
    """A program's key to one workspace, with the rights of the member who made it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="tokens")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=4, editable=False, help_text="The last four characters, to tell tokens apart.")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenManager()

    def __str__(self) -> str:
        return f"{self.name} (…{self.hint})"
