"""A workspace read from an export: checked whole before anything is made, and made whole or not at all.

Ids are moved by one number of chance, so that a copy can stand beside its original; their order in time stays.
"""

import hashlib
import json
import math
import secrets
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from pydantic import BaseModel, ConfigDict, Field

from accounts.audit import Actor, record
from accounts.models import User, Workspace
from accounts.models.workspace import NAME_CHARACTERS
from accounts.problems import Problem
from accounts.services import create_workspace
from accounts.tenancy import Tenant, scope
from generation import files, leaving
from generation.history import searching
from generation.history.searching import INDEXED_AT_ONCE
from generation.media.errors import MediaError
from generation.models import Generation, Job, Rating, StoredFile
from generation.values import CANCELLED, GENERATION_ENDS, JOB_ENDS
from projects.transfer.tables import FORMAT, STAYS, VERSION, file_of, travelling

CHUNK_BYTES = 1 << 20
MOST_MANIFEST_BYTES = 256 << 20
MOST_LINE_BYTES = 16 << 20
BEGINNINGS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/webp": b"RIFF"}
"""How a picture begins; a film has its mark four bytes on."""
UNFIT = (ValueError, TypeError, KeyError, OverflowError, RecursionError)
ENDS = {Generation: GENERATION_ENDS, Job: JOB_ENDS}


UNREADABLE = (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)
"""What `zipfile` raises for an archive that is damaged, locked, or packed in a way it does not know."""


class ImportProblem(Problem):
    """An export that cannot be read; nothing was made."""

    def __init__(self, detail: str, advice: str = "Export the workspace again and use the file as it comes.") -> None:
        super().__init__("This file can't be imported", detail, advice, status=400)


