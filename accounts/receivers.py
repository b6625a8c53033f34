"""Turns lost memberships, tokens and sessions into one announcement."""

from typing import Any
from uuid import UUID

from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from accounts.models import ApiToken, Membership, User
from accounts.signals import access_changed


def _announce(user_id: UUID) -> None:
    transaction.on_commit(lambda: access_changed.send(sender=User, user_id=user_id))


@receiver(post_delete, sender=Membership)
@receiver(post_save, sender=Membership)
@receiver(post_delete, sender=ApiToken)
@receiver(post_save, sender=ApiToken)
def _rights_changed(sender: type, instance: Membership | ApiToken, **kwargs: Any) -> None:
    _announce(instance.user_id)


@receiver(user_logged_out)
def _signed_out(sender: type, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _announce(user.pk)
