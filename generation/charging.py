"""The one place where credits are reserved, captured and released; the generation's row keeps the figures."""

from generation.models import Generation


def reserve(generation: Generation, credits: int) -> None:
    """Set aside the most this generation can cost, when it is accepted."""
    generation.credits_reserved = credits


def capture(generation: Generation, credits: int) -> None:
    """Take a finished job's share; called once a job, in the transaction that finishes it and moves it on."""
    generation.credits_captured += credits


def release(generation: Generation) -> None:
    """Give back what was not used, when the generation ends."""
    generation.credits_reserved = generation.credits_captured