class FilePart(BaseModel):
    """One file, as the manifest tells it."""

    model_config = ConfigDict(extra="ignore")
    name: str = Field(pattern=r"^(rows/[a-z.]+\.jsonl|media/[0-9a-f]{64})$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)
    media_type: str = Field(default="", max_length=80)


class WorkspaceName(BaseModel):
    """What the workspace was called."""

    name: str = Field(min_length=1, max_length=NAME_CHARACTERS)


class Person(BaseModel):
    """Somebody who was a member."""

    id: str
    email: str


class Manifest(BaseModel):
    """What an export says of itself."""

    format: str
    version: int
    workspace: WorkspaceName
    people: list[Person] = []
    files: list[FilePart]


@dataclass(frozen=True)
class Moving:
    """Where the ids of an export lead in the new workspace."""

    salt: int
    known: frozenset[UUID]
    files: Mapping[UUID, UUID]
    people: Mapping[str, UUID]

    def id(self, old: UUID) -> UUID:
        """The new id of a row. Raises ImportProblem for one that the file does not hold."""
        if old in self.files:
            return self.files[old]
        if old not in self.known:
            raise ImportProblem(f"A row refers to {old}, which the file does not hold.")
        return UUID(int=old.int ^ self.salt)

    def inside(self, value: Any) -> Any:
        """A JSON value with every id of the export in it moved."""
        if isinstance(value, dict):
            return {name: self.inside(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.inside(inner) for inner in value]
        if isinstance(value, str) and (old := _as_id(value)) is not None and old in self.known:
            return str(self.id(old))
        return value


def import_workspace(path: Path, owner: User, name: str = "") -> Workspace:
    """A new workspace of `owner` with everything that the export holds. Raises ImportProblem, `DiskFull`."""
    with _opened(path) as archive:
        manifest = _manifest(archive)
        _check(archive, manifest)
        workspace = create_workspace(owner, name or manifest.workspace.name)
        try:
            _fill(archive, manifest, workspace, owner)
        except BaseException:
            leaving.delete_workspace(workspace)
            raise
    return workspace


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except UNREADABLE as error:
        raise ImportProblem(f"{path.name} is no ZIP file, or a damaged one.") from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        if archive.getinfo("manifest.json").file_size > MOST_MANIFEST_BYTES:
            raise ImportProblem("Its manifest is larger than any export's.")
        found = Manifest.model_validate_json(archive.read("manifest.json"))
    except (KeyError, *UNREADABLE) as error:
        raise ImportProblem("It holds no manifest of a workspace, or a damaged one.") from error
    if found.format != FORMAT or found.version > VERSION:
        raise ImportProblem(
            f"It is written as {found.format} {found.version}; this studio reads {FORMAT} up to {VERSION}.",
            "Update this studio, or export from one of its age.",
        )
    return found


def _check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Every file is there, as long as it says, and hashes to what the manifest says, before anything is made."""
    told = {part.name for part in manifest.files}
    if missing := [file_of(model) for model in travelling(manifest.version) if file_of(model) not in told]:
        raise ImportProblem(f"{missing[0]} is missing from its manifest.")
    for part in manifest.files:
        digest, size, start = hashlib.sha256(), 0, b""
        try:
            with archive.open(part.name) as source:
                while size <= part.bytes and (piece := source.read(CHUNK_BYTES)):
                    start = start or piece[:16]
                    digest.update(piece)
                    size += len(piece)
        except (KeyError, *UNREADABLE) as error:
            raise ImportProblem(f"{part.name} is missing from it, or damaged.") from error
        named = part.name.startswith("media/") and part.name != f"media/{part.sha256}"
        if size != part.bytes or digest.hexdigest() != part.sha256 or named:
            raise ImportProblem(f"{part.name} is not what the manifest says: the file was changed or damaged.")
        if part.name.startswith("media/") and not _is_media(part.media_type, start):
            raise ImportProblem(f"{part.name} is no {part.media_type or 'picture'} by its content.")


def _is_media(media_type: str, start: bytes) -> bool:
    if media_type == "video/mp4":
        return start[4:8] == b"ftyp"
    return media_type in BEGINNINGS and start.startswith(BEGINNINGS[media_type])


def _fill(archive: zipfile.ZipFile, manifest: Manifest, workspace: Workspace, owner: User) -> None:
    kept = {part.sha256: _keep(archive, part, workspace) for part in manifest.files if part.name.startswith("media/")}
    models_here = [model for model in travelling(manifest.version) if model is not StoredFile]
    there = {UUID(row["id"]): kept[row["sha256"]] for row in _rows(archive, StoredFile) if row.get("sha256") in kept}
    known = {UUID(row["id"]) for model in models_here for row in _rows(archive, model)} | set(there)
    people = {person.id: owner.pk for person in manifest.people if person.email.lower() == owner.email.lower()}
    moving = Moving(secrets.randbits(32) | 1, frozenset(known), there, people)
    try:
        with scope(workspace.pk):
            for model in models_here:
                for row in _rows(archive, model):
                    _save(model, row, moving)
            while searching.index_missing(INDEXED_AT_ONCE):
                pass
            record(Actor(owner.pk, owner.email, "import"), "workspace.imported", manifest.workspace.name)
    except (DatabaseError, ValidationError, *UNFIT) as error:
        raise ImportProblem(f"Its rows do not fit together: {type(error).__name__}.") from error


def _keep(archive: zipfile.ZipFile, part: FilePart, workspace: Workspace) -> UUID:
    with tempfile.NamedTemporaryFile() as copy:
        with archive.open(part.name) as source:
            while piece := source.read(CHUNK_BYTES):
                copy.write(piece)
        copy.flush()
        try:
            return files.keep(workspace.pk, Path(copy.name), part.media_type)
        except MediaError as error:
            raise ImportProblem(error.detail, error.advice) from error


def _rows(archive: zipfile.ZipFile, model: type[Tenant]) -> Iterator[dict[str, Any]]:
    try:
        source: IO[bytes] = archive.open(file_of(model))
    except KeyError:
        raise ImportProblem(f"{file_of(model)} is missing from it.") from None
    with source:
        while line := source.readline(MOST_LINE_BYTES):
            try:
                row = json.loads(line)
                UUID(row["id"])
            except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
                raise ImportProblem(f"{file_of(model)} holds a line that is no row.") from error
            yield row


def _save(model: type[Tenant], row: dict[str, Any], moving: Moving) -> None:
    """One row, exactly as it was but for its ids; work that was open is told as cancelled."""
    made = model(**{field.attname: _moved(field, row, moving) for field in _fields(model) if field.attname in row})
    if model in ENDS and made.state not in ENDS[model]:  # type: ignore[attr-defined]
        made.state = CANCELLED  # type: ignore[attr-defined]
    if isinstance(made, Rating):
        made.counted = False  # a file must not teach what nobody rated here
    made.save_base(raw=True, force_insert=True)


def _fields(model: type[Tenant]) -> list["models.Field[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if field.attname != "workspace_id"]


def _moved(field: "models.Field[Any, Any]", row: dict[str, Any], moving: Moving) -> Any:
    value = row[field.attname]
    if value is None:
        return None
    if isinstance(field, models.ForeignKey) and field.related_model is User:
        return moving.people.get(str(value))  # an import makes no people
    if isinstance(field, models.ForeignKey) and field.related_model._meta.label in STAYS:
        return None
    if field.primary_key or isinstance(field, models.ForeignKey):
        return moving.id(UUID(value))
    if isinstance(field, models.JSONField):
        return moving.inside(value)
    found = field.to_python(value)
    if field.choices and found not in dict(field.flatchoices) and not (field.blank and found == ""):
        raise ValueError(f"{field.name} is none of its choices")
    if isinstance(found, float) and not math.isfinite(found):
        raise ValueError(f"{field.name} is no number")
    return found


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
