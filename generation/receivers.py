"""Reacts to what other rooms announce."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.signals import access_changed
from generation import events


@receiver(access_changed)
def _look_again(sender: type, user_id: UUID, **kwargs: Any) -> None:
    """A person's open sockets check whether they may still listen."""
    events.send(events.person_group(user_id), {"type": "recheck"})
