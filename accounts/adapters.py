"""How allauth speaks and writes for this product (settings.ACCOUNT_ADAPTER)."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string

_ACTION = re.compile(r"^(?P<label>[^\n]+):\n(?P<address>https?://\S+)$")

RESERVED_DOMAINS = frozenset({"localhost", "dailies.local"})
"""Of the logins that the studio makes for itself (demo, operator): nobody may be there before them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a letter: text, or an address to press."""

    text: str
    address: str = ""


def paragraphs(body: str) -> list[Paragraph]:
    """A letter's text as paragraphs; one that is "Label:", line break, address becomes a button of that label."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", body) if block.strip()]
    return [_paragraph(block) for block in blocks]


def _paragraph(block: str) -> Paragraph:
    found = _ACTION.match(block)
    return Paragraph(found["label"], found["address"]) if found else Paragraph(block)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Plain sentences on the pages, and letters in text and HTML from one template each."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask the person who runs this studio.",
        "duplicate_email": "This address is on your account already.",
        "email_password_mismatch": "This e-mail and password do not go together. Check both, or reset the password.",
        "email_taken": "Somebody already uses this address. Log in, or reset the password.",
        "enter_current_password": "This is not your password now.",
        "incorrect_password": "This is not your password.",
        "invalid_password_reset": "This link was used already, or is too old.",
        "rate_limited": "Too many tries at once. Wait a minute, then go on.",
        "too_many_login_attempts": "Too many tries that failed. Wait five minutes, or reset the password.",
        "reserved_email": "Letters cannot reach this address. Use another one.",
        "unverified_primary_email": "Confirm this address first.",
    }

    def clean_email(self, email: str) -> str:
        """Refuse the addresses that the studio keeps for itself."""
        if email.rpartition("@")[2].lower() in RESERVED_DOMAINS:
            raise self.validation_error("reserved_email")
        return str(super().clean_email(email))

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """The text letter with an HTML one beside it that says the same."""
        letter: EmailMessage = super().render_mail(template_prefix, email, context, headers)
        if isinstance(letter, EmailMultiAlternatives):
            page = {"subject": letter.subject, "paragraphs": paragraphs(str(letter.body))}
            letter.attach_alternative(render_to_string("account/email/letter.html", page), "text/html")
        return letter
