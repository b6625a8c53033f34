"""Camera movements, so that takes of one scene differ in more than noise."""

from random import Random

from generation.engines.template.phrases import Movement, movement_named, phrases


def movement_for(number: int, prompt: str) -> str:
    """The camera movement of take `number` (1 or more) in words.

    A movement that the prompt asks for is kept, done another way each time; else each take moves otherwise.
    """
    if number < 1:
        raise ValueError("takes are numbered from 1")
    named = movement_named(prompt)
    if named is not None:
        return way_to(named, number)
    kinds = list(phrases().movements)
    Random(prompt).shuffle(kinds)
    way, kind = divmod(number - 1, len(kinds))
    return way_to(kinds[kind], way + 1)


def way_to(movement: Movement, number: int) -> str:
    """The `number`th way (from 1, going round) to do `movement`."""
    ways = phrases().movements[movement].ways
    return ways[(number - 1) % len(ways)]
