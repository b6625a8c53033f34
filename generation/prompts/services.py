"""Writing templates: each save of the text is a version, and no version is ever changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.problems import Conflict, InvalidField
from generation.models import PromptTemplate, PromptVersion
from generation.models.prompts import NAME_CHARACTERS
from generation.prompts import filling, queries
from generation.prompts.starters import Starter

MOST, MOST_ARCHIVED = 200, 800
"""Templates of a workspace: a list that people still look through, and those that they put away."""
MOST_VERSIONS = 1000
COPY = " (copy)"
SAID = ("text", "negative_prompt", "chips")
"""What a version is."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says. `negative_prompt` None: what the scene leaves out; `chips` None: the studio chooses."""

    text: str
    negative_prompt: str | None = None
    chips: Sequence[str] | None = None

    @classmethod
    def of(cls, version: PromptVersion) -> "Said":
        """What this one says."""
        return cls(version.text, version.negative_prompt, version.chips)

    def checked(self) -> "Said":
        """Itself, if its variables can be read. Raises InvalidField."""
        filling.variables(self.text)
        if "{{" in (self.negative_prompt or ""):
            raise InvalidField(
                "negative_prompt", "What is left out has no variables.", "Use variables in the text alone."
            )
        return self


def make(about: dict[str, Any], said: Said, user_id: UUID | None, note: str = "") -> PromptTemplate:
    """A template and its first version; `about`: name, kind, description, tags. Raises InvalidField, Conflict."""
    _insist_on_room(MOST, archived=False)
    made = PromptTemplate(**about, created_by_id=user_id)
    made.save(force_insert=True)
    _write(made, said.checked(), user_id, note)
    return made


def copy(of: PromptTemplate, user_id: UUID | None) -> PromptTemplate:
    """A template of its own that says what this one says now."""
    now = queries.currents([of])[of.pk]
    about = {
        "name": f"{of.name[: NAME_CHARACTERS - len(COPY)]}{COPY}",
        "kind": of.kind,
        "description": of.description,
        "tags": of.tags,
    }
    return make(about, Said.of(now), user_id, note=f"From {of.name}, version {now.number}"[:200])


def copy_starter(starter: Starter, user_id: UUID | None) -> PromptTemplate:
    """One from the studio, to be changed."""
    about = {
        "name": starter.name,
        "kind": starter.kind,
        "description": starter.description,
        "tags": list(starter.tags),
    }
    return make(about, Said(starter.text, starter.negative_prompt, starter.chips), user_id, note="From the studio")


def change(held: PromptTemplate, wish: dict[str, Any], user_id: UUID | None) -> None:
    """Other facts about it, and where it says something else a new version. Its row is held by the caller."""
    if "archived" in wish and wish["archived"] != (held.archived_at is not None):
        most = MOST_ARCHIVED if wish["archived"] else MOST
        _insist_on_room(most, archived=wish["archived"])
        held.archived_at = timezone.now() if wish["archived"] else None
    for name in ("name", "description", "tags"):
        setattr(held, name, wish.get(name, getattr(held, name)))
    held.save()
    if set(SAID) & set(wish):
        before = queries.currents([held])[held.pk]
        said = Said(**{name: wish.get(name, getattr(before, name)) for name in SAID}).checked()
        if said != Said.of(before):
            _next(held, said, user_id, wish.get("note", ""))


def go_back(held: PromptTemplate, number: int, user_id: UUID | None) -> None:
    """What an earlier version said, as a new one. Its row is held by the caller. Raises InvalidField, Conflict."""
    found = queries.version(held, number)
    if found is None:
        raise InvalidField("number", f"There is no version {number}.", f"Use a number from 1 to {held.newest}.")
    if number == held.newest:
        raise Conflict("This is the newest version already.", "Choose an earlier one.")
    _next(held, Said.of(found), user_id, "", back_to=number)


def _next(held: PromptTemplate, said: Said, user_id: UUID | None, note: str, back_to: int | None = None) -> None:
    if held.newest >= MOST_VERSIONS:
        raise Conflict(f"This template has {MOST_VERSIONS} versions.", "Duplicate it, and go on in the copy.")
    held.newest += 1
    held.save(update_fields=["newest"])
    _write(held, said, user_id, note, back_to)


def _write(
    of: PromptTemplate, said: Said, user_id: UUID | None, note: str, back_to: int | None = None
) -> PromptVersion:
    return PromptVersion.objects.create(
        template=of,
        number=of.newest,
        text=said.text,
        negative_prompt=said.negative_prompt,
        chips=None if said.chips is None else list(said.chips),
        note=note,
        back_to=back_to,
        created_by_id=user_id,
    )


def _insist_on_room(most: int, *, archived: bool) -> None:
    if PromptTemplate.objects.filter(archived_at__isnull=not archived).count() < most:
        return
    if archived:
        raise Conflict(f"{most} templates are archived already.", "Delete some that nobody needs any more.")
    raise Conflict(f"This workspace has {most} templates.", "Archive one that is not used.")
