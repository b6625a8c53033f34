"""Many pictures in one request: every text that its lists make, in every shape, with every seed (docs/batch.md)."""

from dataclasses import replace
from typing import Any

from accounts.plans.here import PlanLimit, plan_here
from accounts.problems import Conflict, InvalidField, Problem
from generation.models import HeroFrame
from generation.variations import batch
from generation.variations.batch import Asked, BatchFault, TooMany
from generation.variations.values import Part, VariationFault
from projects.models import Scene
from projects.services.making import MOST_A_SCENE

MOST_TOLD = 1_000_000
"""A product beyond that is told as "more than a million"."""
EXCERPT_CHARACTERS = 16


def parts(asked: Asked, scene: Scene | None) -> list[Part]:
    """Every picture that is asked for, in its order. Raises InvalidField, PlanLimit, Conflict."""
    most = plan_here().variations
    try:
        found = batch.parts(asked, most)
    except BatchFault as error:
        raise InvalidField(error.field, _placed(error, asked), error.fault.advice) from error
    except TooMany as error:
        raise _too_many(error.count, most) from error
    if scene is not None:
        _check_room(scene, len(found))
    return found


def _placed(error: BatchFault, asked: Asked) -> str:
    """What is wrong, with its place in the text and how it begins there."""
    fault: VariationFault = error.fault
    if not fault.at:
        return fault.detail
    written = {"prompt": asked.words, "seeds": asked.seeds, "sides": asked.sides}[error.field]
    begins = written[fault.at - 1 : fault.at - 1 + EXCERPT_CHARACTERS].strip()
    return f"{fault.detail} It is at character {fault.at}: \u201c{begins}\u201d."


def _too_many(count: int, most: int) -> Problem:
    plan = plan_here()
    counted = f"{count:,}" if count <= MOST_TOLD else "more than a million"
    up = plan.next_up(lambda other: other.variations >= count, lambda other: f"makes {other.variations}")
    return PlanLimit(
        f"This makes {counted} pictures; {plan.name} plans make {most} at once.",
        f"Shorten a list or a range, or name fewer seeds and shapes. {up}".strip(),
    )


def _check_room(scene: Scene, count: int) -> None:
    """A scene is told with all of its frames."""
    room = MOST_A_SCENE["frames"] - HeroFrame.objects.filter(scene=scene).count()
    if count > room:
        detail = f"This makes {count} frames, and the scene has room for {max(0, room)} more."
        raise Conflict(detail, "Ask for fewer, or go on in a new scene.")


def asked_of(data: dict[str, Any]) -> Asked:
    """A validated body as what a batch asks for; a seed that is named alone is that of all."""
    found = Asked(data["prompt"], data.get("seeds", ""), tuple(data.get("shapes", ())), data.get("sides", ""))
    return replace(found, seeds=found.seeds.strip(), sides=found.sides.strip())
