"""The base of every page of the ops console (design section 10).

The console works as the database role `ops`, which sees every workspace; web and workers work as `app`, which sees
the one it entered. Pages only show, unless a class says what may be changed: facts (what was made, scored, queued)
are no operator's to edit, and what an operator does to work goes through the services that everybody uses.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models, transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold import decorators  # type: ignore[import-untyped]
from unfold.admin import ModelAdmin  # type: ignore[import-untyped]

from accounts.audit import actor_of, entry
from accounts.models import AuditEntry, Workspace

ALIAS = "ops"
"""The connection (settings.DATABASES) that the console reads and writes with."""

NEWEST_WORKSPACES = 20
MOST_COUNTED = 10_000
"""Rows of a list that are counted and can be paged through; beyond them, filters and the search lead."""
SHORT_CHARACTERS = 80
"""How much of a prompt the console shows: enough to know it again, not to read along."""


F = TypeVar("F", bound=Callable[..., Any])


def display(
    description: str,
    *,
    ordering: str | None = None,
    boolean: bool | None = None,
) -> Callable[[F], F]:
    """A column or a line of a page."""
    named: Callable[[F], F] = decorators.display(description=description, ordering=ordering, boolean=boolean)
    return named


def action(description: str, *, permission: str) -> Callable[[F], F]:
    """Something to do to the chosen rows, for those whom `has_<permission>_permission` lets."""
    named: Callable[[F], F] = decorators.action(description=description, permissions=[permission])
    return named


def every_row(model: type[Model]) -> QuerySet[Any]:
    """All rows of a table, whichever workspace they belong to, read as `ops`."""
    manager: models.Manager[Any] = getattr(model, "across_workspaces", model._base_manager)
    return manager.using(ALIAS)


def id_floor(moment: datetime) -> UUID:
    """The smallest UUIDv7 of a moment: "made since" by the primary key, without another index (RFC 9562, 5.7)."""
    return UUID(int=(int(moment.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62))


def link_to(model: type[Model], pk: object, text: object) -> SafeString:
    """A link to a row's page in the console; nothing where there is no row."""
    if pk is None:
        return SafeString("")
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return format_html('<a class="text-link underline" href="{}">{}</a>', reverse(page, args=[pk]), text)


BADGE = "inline-block font-semibold rounded-default text-[11px] whitespace-nowrap h-6 leading-6 px-2"
COLOURS = {
    "info": "bg-blue-100 text-blue-700 dark:bg-blue-500/20 dark:text-blue-400",
    "success": "bg-green-100 text-green-700 dark:bg-green-500/20 dark:text-green-400",
    "warning": "bg-orange-100 text-orange-700 dark:bg-orange-500/20 dark:text-orange-400",
    "danger": "bg-red-100 text-red-700 dark:bg-red-500/20 dark:text-red-400",
    "": "bg-base-500/8 text-base-700 dark:bg-base-500/20 dark:text-base-200",
}
"""Unfold's own label classes; its `label=` shows a page's value as a Python tuple."""


def badge(text: object, colour: str = "") -> SafeString:
    """A word in a coloured box: info, success, warning, danger, or none."""
    return format_html('<span class="{} {}">{}</span>', BADGE, COLOURS[colour], text)


def span(length: timedelta) -> str:
    """A length of time in its largest unit, short enough for a column: 42 s, 7 min, 3 h, 2 d."""
    seconds = max(0, int(length.total_seconds()))
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size}\N{NO-BREAK SPACE}{unit}"
    return f"{seconds}\N{NO-BREAK SPACE}s"


def since(moment: datetime | None) -> str:
    """How long ago something was; empty for what has not been."""
    return "" if moment is None else span(timezone.now() - moment)


def unbroken(text: object) -> str:
    """A text that stays on one line of its column."""
    return str(text).replace(" ", "\N{NO-BREAK SPACE}")


def shortened(value: Any, most: int = SHORT_CHARACTERS) -> Any:
    """A text, or every text inside of lists and objects, cut to `most` characters."""
    if isinstance(value, str):
        return value if len(value) <= most else f"{value[: most - 1].rstrip()}…"
    if isinstance(value, dict):
        return {name: shortened(inner, most) for name, inner in value.items()}
    return [shortened(inner, most) for inner in value] if isinstance(value, list) else value


def told(value: dict[str, Any]) -> SafeString:
    """An object of JSON as lines of name and value, long texts shortened."""
    lines = [format_html("<div><b>{}</b> {}</div>", name, inner) for name, inner in shortened(value).items()]
    return SafeString("".join(lines))


