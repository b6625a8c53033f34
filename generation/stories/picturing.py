"""What a picture engine reads of a scene, and how it follows when the scene's own words change."""

import re
from dataclasses import dataclass

from generation.stories.fountain import plain
from generation.stories.wording import PROMPT_LIMIT_CHARACTERS, clipped

MOST_PICTURED_CHARACTERS = 900
"""As much of a long description as a picture can show."""
_INSIDE = re.compile(r"(?:INT(?:ERIOR)?|INNEN|ИНТ)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:(?:INT|EXT|EST|I/E|INTERIOR|EXTERIOR|INNEN|AUSSEN|AU\u00dfEN|ИНТ|НАТ)[./ ]*)+|[内內外]景", re.IGNORECASE
)
_TIME = re.compile(r"\s+[-\u2013\u2014]\s+")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a prompt is made of."""

    slugline: str = ""
    description: str = ""
    characters: tuple[str, ...] = ()
    camera: str = ""


def prompt_of(parts: Parts) -> str:
    """The prompt of a scene that has none of its own: what happens, who is there, where and when, and the camera."""
    happens = clipped(plain(parts.description), MOST_PICTURED_CHARACTERS)
    missing = [name for name in parts.characters if name.casefold() not in happens.casefold()]
    people = ", ".join(name.title() if name.isupper() else name for name in missing)
    place, when = place_and_time(parts.slugline)
    inside = "interior" if _INSIDE.match(parts.slugline) else ""
    where = ", ".join(part for part in (place, inside, when) if part)
    told = ", ".join(part.rstrip(" .,;") for part in (happens, people, where, parts.camera) if part)
    return clipped(told, PROMPT_LIMIT_CHARACTERS)


def place_and_time(slugline: str) -> tuple[str, str]:
    """("old harbour", "dusk") of "EXT. OLD HARBOUR - DUSK"."""
    bare = _PLACE.sub("", slugline, count=1) if _PLACE.match(slugline) else slugline
    parts = [part.strip(" .") for part in _TIME.split(plain(bare)) if part.strip(" .")]
    parts = [part.lower() if part.isupper() else part for part in parts]
    return (", ".join(parts[:-1]) or "".join(parts), parts[-1] if len(parts) > 1 else "")


def followed(prompt: str, old: Parts, new: Parts) -> str:
    """The prompt after its scene's words changed: made anew where it was made of them, else with each part that it
    holds word for word exchanged. A prompt of one's own words stays. Going back gives the prompt as it was."""
    if old == new:
        return prompt
    if not prompt.strip() or prompt == prompt_of(old):
        return prompt_of(new)
    for before, after in ((old.description, new.description), (old.camera, new.camera)):
        if before and after and before != after and prompt.count(before) == 1:
            prompt = prompt.replace(before, after)
    return prompt[:PROMPT_LIMIT_CHARACTERS]


def picture_words(prompt: str, camera: str) -> str:
    """What of a prompt a still picture shows: all but how the camera moves."""
    still = prompt.replace(camera, "") if camera else prompt
    return " ".join(re.sub(r"[\s,]*,[\s,]*", ", ", still).strip(" ,.").split())
