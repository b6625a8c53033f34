"""From one sentence to a story: each scene keeps the idea word for word and is photographed differently."""

from collections.abc import Sequence
from random import Random

from generation.engines.template.moving import way_to
from generation.engines.template.phrases import (
    Aspect,
    Beat,
    Framing,
    Movement,
    fitting,
    movement_named,
    names,
    phrases,
    place_of,
    subject_of,
)
from generation.stories.values import ScenePlan, StoryPlan
from generation.stories.wording import IDEA_LIMIT_CHARACTERS, clipped, extended, is_latin, title_of

MOST_SCENES = 6
FEW_SCENES = 3
"""Up to this many scenes take every second light of the day, so that neighbours differ clearly."""


def plan_scenes(idea: str, count: int, seed: int) -> StoryPlan:
    """A film of `count` scenes (1..6) about `idea` (any language; what is over 3700 characters is left out).

    The same idea, count and seed give the same plan. Raises ValueError for an empty idea or another count.
    """
    idea = clipped(idea.strip(), IDEA_LIMIT_CHARACTERS)
    if not idea:
        raise ValueError("Write what the film is about.")
    if not 1 <= count <= MOST_SCENES:
        raise ValueError(f"A film has 1 to {MOST_SCENES} scenes.")
    if count == 1:
        return single_shot(idea, seed)
    arc = phrases().arcs[count]
    rng = Random(f"{seed}/{idea}")
    beats = tuple(phrases().beats[name] for name in arc)
    turns = zip(beats, movements_of(idea, beats, rng), skies_of(idea, beats, rng), strict=True)
    scenes = tuple(
        scene(idea, number, beat, movement, sky, rng) for number, (beat, movement, sky) in enumerate(turns, start=1)
    )
    return StoryPlan(title_of(idea), ", ".join(arc).capitalize(), scenes)


def single_shot(idea: str, seed: int) -> StoryPlan:
    """The idea itself with the words of one shot."""
    single, rng = phrases().single, Random(f"{seed}/{idea}")
    camera = camera_of(idea, 1, rng.choice(movements_for(idea, single)), rng)
    prompt = extended(idea, framed(idea, single, camera, rng))
    title = title_of(idea)
    return StoryPlan(title, "One shot", (ScenePlan(1, title, single.beat, prompt, camera, single.seconds),))


def scene(idea: str, number: int, beat: Beat, movement: Movement, sky: tuple[str, ...], rng: Random) -> ScenePlan:
    subject = subject_of(idea)
    camera = camera_of(idea, number, movement, rng)
    prompt = extended(idea, (*framed(idea, beat, camera, rng), *sky))
    title = rng.choice(beat.titles[subject])
    return ScenePlan(number, title, beat.beat[subject], prompt, camera, beat.seconds)


def camera_of(idea: str, number: int, movement: Movement, rng: Random) -> str:
    """A movement that the idea asks for, done another way in each scene; else some way to do `movement`."""
    named = movement_named(idea)
    return way_to(named, number, idea) if named else way_to(movement, rng.randint(1, 3), idea)


def framed(idea: str, framing: Framing, camera: str, rng: Random) -> tuple[str, ...]:
    """Words for shot, angle, lens, movement and mood, as far as the idea leaves them open and the camera agrees."""
    choices: tuple[tuple[Aspect, str], ...] = (
        ("shot", rng.choice(framing.shots)),
        ("angle", rng.choice(framing.angles)),
        ("lens", rng.choice(framing.lenses)),
        ("mood", rng.choice(fitting(idea, framing.moods) or ("",))),
    )
    taken = ("angle",) if names(camera, "angle") else ()
    open_words = tuple(phrase for aspect, phrase in choices if aspect not in taken and not names(idea, aspect))
    return open_words if movement_named(idea) else (*open_words, camera)


def movements_of(idea: str, beats: Sequence[Beat], rng: Random) -> tuple[Movement, ...]:
    """A movement for each scene, never that of the scene before."""
    chosen: list[Movement] = []
    for beat in beats:
        chosen.append(rng.choice([movement for movement in movements_for(idea, beat) if movement not in chosen[-1:]]))
    return tuple(chosen)


def movements_for(idea: str, framing: Framing) -> tuple[Movement, ...]:
    """The movements of `framing` that suit the idea: nothing shaky where all is calm."""
    return fitting(idea, framing.movements)


def skies_of(idea: str, beats: Sequence[Beat], rng: Random) -> tuple[tuple[str, ...], ...]:
    """Light and weather of each scene, where the idea names none and its script has words that are known."""
    place, known = place_of(idea), is_latin(idea)
    weather = fitting(idea, place.weather) or ("",)
    lit, weathered = known and not names(idea, "time"), known and not names(idea, "weather")
    step = 2 if len(beats) <= FEW_SCENES else 1
    first, turn = rng.randrange(len(place.lights)), rng.randrange(len(weather))
    return tuple(
        (
            place.lights[(first + step * number) % len(place.lights)] if lit else "",
            weather[(turn + number) % len(weather)] if weathered and beat.weather else "",
        )
        for number, beat in enumerate(beats)
    )
