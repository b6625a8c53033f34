"""How a batch is kept (pure): in its generation's settings, and of each of its parts in the job's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generation.values import GenerationRequest
from generation.variations.values import Part, Size, Tag

VARIATIONS = "variations"
"""Where a generation's settings keep its parts."""
OWN, TAGS = "own", "tags"
"""Where a job's params keep which settings are its own, and which values made it."""
ASPECT, ADJUST, SIDE = "aspect", "adjust", "side"
"""Settings that a size changes."""


def as_settings(parts: Iterable[Part]) -> dict[str, Any]:
    """The parts as JSON values."""
    return {VARIATIONS: [_told(part) for part in parts]}


def _told(part: Part) -> dict[str, Any]:
    tags = [[tag.name, tag.value] for tag in part.tags]
    size = {ASPECT: part.size.aspect, SIDE: part.size.side}
    return {"text": part.text, "seed": part.seed, "draw": part.draw, TAGS: tags, **size}


def parts_of(settings: Mapping[str, Any]) -> list[Part]:
    """The parts of a batch in their order; none of what is no batch."""
    return [
        Part(
            told["text"],
            told["seed"],
            told["draw"],
            Size(told[ASPECT], told[SIDE]),
            tuple(Tag(*tag) for tag in told[TAGS]),
        )
        for told in settings.get(VARIATIONS, ())
    ]


def axes_of(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each list with its values, as they came."""
    found: dict[str, dict[str, None]] = {}
    for part in settings.get(VARIATIONS, ()):
        for name, value in part[TAGS]:
            found.setdefault(name, {})[value] = None
    return [{"name": name, "values": list(values)} for name, values in found.items()]


def tags_of(told: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """The values that made a part, as they are told."""
    return [{"name": name, "value": value} for name, value in told]


def own_settings(settings: Mapping[str, Any], size: Size) -> dict[str, Any]:
    """What a size changes of a batch's settings; of two sides the smaller."""
    own: dict[str, Any] = {ASPECT: size.aspect} if size.aspect else {}
    if size.side is not None:
        adjust = settings.get(ADJUST, {})
        own[ADJUST] = {**adjust, SIDE: min(size.side, adjust.get(SIDE, size.side))}
    return own


def plain_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that all parts share."""
    return {name: value for name, value in settings.items() if name != VARIATIONS}


def in_size(request: GenerationRequest, size: Size) -> GenerationRequest:
    """A batch as if all of it had this size and nothing else were varied."""
    return replace(request, settings={**plain_settings(request.settings), **own_settings(request.settings, size)})


def only(settings: Mapping[str, Any], number: int, seed: int) -> dict[str, Any]:
    """The settings of a batch of which one part (1..) is made again, with the seed that it had."""
    part = {**settings[VARIATIONS][number - 1], "seed": seed}
    return {**settings, VARIATIONS: [part]}
