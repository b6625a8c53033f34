"""Versions of the catalogue in the console: their list, one version, and how they are changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from accounts.ops import ALIAS, OpsAdmin, badge, display, every_row, unbroken
from accounts.problems import Conflict
from generation.admin.catalogue import preview, reach, tables
from generation.admin.catalogue.forms import FILE, RowForm, ShareForm, TextForm, as_text, read_text
from quality import releasing
from quality.catalogue.changing import Document, rows_of, switched_on, with_row, without_row
from quality.catalogue.loader import check, shipped
from quality.catalogue.schema import Catalogue
from quality.errors import CatalogueError, Fault
from quality.models import CatalogueVersion
from quality.models.catalogue import CURRENT, ROLLED_BACK, ROLLING_OUT
from quality.releasing import Author

COLOURS = {ROLLING_OUT: "info", CURRENT: "success", ROLLED_BACK: "warning"}
PRODUCT = "product"
"""Stands in an address for the catalogue that came with the product."""
PAGES = "admin/catalogue"

View = Callable[..., HttpResponse]


@admin.register(CatalogueVersion)
class CatalogueVersionOps(OpsAdmin):
    """What operators made of the product's catalogue. A change makes a draft; a share serves it."""

    list_display = ("called", "status", "reaches", "workspaces", "made", "based_on", "note", "created_by", "since")
    search_fields = ("number", "note", "created_by")
    list_filter = ("state",)
    ordering = ("-id",)
    fields = ("number", "status", "reaches", "based_on", "note", "created_by", "since")
    list_before_template = f"{PAGES}/product.html"
    change_form_outer_after_template = f"{PAGES}/version.html"

    class Media:
        js = ("frontend/console.js",)

    def get_urls(self) -> list[URLPattern]:
        """Beside the list and a version: its rows, its text, what it would change, and what is done to it."""
        own: list[tuple[str, View, str]] = [
            ("<str:source>/rows/", self.rows_view, "rows"),
            ("<str:source>/rows/<str:row_id>/", self.row_view, "row"),
            ("<str:source>/text/", self.text_view, "text"),
            ("<int:pk>/preview/", self.preview_view, "preview"),
            ("<int:pk>/share/", self.share_view, "share"),
            ("<int:pk>/roll-back/", self.roll_back_view, "roll_back"),
            ("<int:pk>/rebase/", self.rebase_view, "rebase"),
        ]
        found = [path(at, self.admin_site.admin_view(view), name=f"catalogue_{name}") for at, view, name in own]
        return [*found, *super().get_urls()]

    # --- what the list and a version show ---------------------------------------------------------------------

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """With whom each version reaches: two questions a page."""
        listing = super().get_changelist_instance(request)
        served, made = reach.served(), reach.made_last_week()
        for version in listing.result_list:
            version.serves, version.decided = served[version.number], made.get(version.number, 0)
        listing.product = {
            "number": shipped().version,
            "serves": served[None],
            "decided": made.get(shipped().version, 0),
            "rows": reverse("admin:catalogue_rows", args=[PRODUCT]),
        }
        return listing

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        """A version with what differs, whom it reaches, and what can be done."""
        told = {**context, **(self._told(request, obj) if obj else {})}
        return super().render_change_form(request, told, *args, obj=obj, **kwargs)

    def _told(self, request: HttpRequest, version: CatalogueVersion) -> dict[str, Any]:
        reached = reach.reached(version.number)
        return {
            "version": version,
            "against": tables.differences(version),
            "behind": releasing.is_behind(version),
            "product_number": shipped().version,
            "reached": reached,
            "reached_now": reached[version.share],
            "workspaces": reached[-1],
            "serves": version.state in (ROLLING_OUT, CURRENT),
            "ended": version.state == ROLLED_BACK,
            "may_change": self.may(request),
        }

    @display("Version", ordering="id")
    def called(self, version: Any) -> str:
        """Its number, and whether the product has gone on since."""
        return f"{version.number} (older than the product)" if releasing.is_behind(version) else version.number

    @display("State", ordering="state")
    def status(self, version: Any) -> SafeString:
        """In words."""
        return badge(version.get_state_display(), COLOURS.get(version.state, ""))

    @display("Share", ordering="share")
    def reaches(self, version: Any) -> str:
        """Of the workspaces."""
        return f"{version.share}\N{NO-BREAK SPACE}%"

    @display("Workspaces now")
    def workspaces(self, version: Any) -> str:
        """How many it serves: those that its share reaches and no newer version does."""
        return f"{version.serves:,}"

    @display("Made in the last week")
    def made(self, version: Any) -> str:
        """Generations that it decided; older ones keep it."""
        return f"{version.decided:,}"

    @display("Made", ordering="created_at")
    def since(self, version: Any) -> str:
        """Day and time (UTC)."""
        return unbroken(f"{version.created_at:%d %b %Y %H:%M}")

    # --- changing rows ----------------------------------------------------------------------------------------

    def rows_view(self, request: HttpRequest, source: str) -> HttpResponse:
        """Every row, to choose one."""
        self._allow(request, "view")
        version, document = _source(source)
        told = {"source": source, "table": tables.rows(document, releasing.product(), source), "version": version}
        return self._page(request, "rows", f"Change rows of {_called(version)}", told)

    def row_view(self, request: HttpRequest, source: str, row_id: str) -> HttpResponse:
        """One row's fields."""
        self._allow(request, "change")
        version, document = _source(source)
        product = releasing.product()
        present, pattern = rows_of(document), rows_of(product) | rows_of(document)
        if row_id not in pattern:
            raise Http404
        whole = document if row_id in present else switched_on(document, pattern[row_id], product)
        catalogue = _shown(whole)
        row = next(row for row in catalogue.rows if row.id == row_id)
        form = RowForm(row, catalogue, request.POST or None, initial={"off": row_id not in present})
        if request.method == "POST" and form.is_valid():
            off = form.cleaned_data["off"]
            changed = without_row(whole, row_id) if off else with_row(whole, row_id, form.changed_row())
            if answer := self._keep(request, form, changed, version, f"Row {row_id}"):
                return answer
        return self._page(request, "form", f"{row_id} of {_called(version)}", {"form": form, "source": source})

    def text_view(self, request: HttpRequest, source: str) -> HttpResponse:
        """The whole catalogue as YAML."""
        self._allow(request, "change")
        version, document = _source(source)
        form = TextForm(request.POST or None, initial={"text": as_text(document)})
        if request.method == "POST" and form.is_valid():
            try:
                values, lines = read_text(form.cleaned_data["text"])
            except CatalogueError as error:
                form.tell(error.faults)
            else:
                if answer := self._keep(request, form, values, version, "As text", lines):
                    return answer
        return self._page(request, "form", f"{_called(version)} as text".capitalize(), {"form": form, "source": source})

    def _keep(
        self,
        request: HttpRequest,
        form: RowForm | TextForm,
        document: Any,
        version: CatalogueVersion | None,
        what: str,
        lines: dict[str, int] | None = None,
    ) -> HttpResponse | None:
        """Keep it and go to the draft; None where the check found faults, which the form then shows."""
        try:
            if not isinstance(document, dict):
                raise CatalogueError(FILE, (Fault("", "", "must be a catalogue: tiers, engines, models, rows"),))
            author = _author(request, form.cleaned_data["note"])
            kept = releasing.keep(document, version, author, lines or {})
        except CatalogueError as error:
            form.tell(error.faults)
            return None
        except Conflict as problem:
            form.add_error(None, f"{problem.detail} {problem.advice}")
            return None
        log = self.log_change if version and version.pk == kept.pk else self.log_addition
        log(request, kept, f"{what}. {kept.note}".strip())
        self.message_user(request, f"{kept} is a draft: it serves nobody until it has a share.", messages.SUCCESS)
        return _to(kept)

    # --- serving by it ----------------------------------------------------------------------------------------

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How last week's requests would go."""
        self._allow(request, "view")
        version = _version(pk)
        try:
            found = preview.replay(version)
        except CatalogueError as error:
            faults = [str(fault) for fault in error.faults]
            return self._page(request, "preview", f"Preview of {version}", {"version": version, "faults": faults})
        told = {"version": version, "replay": found, "table": tables.differing(found), "most": preview.SHOWN}
        return self._page(request, "preview", f"Preview of {version}", told)

    def share_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Serve so many percent of the workspaces by it."""
        version, form = self._to_change(request, pk), ShareForm(request.POST)
        if not form.is_valid():
            self.message_user(request, "The share must be a whole number from 0 to 100.", messages.ERROR)
            return _to(version)
        share: int = form.cleaned_data["share"]
        said = f"Share {version.share} % -> {share} %."
        return self._act(request, version, lambda: releasing.roll_out(version, share, ALIAS), said)

    def roll_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everybody returns to the version before."""
        version = self._to_change(request, pk)
        return self._act(request, version, lambda: releasing.roll_back(version, ALIAS), "Rolled back.")

    def rebase_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The same changes on the product's newer catalogue."""
        version = self._to_change(request, pk)

        def rebase() -> CatalogueVersion:
            author = _author(request, f"As {version.number}, on the product's {shipped().version}")
            draft, conflicts = releasing.rebase(version, author)
            for clash in conflicts:
                said = f"Left out: {clash.row}, {clash.field}: {clash.wanted}; the product now has {clash.found}."
                self.message_user(request, said, messages.WARNING)
            return draft

        return self._act(request, version, rebase, f"Rebased from {version.number}.")

    def _act(
        self, request: HttpRequest, version: CatalogueVersion, act: Callable[[], CatalogueVersion], said: str
    ) -> HttpResponse:
        try:
            done = act()
        except (Conflict, CatalogueError) as error:
            told = f"{error.detail} {error.advice}" if isinstance(error, Conflict) else str(error)
            self.message_user(request, told, messages.ERROR)
            return _to(version)
        self.log_change(request, done, said)
        self.message_user(request, f"{done}: {said}", messages.SUCCESS)
        return _to(done)

    def _to_change(self, request: HttpRequest, pk: int) -> CatalogueVersion:
        self._allow(request, "change")
        if request.method != "POST":
            raise Http404
        return _version(pk)

    def _allow(self, request: HttpRequest, what: str) -> None:
        allowed = self.has_view_permission(request) if what == "view" else self.may(request, what)
        if not allowed:
            raise PermissionDenied

    def _page(self, request: HttpRequest, name: str, title: str, told: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **told}
        return TemplateResponse(request, f"{PAGES}/{name}.html", context)


def _version(pk: int) -> CatalogueVersion:
    found: CatalogueVersion | None = every_row(CatalogueVersion).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _source(source: str) -> tuple[CatalogueVersion | None, Document]:
    """What is changed: the product's catalogue, or a version by the id of its row."""
    if source == PRODUCT:
        return None, releasing.product()
    if not source.isdecimal():
        raise Http404
    version = _version(int(source))
    return version, version.document


def _shown(document: Document) -> Catalogue:
    """As it is, for a form; a stored document that no longer passes the check must be mended as text."""
    try:
        return check(document, "stored")
    except CatalogueError as error:
        raise Http404(str(error)) from error


def _called(version: CatalogueVersion | None) -> str:
    return f"version {version.number}" if version else f"the product's catalogue ({shipped().version})"


def _author(request: HttpRequest, note: str) -> Author:
    return Author(getattr(request.user, "email", ""), note, ALIAS)


def _to(version: CatalogueVersion) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:quality_catalogueversion_change", args=[version.pk]))
