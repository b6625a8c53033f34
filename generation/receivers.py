"""Reacts to what other rooms announce."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.signals import access_changed
from generation import events, signals
from generation.models import Generation
from generation.services import suggesting


@receiver(access_changed)
def _look_again(sender: type, user_id: UUID, **kwargs: Any) -> None:
    """A person's open sockets check whether they may still listen."""
    events.send(events.person_group(user_id), {"type": "recheck"})


@receiver(signals.frames_finished)
@receiver(signals.takes_finished)
def _say_what_would_help(sender: type, generation: Generation, **kwargs: Any) -> None:
    """What was made of suggestions shows what they brought, and new ones are offered."""
    suggesting.measure(generation)
    suggesting.offer(generation)
