"""What the template engine gives: a story as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScenePlan:
    """One scene of a story.

    `number` counts from 1; `prompt` begins with the idea, word for word; `camera` names the movement of its
    shot; `seconds` is how long the shot plays.
    """

    number: int
    title: str
    beat: str
    prompt: str
    camera: str
    seconds: float


@dataclass(frozen=True, slots=True)
class StoryPlan:
    """A film of 1 to 6 scenes. `arc` names the beats in order, for people."""

    title: str
    arc: str
    scenes: tuple[ScenePlan, ...]
