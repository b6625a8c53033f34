"""What the shots of one world share, and what each has to itself.

All chance comes from two sources: the world's (its land, palette, light and people) and the shot's own (where the
camera stands, and who is where). The scenes of an episode have one world; a picture that stands alone has a world made
of its seed and of what its prompt shows, the camera's words left out, so that its close-up is a view of the same place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from generation.engines.animatic import reference, vocabulary
from generation.engines.animatic.reading import read
from generation.engines.animatic.scene import Scene
from generation.engines.animatic.words import Word, split
from generation.engines.base import Persona, PictureRequest, VideoRequest, World

Request = PictureRequest | VideoRequest
Key = tuple[int, ...]
"""What a generator is seeded with: eight 32-bit numbers."""

CAMERA_WORDS = frozenset({"shot", "lens", "move", "way", "pace", "drift", "angle", "framing"})
LOOK_WORDS = frozenset({"light", "film", "style", "gauge", "grade", "layout", "rate"})
OPTICAL = frozenset({"lens flare", "anamorphic", "dust motes"})
"""What a picture is lit and shot with: the same place and people, seen otherwise."""
CAMERA_TALK = frozenset({"angle", "camera", "frame", "framing", "lens", "shot", "view"})
DAYS = (
    ("dawn", "noon", "noon", "golden", "dusk", "night"),
    ("noon", "noon", "golden", "golden", "dusk", "night"),
    ("dawn", "noon", "golden", "dusk", "dusk", "night"),
)
"""How the hours go through a film whose words leave them open, scene by scene; then another day begins."""
COURSES = (
    ("clear", "clear", "clear", "clear", "clear", "clear"),
    ("clear", "clear", "clouds", "clouds", "clear", "clear"),
    ("clouds", "clear", "clear", "clear", "clouds", "clear"),
    ("clear", "clouds", "dark clouds", "dark clouds", "clear", "clear"),
)
"""How the weather goes through such a day."""
DAY_SCENES = 6
"""A film's course counts scenes from its beginning, not shares of its length: a scene added at the end leaves every
earlier one as it was."""
NEAR_FRAMINGS = ("over the shoulder", "two-shot")
REVERSE = re.compile(r"\b(?:reverse|opposite)[\s-]+(?:shot|angle)\b", re.IGNORECASE)
NO_DAY = ("space", "underwater", "cave")
WETTING = ("rain", "storm")
SOMEBODY = ("person", "woman", "man", "child", "couple", "robot", "astronaut")


@dataclass(frozen=True, slots=True)
class Story:
    """The chance of one shot. `scene` counts the scenes of its film from 0; `shared` whether others share its world."""

    place: Key
    shot: Key
    scene: int = 0
    shared: bool = False
    reverse: bool = False
    """Whether the camera looks the opposite way, as in the second half of a conversation."""

    @classmethod
    def drawn(cls, rng: np.random.Generator) -> Story:
        """A story of its own, from any generator."""
        key = tuple(int(number) for number in rng.integers(0, 1 << 32, 8))
        return cls(key, key)

    def chance(self, use: str) -> np.random.Generator:
        """The world's chance for one use: the same in every shot of it."""
        return np.random.default_rng(mixed(self.place, use))

    def ground(self, setting: str) -> str:
        """The land that is seen: another one when the camera looks the opposite way."""
        return f"place/{setting}{'/reverse' if self.reverse else ''}"

    @property
    def progress(self) -> float:
        """How far the day of its film is, 0..1."""
        return self.scene % DAY_SCENES / (DAY_SCENES - 1)

    def own(self, use: str) -> np.random.Generator:
        """The shot's own chance for one use."""
        return np.random.default_rng(mixed(self.shot, use))


FILM_TINTS = ((1.035, 1.0, 0.955), (0.965, 1.0, 1.04), (1.03, 0.985, 1.0), (0.98, 1.02, 0.985), (1.0, 1.0, 1.0))
"""Casts of a whole film: warm, cold, rosy, green, none."""


def film_tint(story: Story) -> tuple[float, float, float]:
    """The cast that all scenes of a film share; a shot by itself has none."""
    return FILM_TINTS[int(story.chance("film").integers(len(FILM_TINTS)))] if story.shared else FILM_TINTS[-1]


def digest(text: str) -> Key:
    """A key from any text."""
    return tuple(int(number) for number in np.frombuffer(hashlib.sha256(text.encode()).digest(), np.uint32))


def mixed(key: Key, use: str) -> Key:
    """A key of its own for each use of `key`."""
    return digest(f"{key}|{use}")


