"""Whether an ID token says what it must (OpenID Connect Core 1.0, section 3.1.3.7)."""

from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.crypto import constant_time_compare

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key pair. Never HS256: there the published key would be the secret; never none."""
LEEWAY_SECONDS = 30
"""How far the provider's clock may be off."""
REQUIRED = ["iss", "sub", "aud", "exp", "iat"]


def claims_of(token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of a token that this issuer signed for this client in answer to this nonce.

    `keys` is the provider's JSON Web Key Set. OAuth2Error for anything else.
    """
    try:
        key = _key(token, keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise OAuth2Error(f"The ID token is not valid: {error}") from error
    if not nonce or not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise OAuth2Error("The ID token answers another request: its nonce is not ours.")
    if str(claims.get("azp", client_id)) != client_id:
        raise OAuth2Error("The ID token was given to another client.")
    return claims


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    wanted = jwt.get_unverified_header(token).get("kid")
    known = jwt.PyJWKSet.from_dict(dict(keys)).keys
    found = [key for key in known if key.key_id == wanted] if wanted else known if len(known) == 1 else []
    if not found:
        raise OAuth2Error("The ID token was signed with a key that the provider does not publish.")
    return found[0]
