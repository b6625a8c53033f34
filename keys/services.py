"""Secrets by name in the workspace we are in: what webhooks, sign-in by others and the like keep here."""

import hmac
import re
import secrets
from hashlib import sha256

from django.views.decorators.debug import sensitive_variables

from accounts.problems import InvalidField
from keys.models import NAME_CHARACTERS, SealedSecret
from keys.secret import Secret, as_bytes
from keys.vault import open_from, seal_into

NAME = re.compile(r"[a-z0-9][a-z0-9._:-]*")
MOST_SECRET_BYTES = 16_384
"""The longest thing that is kept so is a private key in PEM: 3 kB."""
FINGERPRINT_KEY = "keys.fingerprint"
FINGERPRINT_KEY_BYTES = 32


def keep_secret(name: str, secret: Secret) -> None:
    """Seal a secret under a name (`webhook.<id>`), in place of what was there; `InvalidField` if it can't be kept."""
    if not NAME.fullmatch(name) or len(name) > NAME_CHARACTERS:
        advice = f"Use up to {NAME_CHARACTERS} of a-z, 0-9, dot, dash, colon, underscore; first a letter or digit."
        raise InvalidField("name", "This can't be the name of a secret.", advice)
    if not secret.reveal():
        raise InvalidField("secret", "The secret is empty.", "Paste the whole of it.")
    if len(as_bytes(secret)) > MOST_SECRET_BYTES:
        advice = f"Send at most {MOST_SECRET_BYTES // 1024} kB; a file of other content may have been chosen."
        raise InvalidField("secret", "The secret is too long.", advice)
    fresh = _sealed(name, secret)
    SealedSecret.objects.filter(name=name).delete()
    fresh.save(force_insert=True)


def read_secret(name: str) -> Secret | None:
    """The secret of this name; None where none is kept."""
    try:
        return _opened(name)
    except SealedSecret.DoesNotExist:  # replaced while it was read
        return _opened(name)


def forget_secret(name: str) -> bool:
    """Delete a secret; whether there was one. Its ciphertext lives on in backups of the database."""
    return SealedSecret.objects.filter(name=name).delete()[0] > 0


@sensitive_variables()
def fingerprint(secret: Secret) -> str:
    """64 hexadecimal digits by which the workspace knows a secret again, and nobody learns it: to refuse doubles.

    HMAC-SHA256 under a key of the workspace that is kept like any secret, so no rotation changes a fingerprint.
    """
    key = read_secret(FINGERPRINT_KEY) or _made_once(FINGERPRINT_KEY)
    return hmac.new(as_bytes(key), as_bytes(secret), sha256).hexdigest()


def _sealed(name: str, secret: Secret) -> SealedSecret:
    """A new row. Sealing holds the data key, so of all who keep secrets in this workspace one at a time goes on."""
    fresh = SealedSecret(name=name)
    seal_into(fresh, "sealed", secret)
    return fresh


def _opened(name: str) -> Secret | None:
    row = SealedSecret.objects.filter(name=name).first()
    return open_from(row, "sealed") if row else None


def _made_once(name: str) -> Secret:
    made = Secret(secrets.token_urlsafe(FINGERPRINT_KEY_BYTES))
    fresh = _sealed(name, made)
    if found := read_secret(name):
        return found
    fresh.save(force_insert=True)
    return made
