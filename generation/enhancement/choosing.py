"""Which chips are on: those that somebody chose, or those that the studio chooses for a prompt."""

from collections.abc import Mapping, Sequence
from typing import Any

from generation.engines import registry
from generation.enhancement.enhancing import Enhanced, enhance
from generation.enhancement.loader import shipped
from generation.enhancement.schema import Makes

SETTING = "enhance"
"""Where a generation's settings keep the chips it was asked with; without it the studio chooses."""


def automatic(prompt: str, seed: int) -> tuple[str, ...]:
    """The chips that the studio chooses where nobody did: one of each thing that the prompt leaves open."""
    phrases = registry.text_engine(registry.WRITER).enhancing_phrases(prompt, seed)
    known = shipped().by_phrase
    return tuple(known[phrase.casefold()].id for phrase in phrases)


def kept(chosen: Sequence[str]) -> dict[str, Any]:
    """What the settings of a generation keep of chosen chips."""
    return {"chips": list(chosen), "version": shipped().version}


def of_settings(settings: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The chips that a generation was asked with; None where the studio chooses."""
    told = settings.get(SETTING)
    return tuple(told["chips"]) if told else None


def enhanced(prompt: str, seed: int, chosen: Sequence[str] | None, makes: Makes) -> Enhanced:
    """What an engine is given: with the chosen chips, else for a picture with those that the studio chooses."""
    if chosen is None:
        chosen = () if makes == "takes" else automatic(prompt, seed)
    return enhance(prompt.strip(), chosen, shipped(), makes)
