"""What a project.json says, version 1 (pure). Every part keeps the fields it does not know.

A field's description completes "It takes …", which is the advice of a fault (`faults`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetJsonSchemaHandler, ValidationInfo, field_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from generation.stories.values import (
    CUT,
    MOST_CAMERA_CHARACTERS,
    MOST_CHARACTERS,
    MOST_DESCRIPTION_CHARACTERS,
    MOST_LINE_CHARACTERS,
    MOST_LINES,
    MOST_NAME_CHARACTERS,
    MOST_SLUGLINE_CHARACTERS,
    TRANSITIONS,
)
from generation.values import FRAME_ORIGINS, MAX_PROMPT_CHARACTERS, MAX_SEED
from projects.models import MAX_SCENES
from quality.values import Tier

SCHEMA_VERSION = 1
MOST_BYTES = 2 * 1024**2
MOST_EPISODES = 50
MOST_WORDS_CHARACTERS = 4 * MAX_PROMPT_CHARACTERS
"""What an engine was given is a prompt and what the studio added to it."""
MOST_PIXELS, MOST_FRAMES, MOST_FPS = 65_536, 1_000_000, 1_000
MAY_CONTROL = frozenset("\n\t\r")


def _one_of(*words: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in words:
            raise PydanticCustomError("unknown_word", "must be one of: {words}", {"words": ", ".join(words)})
        return value

    return AfterValidator(check)


def _shown(value: str) -> str:
    if any((ord(c) < 32 and c not in MAY_CONTROL) or 0x7F <= ord(c) < 0xA0 for c in value):
        raise PydanticCustomError("control_characters", "holds characters that can't be shown")
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "is empty")
    return value


def _moment(value: str) -> str:
    try:
        if datetime.fromisoformat(value).tzinfo is not None:
            return value
    except ValueError:
        pass
    raise PydanticCustomError("no_moment", "is not a moment with its time zone")


TIERS, ORIGINS = tuple(tier.value for tier in Tier), tuple(origin for origin, _ in FRAME_ORIGINS)
TierWord = Annotated[str, _one_of(*TIERS)]
TRANSITION_WORDS = tuple(word for word, _ in TRANSITIONS)
POLICIES = ("ask", "automatic")
PolicyWord = Annotated[str, _one_of(*POLICIES)]
Prompt = Annotated[str, AfterValidator(_shown)]
ChipName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
MOST_CHIPS = 24
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
A_TIER = f"one of: {', '.join(TIERS)}"
A_TITLE = Field("", max_length=120, description="text of at most 120 characters")
A_PROMPT = Field(
    "", max_length=MAX_PROMPT_CHARACTERS, description=f"text of at most {MAX_PROMPT_CHARACTERS:,} characters"
)
A_SEED = Field(0, ge=0, le=MAX_SEED, description=f"a whole number from 0 to {MAX_SEED}")
A_SIDE = Field(0, ge=0, le=MOST_PIXELS, description=f"a whole number of pixels from 0 to {MOST_PIXELS}; 0 is unknown")
A_DIGEST = Field(None, description="a SHA-256 digest in 64 small hexadecimal digits, or null")
A_LABEL = Field(max_length=20, description="1 to 20 characters, another label for each in its scene")
A_NAME = Field("", max_length=80, description="text of at most 80 characters")


class Part(BaseModel):
    """A part of the document; `model_extra` holds the fields of a later version."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True, allow_inf_nan=False)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """As OpenAPI 3.0 says "or null"."""
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, told in properties.items():
            properties[name] = _nullable(told) if "anyOf" in told else told
        return schema


def _nullable(told: dict[str, Any]) -> dict[str, Any]:
    rest = {name: value for name, value in told.items() if name not in ("anyOf", "default")}
    (kind,) = (each for each in told["anyOf"] if each != {"type": "null"})
    return rest | ({"allOf": [kind]} if "$ref" in kind else kind) | {"nullable": True}


class World(Part):
    """What a picture shares with those of the other scenes."""

    seed: int = A_SEED
    idea: Prompt = A_PROMPT
    scene: int = Field(1, ge=1, le=MAX_SCENES, description=f"a whole number from 1 to {MAX_SCENES}")
    scenes: int = Field(1, ge=0, le=MAX_SCENES, description=f"a whole number from 0 to {MAX_SCENES}")


class Recipe(Part):
    """How a frame or a take was made, so that it can be made again."""

    label: Annotated[str, AfterValidator(_said)] = A_LABEL
    prompt: Prompt = A_PROMPT
    words: str = Field(
        "", max_length=MOST_WORDS_CHARACTERS, description=f"text of at most {MOST_WORDS_CHARACTERS:,} characters"
    )
    negative_prompt: Prompt = A_PROMPT
    seed: int = A_SEED
    requested_tier: TierWord | None = Field(None, description=f"{A_TIER}, or null")
    width: int = A_SIDE
    height: int = A_SIDE
    score: float | None = Field(None, ge=0, le=1, description="a number from 0 to 1, or null")
    engine: str = A_NAME
    engine_version: str = A_NAME
    world: World | None = Field(None, description="an object, or null")
    sha256: Digest | None = A_DIGEST


class FramePart(Recipe):
    """A picture candidate."""

    origin: Annotated[str, _one_of(*ORIGINS)] = Field(ORIGINS[0], description=f"one of: {', '.join(ORIGINS)}")
    reference_sha256: Digest | None = A_DIGEST


class TakePart(Recipe):
    """An attempt at a scene's video. `frame` is the label of the frame it was made of."""

    number: int = Field(1, ge=1, le=1000, description="a whole number from 1 to 1000")
    frames: int = Field(0, ge=0, le=MOST_FRAMES, description=f"a whole number from 0 to {MOST_FRAMES}")
    fps: float = Field(0.0, ge=0, le=MOST_FPS, description=f"a number from 0 to {MOST_FPS}")
    frame: str | None = Field(None, max_length=20, description="the label of a frame of this scene, or null")
    frame_sha256: Digest | None = A_DIGEST


