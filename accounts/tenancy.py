"""The tenant wall: a scope is one short transaction inside one workspace (design section 10).

`scope()` sets PostgreSQL's `dailies.workspace` for its transaction only, so that a pooled connection can never
carry it on, and the managers of tenant tables refuse to run outside of one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from accounts import statements
from accounts.identifiers import new_id
from accounts.trips import Asked

SETTING = "dailies.workspace"


LAST_WORDS = ("credits", "credits moved", "queue", "bells", "events")
"""What is done just before a commit: the account, who is told of it, the workspace's queue, the counter of events."""


class ScopeRequired(RuntimeError):
    """A tenant table was touched outside of a scope; wrap the call in `with scope(workspace_id):`."""


class ForeignScope(RuntimeError):
    """A scope was opened inside another workspace's scope, or a row of one was saved in another."""


@dataclass(slots=True)
class Scope:
    """The workspace that this transaction works in, how it was opened, what was noted in it, and what to do just
    before it commits."""

    workspace_id: UUID
    opened: Asked
    last_words: dict[str, Callable[[], None]] = field(default_factory=dict)
    notes: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def began(self) -> datetime:
        """By the database's clock."""
        if not self.opened.rows:
            statements.send_waiting()
        ((_, now),) = self.opened.rows
        return now  # type: ignore[no-any-return]

    def before_commit(self, name: str, action: Callable[[], None]) -> None:
        """Run `action` as one of the last statements of the transaction; a second one of the same name is dropped.

        They run in the order of `LAST_WORDS`, in which every transaction takes their locks.
        """
        if name not in LAST_WORDS:
            raise ValueError(f"{name} is not in {', '.join(LAST_WORDS)}")
        self.last_words.setdefault(name, action)

    def speak(self) -> None:
        """Say the last words, and those that saying them brings."""
        while self.last_words:
            self.last_words.pop(min(self.last_words, key=LAST_WORDS.index))()


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current_scope() -> Scope:
    """The scope we are in; `ScopeRequired` outside of one."""
    found = _current.get()
    if found is None:
        raise ScopeRequired("no workspace is entered; use `with scope(workspace_id):`")
    return found


def current_workspace_id() -> UUID:
    """The id of the workspace we are in; `ScopeRequired` outside of one."""
    return current_scope().workspace_id


def entered_workspace_id() -> Any:
    """The id of the workspace we are in, or None: a new row's workspace, which `save` then insists on."""
    found = _current.get()
    return found.workspace_id if found else None


def _set(value: str) -> Asked:
    return statements.later("SELECT set_config(%s, %s, true), clock_timestamp()", [SETTING, value])


@contextmanager
def scope(workspace_id: UUID) -> Iterator[Scope]:
    """Work inside one workspace in one transaction; entering the same one again joins it."""
    outer = _current.get()
    if outer is not None:
        if outer.workspace_id != workspace_id:
            raise ForeignScope(f"already inside workspace {outer.workspace_id}")
        with transaction.atomic():
            yield outer
        return
    part_of_another = connection.in_atomic_block
    with transaction.atomic(), statements.gathered():
        entered = Scope(workspace_id, _set(str(workspace_id)))
        token = _current.set(entered)
        try:
            yield entered
            entered.speak()
            if part_of_another:
                _set("")
            else:  # the setting ends with the transaction
                statements.commit()
        finally:
            _current.reset(token)


M = TypeVar("M", bound=models.Model)


class ScopedManager(models.Manager[M]):
    """Sees the current workspace's rows and refuses to run without one."""

    def get_queryset(self) -> models.QuerySet[M]:
        """All rows of the workspace we are in."""
        return super().get_queryset().filter(workspace_id=current_workspace_id())

    def held(self) -> models.QuerySet[M]:
        """Rows that are locked until the transaction ends, but may be referred to meanwhile.

        A plain FOR UPDATE would let others' foreign keys wait at their commit, when they hold the counter of events.
        """
        return self.get_queryset().select_for_update(no_key=True)


class Tenant(models.Model):
    """A row that belongs to one workspace. `across_workspaces` is for the ops console and sweeps alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(
        "accounts.Workspace", on_delete=models.CASCADE, default=entered_workspace_id, related_name="+"
    )

    objects = ScopedManager()
    across_workspaces = models.Manager()

    class Meta:
        abstract = True

    @property
    def tenant_id(self) -> UUID:
        """The id of the workspace this row belongs to."""
        found: UUID = self.workspace_id  # type: ignore[assignment]  # set by then: the column is never null
        return found

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save inside the row's own workspace; `ForeignScope` in another's."""
        if self.workspace_id != current_workspace_id():
            raise ForeignScope(f"{type(self).__name__} belongs to another workspace")
        super().save(*args, **kwargs)


class Lasting(Tenant):
    """A row that outlives its workspace, under the id that it had: no key leads out of its table."""

    workspace = models.ForeignKey(
        "accounts.Workspace",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        default=entered_workspace_id,
        related_name="+",
    )

    class Meta:
        abstract = True