def story_of(request: Request, version: str) -> Story:
    """Where the chance of a request comes from."""
    words = " ".join(shown_words(REVERSE.sub(" ", request.prompt)))
    shown = f"{version}|{request.seed}|{words}|"
    reverse = REVERSE.search(request.prompt) is not None
    if request.world is None:
        return Story(digest(shown), digest(shown), reverse=reverse)
    world = request.world
    place = digest(f"{version}|world|{world.seed}")
    return Story(place, digest(f"{place}|{shown}"), max(world.scene - 1, 0), True, reverse)


def shown_words(prompt: str) -> list[str]:
    """The words of what is to be seen: those of the camera and those without meaning of their own left out."""
    words, tokens, kept, start = vocabulary.load(), split(prompt), [], 0
    while start < len(tokens):
        length, meanings = _phrase(tokens, start, words)
        phrase = [token.text for token in tokens[start : start + length]]
        if not meanings:
            kept += [text for text in phrase if text not in words.fillers and text not in CAMERA_TALK]
        elif not all(_of_the_look(category, value) for category, value in meanings):
            kept += phrase
        start += length
    return kept


def _of_the_look(category: str, value: str) -> bool:
    """Whether a meaning is of the camera, the light or the film, and not of what is before them."""
    return category in CAMERA_WORDS | LOOK_WORDS or value in OPTICAL


def _phrase(
    tokens: Sequence[Word], start: int, words: vocabulary.Vocabulary
) -> tuple[int, tuple[vocabulary.Meaning, ...]]:
    """How many words from `start` on are one phrase, and its meanings; one word and none when nothing is known."""
    for length in range(min(words.longest, len(tokens) - start), 0, -1):
        run = tokens[start : start + length]
        meanings = words.meanings.get(tuple(token.text for token in run))
        if meanings and run[0].clause == run[-1].clause:
            return length, meanings
    return 1, ()


def scene_of(request: Request, story: Story, mood: reference.Mood | None = None) -> Scene:
    """The request understood; what it leaves open comes from its reference, else from its world."""
    prompt = introduced(request.prompt, request.personas)
    scene = read(prompt, request.negative_prompt, story.chance("reading"))
    if request.world is not None:
        scene = _placed(scene, request.world, story)
    if mood is not None and "time" not in scene.named and scene.setting not in NO_DAY:
        scene = replace(scene, time=reference.hour_of(mood))
    if scene.framing in NEAR_FRAMINGS and "shot" not in scene.named:
        scene = replace(scene, shot="medium")
    return scene


def introduced(prompt: str, personas: Sequence[Persona]) -> str:
    """The prompt with the looks of the personas it names in place of their names."""
    for persona in personas:
        name = persona.name.strip()
        if not name:
            continue
        called = re.compile(rf"(?<!\w){re.escape(name)}(?:['\u2019]s)?(?!\w)", re.IGNORECASE)
        parts = called.split(prompt)
        prompt = prompt if len(parts) == 1 else f"{parts[0]} {_looks(persona)} {' '.join(parts[1:])}"
    return prompt


def _looks(persona: Persona) -> str:
    """A persona's appearance as one phrase about somebody: clauses would part the clothes from their wearer."""
    said = " ".join(re.split(r"[\s,.;:!?()]+", persona.appearance)).strip()
    known = read(said, "", np.random.default_rng(0)).first(*SOMEBODY)
    return f"a {said}" if known is not None else f"a person with {said}"


def _placed(scene: Scene, world: World, story: Story) -> Scene:
    """A scene of a film: what its words leave open of place, season, hour and weather follows its idea and course."""
    idea = read(world.idea, "", story.chance("idea"))
    if "setting" not in scene.named and "setting" in idea.named:
        scene = replace(scene, setting=idea.setting, surroundings=idea.surroundings, interior=idea.interior)
    if "season" not in scene.named:
        scene = replace(scene, season=idea.season)
    if "weather" not in scene.named and scene.setting not in NO_DAY:
        scene = replace(scene, weather=idea.weather if "weather" in idea.named else _weather(story))
    if "time" not in scene.named and scene.setting not in NO_DAY and scene.weather not in WETTING:
        scene = replace(scene, time=idea.time if "time" in idea.named else _hour(story))
    if "mood" not in scene.named and "mood" in idea.named:
        scene = replace(scene, mood=idea.mood)
    return scene


def _hour(story: Story) -> str:
    """The day goes on from scene to scene, in a course that is the world's own."""
    return _course(story, "day", DAYS)


def _weather(story: Story) -> str:
    return _course(story, "weather", COURSES)


def _course(story: Story, use: str, courses: Sequence[tuple[str, ...]]) -> str:
    """What one scene has of the course of its day; each day of a long film takes its own."""
    day, scene = divmod(story.scene, DAY_SCENES)
    return courses[int(story.chance(f"{use}/{day}").integers(len(courses)))][scene]
