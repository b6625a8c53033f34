"""The shape of the catalogue of chips: frozen values, checked entry by entry."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from generation.engines.template.phrases import Aspect

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Phrase = Annotated[str, Field(min_length=3, max_length=80)]
Adds = Literal["prompt", "without"]
Makes = Literal["frames", "takes", "picture"]
Base = Literal["open", "near", "low", "dark"]


class Entry(BaseModel):
    """Frozen, and strict about names it does not know: a typing mistake must not become a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Chip(Entry):
    """One choice. `phrase` goes into the prompt; `does` says in a sentence what that changes; `said` is a pattern of
    what a prompt may say of it already; `against` names chips of other groups that it can't stand beside; `base` is
    the kind of scene its picture shows."""

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=24)]
    phrase: Phrase
    does: Words
    said: str = ""
    against: tuple[Identifier, ...] = ()
    usual: bool = False
    base: Base = "open"


class Group(Entry):
    """Chips about one thing; `one`: a prompt takes only one of them. A prompt that already says something of its
    `aspect`, or matches `said`, takes none."""

    id: Identifier
    name: Annotated[str, Field(min_length=1, max_length=24)]
    words: Words
    adds: Adds
    makes: Annotated[tuple[Makes, ...], Field(min_length=1)]
    one: bool
    aspect: Aspect | Literal["movement"] | None = None
    said: str = ""
    chips: Annotated[tuple[Chip, ...], Field(min_length=1)]


class Chips(Entry):
    """The whole catalogue. Two are the same only if they are one."""

    __hash__ = object.__hash__

    version: Annotated[int, Field(ge=1)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]

    @cached_property
    def by_id(self) -> dict[str, tuple[Group, Chip]]:
        """Each chip with its group."""
        return {chip.id: (group, chip) for group in self.groups for chip in group.chips}

    @cached_property
    def by_phrase(self) -> dict[str, Chip]:
        """Each chip that joins a prompt, by its phrase in small letters."""
        joining = (chip for group in self.groups if group.adds == "prompt" for chip in group.chips)
        return {chip.phrase.casefold(): chip for chip in joining}

    @cached_property
    def usual_without(self) -> str:
        """What is left out until somebody says otherwise."""
        return ", ".join(chip.phrase for group in self.groups for chip in group.chips if chip.usual)