class WorkspaceFilter(admin.SimpleListFilter):
    """One workspace's rows: the newest few by name; any other by its address in the search."""

    title = "workspace"
    parameter_name = "workspace"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """The newest workspaces, and the one chosen."""
        rows = Workspace.objects.using(ALIAS).order_by("-id").only("id", "name")
        shown = {str(row.pk): row.name for row in rows[:NEWEST_WORKSPACES]}
        if (chosen := _as_id(self.value())) and str(chosen) not in shown:
            shown |= {str(row.pk): row.name for row in rows.filter(pk=chosen)}
        return list(shown.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of the chosen one; all without a choice."""
        chosen = _as_id(self.value())
        return queryset.filter(workspace_id=chosen) if chosen else queryset


class MadeSince(admin.SimpleListFilter):
    """How new a row is, read from its UUIDv7."""

    title = "made in"
    parameter_name = "since"
    SPANS = {
        "hour": ("The last hour", timedelta(hours=1)),
        "day": ("The last day", timedelta(days=1)),
        "week": ("The last week", timedelta(weeks=1)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """The spans in words."""
        return [(name, words) for name, (words, _) in self.SPANS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Rows whose id is at least as new."""
        span = self.SPANS.get(self.value() or "")
        return queryset.filter(pk__gte=id_floor(timezone.now() - span[1])) if span else queryset


def one_of(column: str, words: str, choices: Iterable[tuple[str, str]]) -> type[admin.SimpleListFilter]:
    """A filter over values known beforehand; Django's own would read the whole table to find them."""
    pairs = list(choices)

    class OneOf(admin.SimpleListFilter):
        title = words
        parameter_name = column

        def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
            return pairs

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{column: self.value()}) if self.value() else queryset

    return OneOf


def _as_id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


class BoundedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than the first MOST_COUNTED rows, so that a list of millions opens as fast as a short one."""

    @cached_property
    def count(self) -> int:
        """Rows, MOST_COUNTED at most."""
        return int(self.object_list[:MOST_COUNTED].count())  # type: ignore[attr-defined]


class OpsAdmin(ModelAdmin):  # type: ignore[misc]
    """Lists and pages as role `ops`; shows only, unless `may_add`, `may_change` or `may_delete` is set."""

    may_add = may_change = may_delete = False
    list_per_page = 50
    show_full_result_count = False
    paginator = BoundedPaginator

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Every workspace's rows."""
        return every_row(self.model).order_by(*self.get_ordering(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """A whole id finds its row by the index; other words are looked for in `search_fields`."""
        if found := _as_id(search_term.strip()):
            return queryset.filter(pk=found), False
        return super().get_search_results(request, queryset, search_term)  # type: ignore[no-any-return]

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Choices are read as `ops` too."""
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, "using": ALIAS})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only where the class says so, and the person may."""
        return self.may_add and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """As above."""
        return self.may_change and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """As above."""
        return self.may_delete and super().has_delete_permission(request, obj)

    def may(self, request: HttpRequest, what: str = "change") -> bool:
        """Whether the person holds Django's permission on this table; for actions, which a read-only page may have."""
        names = self.opts.app_label, what, self.opts.model_name
        return bool(request.user.has_perm("{}.{}_{}".format(*names)))

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """In the console's log, and in that of the workspace it concerns."""
        self._tell_workspace(request, obj, "console.added", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """As above."""
        self._tell_workspace(request, obj, "console.changed", message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """As above."""
        for obj in queryset:
            self._tell_workspace(request, obj, "console.deleted", "")
        return super().log_deletions(request, queryset)

    def _tell_workspace(self, request: HttpRequest, obj: Model, action: str, message: Any) -> None:
        workspace_id = obj.pk if isinstance(obj, Workspace) else getattr(obj, "workspace_id", None)
        if workspace_id is None:
            return
        by = replace(actor_of(request), via="ops console")
        subject = f"{obj._meta.verbose_name} {obj}"
        told = entry(by, action, subject, after={"said": message}, workspace_id=workspace_id)
        AuditEntry.across_workspaces.using(ALIAS).bulk_create([told])

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Save as `ops`, before the log entry and the announcements that follow a commit."""
        with transaction.atomic(using=ALIAS):
            obj.save(using=ALIAS)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete as `ops`."""
        with transaction.atomic(using=ALIAS):
            obj.delete(using=ALIAS)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Delete as `ops`, one by one, so that each row's receivers hear of it."""
        for obj in self._each(queryset):
            self.delete_model(request, obj)

    def _each(self, queryset: QuerySet[Any]) -> Iterator[Model]:
        yield from queryset.iterator(chunk_size=100)


class TenantAdmin(OpsAdmin):
    """A tenant table: newest first, with its workspace beside each row. Always read-only."""

    ordering = ("-id",)
    list_select_related: tuple[str, ...] = ("workspace",)
    list_filter: tuple[Any, ...] = (MadeSince, WorkspaceFilter)
    search_fields: tuple[str, ...] = ("workspace__slug",)

    @display("Made", ordering="id")
    def made(self, row: Any) -> str:
        """Day and time (UTC)."""
        return unbroken(f"{row.created_at:%d %b %H:%M}")

    @display("Workspace", ordering="workspace__name")
    def of_workspace(self, row: Any) -> SafeString:
        """The workspace, as a link to its page."""
        return link_to(Workspace, row.workspace_id, row.workspace)
