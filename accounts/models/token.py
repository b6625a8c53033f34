"""API tokens: shown once, kept as a keyed hash.

`dly_`, 43 letters and digits of chance, and 6 of a checksum, by which a scanner of leaked secrets tells a token from
a text that looks like one, and the studio a mistyped one without asking the database.
"""

import hmac
import secrets
import string
import zlib
from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.identifiers import new_id
from accounts.models.workspace import Workspace
from accounts.roles import Scope

PREFIX = "dly_"
ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
SECRET_CHARACTERS, CHECKSUM_CHARACTERS = 43, 6
WITHOUT_CHECKSUM = len(PREFIX) + SECRET_CHARACTERS
"""The length of the tokens that the first version made, which stay good."""
LAST_USE_STEP = timedelta(minutes=1)
"""`last_used_at` is written at most this often, so that a busy token is no hot row."""


def digest(token: str) -> str:
    """The keyed hash under which a token is kept (HMAC-SHA256 under the installation's secret)."""
    secret = f"api-token:{settings.SECRET_KEY}".encode()
    return hmac.new(secret, token.encode(errors="surrogatepass"), sha256).hexdigest()


def checksum(text: str) -> str:
    """Six characters of CRC-32 in base 62."""
    rest, found = zlib.crc32(text.encode()), ""
    for _ in range(CHECKSUM_CHARACTERS):
        rest, place = divmod(rest, len(ALPHABET))
        found = ALPHABET[place] + found
    return found


def bearer_in(header: str) -> str | None:
    """The secret that an Authorization header carries; None where it carries none."""
    words = header.split()
    return words[1] if len(words) == 2 and words[0].lower() == "bearer" else None


def new_secret() -> str:
    """A new token: 256 bits of chance and the checksum over them."""
    start = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(SECRET_CHARACTERS))
    return start + checksum(start)


def well_formed(secret: str) -> bool:
    """Whether this may be a token at all."""
    if not secret.startswith(PREFIX) or not secret.isascii():
        return False
    if len(secret) == WITHOUT_CHECKSUM:
        return True
    return hmac.compare_digest(checksum(secret[:-CHECKSUM_CHARACTERS]), secret[-CHECKSUM_CHARACTERS:])


def both() -> list[str]:
    """What a token is good for where nobody says: looking and making."""
    return [Scope.READ.value, Scope.GENERATE.value]


class ApiTokenManager(models.Manager["ApiToken"]):
    """Issues tokens and finds the live one for a presented secret."""

    def issue(
        self,
        *,
        workspace: Workspace,
        user_id: UUID | None,
        name: str,
        days: int | None = None,
        scopes: Collection[str] = (Scope.READ, Scope.GENERATE),
    ) -> "tuple[ApiToken, str]":
        """A new token and its secret, which is never seen again; `days` until it expires, None for never.

        Without `user_id` it is a service token: the workspace's own, whoever comes and goes.
        """
        secret = new_secret()
        expires = timezone.now() + timedelta(days=days) if days is not None else None
        token = self.create(
            workspace=workspace,
            user_id=user_id,
            name=name,
            scopes=[scope.value for scope in Scope if scope in scopes],
            digest=digest(secret),
            hint=secret[-4:],
            expires_at=expires,
        )
        return token, secret

    def alive(self) -> "models.QuerySet[ApiToken]":
        """Unexpired, unrevoked tokens of active people and of workspaces."""
        unexpired = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
        return self.filter(unexpired, Q(user=None) | Q(user__is_active=True), revoked_at=None)

    def live_id(self, token_id: UUID) -> bool:
        """Whether the token with this id may still be used."""
        return self.alive().filter(pk=token_id).exists()

    def live(self, secret: str) -> "ApiToken | None":
        """The living token with this secret, or None."""
        if not well_formed(secret):
            return None
        now = timezone.now()
        found = self.alive().filter(digest=digest(secret)).select_related("user", "workspace").first()
        if found is not None and (found.last_used_at is None or now - found.last_used_at > LAST_USE_STEP):
            self.filter(pk=found.pk).update(last_used_at=now)
        return found


class ApiToken(models.Model):
    """A program's key to one workspace: with its scopes, and never more than the rights its person has now."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="tokens")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="tokens",
        help_text="Nobody's: a service token of the workspace.",
    )
    name = models.CharField(max_length=80)
    scopes = ArrayField(models.CharField(max_length=10, choices=Scope.choices), default=both)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=4, editable=False, help_text="The last four characters, to tell tokens apart.")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenManager()

    def __str__(self) -> str:
        return f"{self.name} (…{self.hint})"

    def end(self, using: str | None = None) -> bool:
        """Revoke it at once, and so close its sockets; False where that was done before."""
        if self.revoked_at is not None:
            return False
        self.revoked_at = timezone.now()
        self.save(using=using, update_fields=["revoked_at"])
        return True
