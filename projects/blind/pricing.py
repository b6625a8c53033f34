"""What a blind test takes, before it is begun."""

from typing import Any

from accounts.credits import budget
from generation import charging, values
from generation.deciding import ADJUST, plain
from generation.enhancement.choosing import SETTING, kept
from generation.values import GenerationRequest
from projects.blind.deciding import A, B
from projects.blind.services import sides
from projects.models import Scene
from projects.services import making, qualities
from quality.values import Quote


def price(scene: Scene, wish: dict[str, Any]) -> dict[str, Any]:
    """Of both sides and of each. Raises InvalidField, Conflict, PlanLimit, NotEnoughCredits, as beginning it would."""
    making.check_room(scene, values.FRAMES)
    said = sides(scene, wish)
    quotes = {side: _quote(scene, said[side], wish) for side in (A, B)}
    credits = sum(quote.credits for quote in quotes.values())
    budget.check(credits)
    low, high = (sum(quote.seconds[end] for quote in quotes.values()) for end in (0, 1))
    told = {side: plain(quote) for side, quote in quotes.items()}
    return {"credits": credits, "seconds": [low, high], "pictures": 2 * wish["pairs"], **told}


def _quote(scene: Scene, said: dict[str, Any], wish: dict[str, Any]) -> Quote:
    wanted = qualities.of_scene(scene, wish.get("quality"))
    settings = {ADJUST: wanted.adjusted(values.FRAMES, {}), SETTING: kept(said["enhance"])}
    asked = GenerationRequest(values.FRAMES, said["prompt"], wanted.tier, count=wish["pairs"], settings=settings)
    return charging.price_of(asked)
