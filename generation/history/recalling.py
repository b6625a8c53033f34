"""A file that somebody drops on history: what it was made with, and the entry it belongs to where it is of here."""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from accounts.problems import InvalidField
from generation import values
from generation.media.errors import MediaError
from generation.media.recipes import PNG_SIGNATURE, read_recipe
from generation.models import Generation, Output

LARGEST_FILE_BYTES = 60 * 1024 * 1024
"""A little less than any request may be (config/bodies.py)."""
FIELD = "file"
NO_FILE = (FIELD, "No file came with this.", "Choose a picture or film that Dailies made.")


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a file was made with; `generation` is None for what was not made in this workspace. `moves`: a film."""

    prompt: str
    negative_prompt: str
    seed: int | None
    moves: bool
    generation: Generation | None


def recall(source: IO[bytes], size: int) -> Recalled:
    """Read a PNG or MP4. InvalidField for a file that holds no recipe, or is too large."""
    if size > LARGEST_FILE_BYTES:
        most = LARGEST_FILE_BYTES // 1024**2
        raise InvalidField(FIELD, "This file is too large.", f"Use one of at most {most} MB.")
    with tempfile.NamedTemporaryFile() as copy:
        shutil.copyfileobj(source, copy)
        copy.flush()
        return _recalled(Path(copy.name))


def _recalled(path: Path) -> Recalled:
    with path.open("rb") as file:
        moves = _moves(file.read(len(PNG_SIGNATURE) + 4))
    try:
        recipe = read_recipe(path)
    except MediaError as error:
        raise InvalidField(FIELD, error.detail, error.advice) from error
    if not _text(recipe.get("prompt")):
        raise InvalidField(FIELD, "This file does not say what it was made with.", "Choose one that was made of words.")
    found = _source(path)
    return Recalled(
        prompt=found.prompt if found else _text(recipe["prompt"]),
        negative_prompt=found.negative_prompt if found else _text(recipe.get("negative_prompt")),
        seed=_number(recipe.get("seed"), values.MAX_SEED),
        moves=moves,
        generation=found,
    )


def _moves(start: bytes) -> bool:
    """Whether a file is a film. Only the two kinds are opened: a reader of films would follow a playlist elsewhere."""
    if start.startswith(PNG_SIGNATURE):
        return False
    if start[4:8] == b"ftyp":
        return True
    raise InvalidField(FIELD, "This file holds no recipe.", "Choose a PNG or MP4 that Dailies made.")


def _source(path: Path) -> Generation | None:
    """What made this very file, in the workspace we are in."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    made = Output.objects.filter(file__sha256=digest, generation__isnull=False).select_related("generation")
    found = made.order_by("-id").first()
    return found.generation if found else None


def _text(value: Any) -> str:
    """A recipe may say anything: it came with a file."""
    if not isinstance(value, str):
        return ""
    return "".join(c for c in value if c.isprintable() or c == "\n")[: values.MAX_PROMPT_CHARACTERS].strip()


def _number(value: Any, most: int) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None
