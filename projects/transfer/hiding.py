"""What leaves no installation (pure): the names of its machines, which stand in workers' names and in cards' ids."""

import hashlib
from typing import Any

CARDS = frozenset({"device", "alike"})
"""What ids of cards, or of a machine's processor, are kept as: "host/card"."""
WORKERS = frozenset({"worker"})
"""What the names of workers are kept as: "host:process:lane"."""
OPAQUE_CHARACTERS = 12


def without_machines(value: Any) -> Any:
    """The same JSON value with each card's id as a word that says nothing, still told apart from others; what made
    something keeps its plain name."""
    if isinstance(value, dict):
        return {name: _hidden(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_machines(inner) for inner in value]
    return value


def _hidden(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return without_machines(value)
    if name in WORKERS:
        return ""
    return _opaque(value) if name in CARDS and "/" in value else value


def _opaque(card: str) -> str:
    return hashlib.sha256(card.encode()).hexdigest()[:OPAQUE_CHARACTERS]
