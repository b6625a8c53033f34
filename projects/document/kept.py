"""What a document says that no row has a place for, as it is kept in the rows' `extra` (pure).

Frames and takes of another workspace are not here: their recipes are kept in their scene, and are no rows.
"""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from projects.document.schema import (
    SCHEMA_VERSION,
    EpisodePart,
    FramePart,
    Part,
    ProjectDocument,
    ScenePart,
    TakePart,
)
from projects.document.writing import told

Kept = TypeVar("Kept", bound=BaseModel)


class KeptProject(BaseModel):
    """`fields` and `canvas` are unknown fields of the two; `created` is the original's, `custom_quality` the one that
    the workspace it came to does not have."""

    fields: dict[str, Any] = {}
    canvas: dict[str, Any] = {}
    created: str | None = None
    custom_quality: str | None = None
    schema_version: int = SCHEMA_VERSION


class KeptEpisode(BaseModel):
    """Unknown fields."""

    fields: dict[str, Any] = {}


class KeptScene(BaseModel):
    """Unknown fields, recipes of what is not here, and which of them were chosen."""

    fields: dict[str, Any] = {}
    frames: list[FramePart] = []
    takes: list[TakePart] = []
    chosen_frame: str | None = None
    chosen_take: str | None = None


def found(kind: type[Kept], extra: Any) -> Kept:
    """What a row keeps; nothing where something else than an import wrote it."""
    try:
        return kind.model_validate(extra)
    except ValidationError:
        return kind()


def of_project(document: ProjectDocument, *, has_quality: bool) -> dict[str, Any]:
    """The `extra` of its project. `has_quality`: whether the quality of its own is one of this workspace too."""
    fields: dict[str, Any] = {"created": document.created, "schema_version": document.schema_version}
    if document.custom_quality and not has_quality:
        fields["custom_quality"] = document.custom_quality
    return fields | {"fields": unknown(document), "canvas": unknown(document.canvas)}


def of_episode(part: EpisodePart) -> dict[str, Any]:
    """The `extra` of its episode."""
    return {"fields": unknown(part)} if unknown(part) else {}


def of_scene(part: ScenePart) -> dict[str, Any]:
    """The `extra` of its scene."""
    kept = {
        "fields": unknown(part),
        "frames": [told(frame) for frame in part.frames],
        "takes": [told(take) for take in part.takes],
        "chosen_frame": part.chosen_frame,
        "chosen_take": part.chosen_take,
    }
    return {name: value for name, value in kept.items() if value}


def unknown(part: Part) -> dict[str, Any]:
    """The fields of a part that this version has no meaning for."""
    return dict(part.model_extra or {})
