"""Templates that come with the studio: read-only, to be used or copied."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from generation.enhancement.checking import checked
from generation.prompts import filling

STARTERS_FILE = Path(__file__).with_name("starters.yaml")


class Starter(BaseModel):
    """One of them, by its `id`; the rest is as a template's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    kind: Literal["frames", "takes", "plan"]
    description: Annotated[str, Field(min_length=1, max_length=500)]
    tags: tuple[str, ...] = ()
    text: Annotated[str, Field(min_length=1, max_length=4000)]
    negative_prompt: str | None = None
    chips: tuple[str, ...] | None = None


@cache
def starters() -> dict[str, Starter]:
    """All of them, by id, read once a process. Raises what pydantic and `filling` raise for a mistake in the file."""
    found = [Starter.model_validate(each) for each in yaml.safe_load(STARTERS_FILE.read_text(encoding="utf-8"))]
    for one in found:
        filling.variables(one.text)
        checked(one.chips)
    return {one.id: one for one in found}
