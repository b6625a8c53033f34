"""Seals small secrets of people (an authenticator app's key) under a key made from SECRET_KEY.

HKDF-SHA256 (RFC 5869) makes the key; Fernet is AES-128-CBC with HMAC-SHA256 and a random start. A workspace's secrets
have keys of their own in the room `keys`; these belong to a person, who may be in none.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"dailies second factors 1"
"""Binds the key to this use, so that no other use of SECRET_KEY can yield the same."""


class NotReadable(Exception):
    """What was sealed cannot be opened: under another SECRET_KEY, cut short or changed."""


def _fernet(secret: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def _ring() -> MultiFernet:
    """Seals with the first, opens with each: SECRET_KEY, then SECRET_KEY_FALLBACKS."""
    return MultiFernet([_fernet(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(text: str) -> str:
    """The sealed form of a text; never the same twice."""
    return _ring().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text again. NotReadable for anything that was not sealed here."""
    try:
        return _ring().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise NotReadable("sealed under another SECRET_KEY, cut short or changed") from None


def reseal(sealed: str) -> str:
    """The same text under the newest key. NotReadable as above."""
    try:
        return _ring().rotate(sealed.encode()).decode()
    except InvalidToken:
        raise NotReadable("sealed under another SECRET_KEY, cut short or changed") from None