def _labels(parts: Sequence[Recipe]) -> list[str]:
    return [part.label for part in parts]


class LinePart(Part):
    """What somebody says. `after`: how many paragraphs of the description come first; null where all do."""

    character: str = Field("", max_length=MOST_NAME_CHARACTERS, description="text of at most 80 characters")
    line: str = Field(
        "", max_length=MOST_LINE_CHARACTERS, description=f"text of at most {MOST_LINE_CHARACTERS:,} characters"
    )
    parenthetical: str = A_TITLE
    extension: str = A_NAME
    dual: bool = Field(False, description="true or false")
    after: int | None = Field(None, ge=0, le=1000, description="a whole number from 0 to 1000, or null")


class ScenePart(Part):
    """One scene."""

    title: str = A_TITLE
    beat: str = Field("", max_length=60, description="text of at most 60 characters")
    prompt: Prompt = A_PROMPT
    slugline: Prompt = Field(
        "", max_length=MOST_SLUGLINE_CHARACTERS, description=f"text of at most {MOST_SLUGLINE_CHARACTERS} characters"
    )
    description: Prompt = Field(
        "",
        max_length=MOST_DESCRIPTION_CHARACTERS,
        description=f"text of at most {MOST_DESCRIPTION_CHARACTERS:,} characters",
    )
    dialogue: list[LinePart] = Field([], max_length=MOST_LINES, description=f"a list of at most {MOST_LINES} lines")
    characters: list[Annotated[str, Field(max_length=MOST_NAME_CHARACTERS)]] = Field(
        [], max_length=MOST_CHARACTERS, description=f"a list of at most {MOST_CHARACTERS} names"
    )
    camera: Prompt = Field(
        "", max_length=MOST_CAMERA_CHARACTERS, description=f"text of at most {MOST_CAMERA_CHARACTERS} characters"
    )
    transition: Annotated[str, _one_of(*TRANSITION_WORDS)] = Field(
        CUT, description=f"one of: {', '.join(TRANSITION_WORDS)}"
    )
    quality: TierWord | None = Field(None, description=f"{A_TIER}, or null for the project's")
    seconds: float = Field(4.0, ge=1, le=30, description="a number from 1 to 30")
    negative_prompt: Prompt | None = Field(
        None,
        max_length=MAX_PROMPT_CHARACTERS,
        description=f"text of at most {MAX_PROMPT_CHARACTERS:,} characters, or null for what is usually left out",
    )
    enhancements: list[ChipName] | None = Field(
        None,
        max_length=MOST_CHIPS,
        description=f"a list of at most {MOST_CHIPS} names, or null for the studio's choice",
    )
    frames: list[FramePart] = Field([], description="a list of frames")
    takes: list[TakePart] = Field([], description="a list of takes")
    chosen_frame: str | None = Field(None, max_length=20, description="the label of a frame of this scene, or null")
    chosen_take: str | None = Field(None, max_length=20, description="the label of a take of this scene, or null")

    @field_validator("frames", "takes")
    @classmethod
    def _labels_differ(cls, parts: list[Any]) -> list[Any]:
        labels = _labels(parts)
        if len(set(labels)) < len(labels):
            twice = next(label for label in labels if labels.count(label) > 1)
            raise PydanticCustomError("label_twice", 'holds the label "{label}" twice', {"label": twice})
        return parts

    @field_validator("chosen_frame", "chosen_take")
    @classmethod
    def _is_there(cls, label: str | None, info: ValidationInfo) -> str | None:
        parts = info.data.get("frames" if info.field_name == "chosen_frame" else "takes")
        if label is not None and parts is not None and label not in _labels(parts):
            raise PydanticCustomError("no_such_label", 'names "{label}", which is not in the list', {"label": label})
        return label


