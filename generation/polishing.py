"""What may be polished, how, and how that is kept with a generation (pure).

A generation's settings hold under POLISH: `frame` or `take` (the id of what is polished), of a take also `roll` (the
generation that shot it first), `sha256` of its file, its size, and `steps` in the order in which they are done.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from accounts.problems import InvalidField
from quality.polishing import FACTORS, OF_PICTURES, Media, PolishAsk, after_all, in_order
from quality.values import Polish, PolishStep, Tier

POLISH = "polish"
LARGEST_SIDE = 7680
"""Of what comes of a polish, whatever the plan: beyond it clips are not looked over (quality/scoring/decode.py)."""
FASTEST_FPS = 60.0
FEWEST_FRAMES = 3
"""Of a clip whose light, noise or path is to be evened: there is nothing to compare in less."""

DOING = {
    Polish.DEFLICKER: "lit evenly",
    Polish.DENOISE: "cleaned",
    Polish.STABILISE: "steadied",
    Polish.INTERPOLATE: "made smoother",
    Polish.UPSCALE: "enlarged",
}
"""What is done to something, in a creator's words."""


def as_json(steps: Sequence[PolishStep]) -> list[dict[str, Any]]:
    """Steps as a row keeps them."""
    return [{"name": one.step.value, "strength": one.strength, "factor": one.factor} for one in steps]


def steps_of(told: Sequence[Mapping[str, Any]]) -> tuple[PolishStep, ...]:
    """Steps as a row kept them."""
    return tuple(PolishStep(Polish(one["name"]), one["strength"], one["factor"]) for one in told)


def steps_asked(told: Sequence[Mapping[str, Any]]) -> list[PolishStep]:
    """Steps as somebody asks for them: what makes more of something does it twice unless that is said."""
    return [
        PolishStep(step, one.get("strength"), one.get("factor", 2 if step in FACTORS else 1))
        for one in told
        for step in [Polish(one["name"])]
    ]


def media_of(told: Mapping[str, Any]) -> Media:
    """The size of what is polished, as a row kept it."""
    return Media(told["width"], told["height"], told["frames"], told["fps"])


def ask_of(settings: Mapping[str, Any], tier: str) -> PolishAsk:
    """What is to be routed, from a generation's settings."""
    told = settings[POLISH]
    return PolishAsk(media_of(told), steps_of(told["steps"]), Tier(tier))


def checked(asked: Collection[PolishStep], media: Media, most_side: int) -> tuple[PolishStep, ...]:
    """The steps in order, if they fit what is polished. `most_side`: the plan's longest side in pixels.

    Raises InvalidField, which names the step's place and what would work.
    """
    for place, one in enumerate(asked):
        field = f"steps.{place}"
        _check_numbers(field, one)
        if not media.fps and one.step not in OF_PICTURES:
            advice = "Choose a take for this, or denoise and upscale the picture."
            raise InvalidField(f"{field}.name", f"A picture can't be {DOING[one.step]}.", advice)
        if media.fps and media.frames < FEWEST_FRAMES and one.step is not Polish.UPSCALE:
            advice = "Only upscale works on so short a take."
            raise InvalidField(f"{field}.name", f"This take has only {media.frames} frames.", advice)
    _check_once(asked)
    steps = in_order(asked)
    _check_size(asked, media, min(most_side, LARGEST_SIDE))
    return steps


def _check_once(asked: Collection[PolishStep]) -> None:
    names = [one.step for one in asked]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise InvalidField(f"steps.{place}.name", f"{name} stands here twice.", "Name each step once.")


def _check_numbers(field: str, one: PolishStep) -> None:
    if one.step in FACTORS and one.factor not in FACTORS[one.step]:
        known = " or ".join(str(factor) for factor in FACTORS[one.step])
        raise InvalidField(f"{field}.factor", f"{one.step} can't be done {one.factor} times.", f"Use {known}.")
    if one.step not in FACTORS and one.factor != 1:
        raise InvalidField(f"{field}.factor", f"{one.step} has no factor.", "Leave it out.")
    if one.step in FACTORS and one.strength is not None:
        raise InvalidField(f"{field}.strength", f"{one.step} has no strength.", "Leave it out.")


def _check_size(asked: Collection[PolishStep], media: Media, most_side: int) -> None:
    for place, one in enumerate(asked):
        if one.step is Polish.INTERPOLATE and media.fps * one.factor > FASTEST_FPS:
            detail = f"This take plays at {media.fps:g} frames a second already."
            raise InvalidField(f"steps.{place}.name", detail, f"More than {FASTEST_FPS:g} gain nothing; leave it out.")
        if one.step is not Polish.UPSCALE:
            continue
        made = after_all(media, [one])
        if max(made.width, made.height) > most_side:
            raise InvalidField(f"steps.{place}.factor", _too_large(made, most_side), _smaller(media, one, most_side))


def _too_large(made: Media, most_side: int) -> str:
    return f"That would be {made.width} x {made.height} pixels, and {most_side:,} is the longest side here."


def _smaller(media: Media, asked: PolishStep, most_side: int) -> str:
    fitting = [
        factor
        for factor in FACTORS[Polish.UPSCALE]
        if factor < asked.factor and max(media.width, media.height) * factor <= most_side
    ]
    if fitting:
        return f"Use {fitting[-1]} times."
    more = "" if most_side >= LARGEST_SIDE else ", or choose a larger plan"
    return f"It is at its largest already at {media.width} x {media.height}: leave upscale out{more}."
