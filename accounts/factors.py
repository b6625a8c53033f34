"""Second factors: an authenticator app's codes, passkeys, recovery codes; and who must have one."""

import logging
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError

from accounts.models import User, Workspace
from accounts.problems import Problem
from accounts.sealing import NotReadable, reseal, seal, unseal

log = logging.getLogger("dailies.accounts")

SEALED_FIELDS = ("secret", "seed")
"""Of an authenticator's data: the app's key, and what recovery codes are made from."""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""What counts as a second factor; recovery codes only stand in for one."""


class Unreadable(ValidationError):
    """A form's error; a page that only shows the factor leaves out what it can't tell."""

    silent_variable_failure = True


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Our words, and secrets that are sealed before they reach the database."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This does not fit. Take the newest code, or a passkey of this account, and try again.",
        "unverified_email": "Confirm your e-mail address first: the link is in the letter we sent you.",
        "add_email_blocked": "Turn two-factor sign-in off before you add an address.",
        "not_readable": "This second factor can no longer be read. Ask the person who runs this studio to remove it.",
    }

    def encrypt(self, text: str) -> str:
        """Sealed."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened; an error of the form, where it cannot be."""
        try:
            return unseal(encrypted_text)
        except NotReadable:
            log.error("a second factor can't be read: was SECRET_KEY changed without SECRET_KEY_FALLBACKS?")
            raise Unreadable(self.error_messages["not_readable"], code="not_readable") from None

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # the name is allauth's
        """What a new passkey is called unless its owner says."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}" if count else "My passkey"


def has_second_factor(user: User) -> bool:
    """Whether signing in as this person takes more than a password."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def lacks_second_factor(user: User, workspace: Workspace) -> bool:
    """Whether the workspace's rule keeps this person out; one question of the database, where there is a rule."""
    return workspace.require_two_factor and not has_second_factor(user)


class SecondFactorMissing(Problem):
    """The workspace lets in only those who sign in with two factors (403)."""

    def __init__(self) -> None:
        super().__init__(
            "Two-factor sign-in needed",
            "This workspace lets in only people who sign in with a passkey or an authenticator app.",
            "Set one up under Your account, Two-factor; then come back.",
            status=403,
        )


def reseal_all() -> int:
    """Put every sealed secret under the newest key; how many there were. NotReadable names none, and changes none."""
    rows = list(Authenticator.objects.filter(data__has_any_keys=SEALED_FIELDS))
    for row in rows:
        row.data = {name: reseal(value) if name in SEALED_FIELDS else value for name, value in row.data.items()}
    Authenticator.objects.bulk_update(rows, ["data"])
    return len(rows)