class EpisodePart(Part):
    """One episode. `world_seed` is null until something was made of it."""

    title: str = A_TITLE
    idea: Prompt = A_PROMPT
    story_arc: str = A_TITLE
    world_seed: int | None = Field(None, ge=0, le=MAX_SEED, description=f"a whole number from 0 to {MAX_SEED}, or null")
    scenes: list[ScenePart] = Field([], max_length=MAX_SCENES, description=f"a list of at most {MAX_SCENES} scenes")


class Canvas(Part):
    """What there is to film."""

    episodes: list[EpisodePart] = Field(
        min_length=1, max_length=MOST_EPISODES, description=f"a list of 1 to {MOST_EPISODES} episodes"
    )


class ProjectDocument(Part):
    """A project.json. `created` is when its original was made."""

    schema_version: int = Field(ge=1, description=f"the number {SCHEMA_VERSION}")
    name: Annotated[str, AfterValidator(_said)] = Field(
        min_length=1, max_length=120, description="text of 1 to 120 characters"
    )
    quality: TierWord = Field("standard", description=A_TIER)
    draft_quality: TierWord | None = Field(None, description=f"{A_TIER}, or null where drafts are made as finals are")
    custom_quality: str | None = Field(
        None, max_length=40, description="the short name of a quality of the workspace's own, or null"
    )
    fallback_policy: PolicyWord = Field("ask", description=f"one of: {', '.join(POLICIES)}")
    stop_early: bool = Field(False, description="true or false")
    created: Annotated[str, AfterValidator(_moment)] | None = Field(
        None,
        max_length=40,
        description='a moment such as "2026-11-21T20:15:00Z", or null',
        json_schema_extra={"format": "date-time"},
    )
    idea: Prompt = A_PROMPT
    canvas: Canvas = Field(description="an object that holds episodes")


PLACES: dict[str, type[Part]] = {
    "": ProjectDocument,
    "canvas": Canvas,
    "episodes": EpisodePart,
    "scenes": ScenePart,
    "dialogue": LinePart,
    "frames": FramePart,
    "takes": TakePart,
    "world": World,
}
"""Which part stands in a field of this name; the document in none."""
