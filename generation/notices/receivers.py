"""Reacts to what is announced: people are told, and webhooks; both are rows of the same transaction."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.credits import ledger
from accounts.models import User
from accounts.plans.here import plan_here
from accounts.signals import credits_changed, member_invited, member_joined
from generation import signals, values
from generation.models import Generation
from generation.notices import telling
from generation.webhooks import announcing

LOW_SHARE = 10
"""Credits are low below a tenth of what the plan gives a month."""


@receiver(signals.generation_ended)
@receiver(signals.consent_asked)
def tell_of_generation(sender: type, generation: Generation, **kwargs: Any) -> None:
    """It has ended, or asks something."""
    announcing.announce_generation(generation)
    if generation.kind == values.FILM and generation.state == values.SUCCEEDED:
        announcing.announce("film.finished", announcing.of_generation(generation), prompt=generation.prompt)
    telling.generation(generation)


@receiver(credits_changed)
def tell_of_credits(sender: type, change: int, **kwargs: Any) -> None:
    """They were moved; they are low once they fall below the line."""
    if not announcing.is_anybody_told("credits.changed", "credits.low") and change >= 0:
        return
    now = ledger.balance()
    balance = {"available": now.available, "reserved": now.reserved, "spent": now.spent}
    announcing.announce("credits.changed", balance)
    if is_now_low(now.available, change, plan_here().monthly_credits):
        announcing.announce("credits.low", balance)
        telling.credits_low(now.available)


def is_now_low(available: int, change: int, monthly: int) -> bool:
    """Whether this change took the credits below a tenth of a month's (pure)."""
    line = monthly // LOW_SHARE
    return available < line <= available - change


@receiver(member_invited)
def tell_of_invitation(sender: type, email: str, role: str, by: UUID | None, **kwargs: Any) -> None:
    """Somebody is invited."""
    announcing.announce("member.invited", {"email": email, "role": role})
    telling.somebody_was_invited(email, role, by)


@receiver(member_joined)
def tell_of_member(sender: type, user: User, role: str, **kwargs: Any) -> None:
    """Somebody is in."""
    announcing.announce("member.joined", {"user": str(user.pk), "email": user.email, "role": role})
    telling.somebody_came(user.get_full_name(), user.pk)
