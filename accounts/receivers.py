"""Turns lost memberships, tokens and sessions into one announcement."""

from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import ApiToken, Membership, User
from accounts.signals import access_changed


def _announce(user_id: UUID, using: str) -> None:
    transaction.on_commit(lambda: access_changed.send(sender=User, user_id=user_id), using=using)


@receiver(post_delete, sender=Membership)
@receiver(post_save, sender=Membership)
@receiver(post_delete, sender=ApiToken)
@receiver(post_save, sender=ApiToken)
def _rights_changed(sender: type, instance: Membership | ApiToken, using: str, **kwargs: Any) -> None:
    _announce(instance.user_id or instance.pk, using)


@receiver(post_save, sender=User)
def _person_changed(sender: type, instance: User, created: bool, using: str, **kwargs: Any) -> None:
    """An account that was closed, or a new password, which ends the sessions before it."""
    if not created:
        _announce(instance.pk, using)


@receiver(post_delete, sender=Session)
def _signed_out(sender: type, instance: Session, using: str, **kwargs: Any) -> None:
    """The session's row, not Django's signal: that one is sent while the session still counts."""
    if user_id := instance.get_decoded().get(SESSION_KEY):
        _announce(UUID(user_id), using)
