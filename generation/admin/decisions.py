"""Routing decisions explained: what was asked, what was made of it, and why each row of the catalogue was not used."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.ops import MadeSince, TenantAdmin, WorkspaceFilter, badge, display, every_row, link_to, one_of
from generation.models import Generation, RoutingDecision
from quality.catalogue.loader import shipped
from quality.models import CatalogueVersion
from quality.values import Tier

FALLBACKS = [
    ("no_room", "Not enough memory"),
    ("ran_short", "Ran out of memory"),
    ("plan", "Not in the plan"),
    ("terms", "Terms not accepted"),
    ("not_here", "Not in this studio"),
]
TierFilter = one_of("achieved_tier", "quality", [(tier.value, tier.name.title()) for tier in Tier])
FallbackFilter = one_of("fallback__key", "fallback", FALLBACKS)


class RoutedFilter(admin.SimpleListFilter):
    """Plans and films need no model, and so no decision."""

    title = "routed"
    parameter_name = "routed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Only one choice: the others have nothing to tell."""
        return [("yes", "Routed only")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those with a decision."""
        return queryset.filter(decision__has_key="row") if self.value() == "yes" else queryset


class VersionFilter(admin.SimpleListFilter):
    """The version of the catalogue that a decision was made with."""

    title = "catalogue"
    parameter_name = "version"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """The product's own, and every version of an operator."""
        numbers = every_row(CatalogueVersion).order_by("-id").values_list("number", flat=True)
        return [(number, number) for number in (shipped().version, *numbers)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Earlier releases wrote the product's number as a number."""
        if not (chosen := self.value()):
            return queryset
        same = [chosen, int(chosen)] if chosen.isdecimal() and chosen.isascii() else [chosen]
        return queryset.filter(decision__catalogue_version__in=same)


class Explains(TenantAdmin):
    """A page of a generation with its decision below."""

    change_form_outer_after_template = "admin/decisions/decision.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        """With the decision where there is one."""
        told = {**context, "explained": explained(obj) if obj else None}
        return super().render_change_form(request, told, *args, obj=obj, **kwargs)


def explained(generation: Generation) -> dict[str, Any] | None:
    """A stored decision as lines to read and a table of the rows that were considered; None without one."""
    decision: dict[str, Any] = generation.decision or {}
    if "row" not in decision:
        return None
    return {"lines": [line for line in _lines(generation, decision) if line[1]], "table": _considered(decision)}


def _lines(generation: Generation, decision: dict[str, Any]) -> list[tuple[str, Any]]:
    asked, made = decision["requested_tier"], decision["achieved_tier"]
    fallback = generation.fallback or {}
    return [
        ("Quality", f"{asked} → {made}" if asked != made else made),
        ("Row", f"{decision['row']} of catalogue {decision.get('catalogue_version', '')}"),
        ("Held", _way(decision)),
        ("On", where(decision)),
        ("Memory planned with", f"{decision['memory_gb']:.1f} GB" if decision.get("memory_gb") else ""),
        ("Time told", _seconds(decision.get("seconds"))),
        ("Why", _words(decision.get("reason"))),
        ("Suggestion", _words(decision.get("suggestion"))),
        ("Fallback", fallback.get("reason", "")),
    ]


def _words(told: Any) -> str:
    """Earlier releases wrote only the words, without their key."""
    return str(told.get("words", "") if isinstance(told, dict) else told or "")


def _way(decision: dict[str, Any]) -> str:
    used = ", ".join(decision.get("techniques") or ()).replace("_", " ")
    tile = f", tiles of {decision['tile']} px" if decision.get("tile") else ""
    return f"{decision.get('technique', '')}{f' ({used}{tile})' if used else ''}"


def _seconds(told: Any) -> str:
    return f"{told[0]:g} to {told[1]:g} s for one" if told else ""


def where(decision: dict[str, Any]) -> str:
    """The device, in words where it is none."""
    if decision.get("device"):
        return f"{decision['device']}{' (simulated)' if decision.get('simulated') else ''}"
    if not decision:
        return ""
    return "the processor" if decision.get("preview", True) else "a provider"


def _considered(decision: dict[str, Any]) -> dict[str, Any]:
    rows = [[*_tried(row, decision)] for row in decision.get("considered") or ()]
    return {"headers": ["Row", "", "Held", "Device", "Why not"], "rows": rows}


def _tried(row: dict[str, Any], decision: dict[str, Any]) -> Iterable[Any]:
    chosen = row["row"] == decision["row"]
    mark = badge("Chosen", "success") if chosen else badge("Fits") if row["fits"] else badge("Rejected", "warning")
    return row["row"], mark, row.get("technique", ""), row.get("device") or "", row.get("why", "")


@admin.register(RoutingDecision)
class RoutingDecisionOps(Explains):
    """Where requests went, newest first."""

    list_display = (
        *("when", "of_workspace", "function", "tier", "row", "device", "fell_back", "is_simulated", "version"),
    )
    list_filter = (RoutedFilter, FallbackFilter, TierFilter, VersionFilter, MadeSince, WorkspaceFilter)
    fields = ("generation", "of_workspace", "made")

    @display("Made", ordering="id")
    def when(self, generation: Any) -> str:
        """Day and time (UTC)."""
        return self.made(generation)

    @display("Generation")
    def generation(self, decided: Any) -> SafeString:
        """Its own page."""
        return link_to(Generation, decided.pk, decided)

    @display("Function")
    def function(self, generation: Any) -> str:
        """What was asked for."""
        return str(generation.decision.get("function", "")).replace("_", " ")

    @display("Quality", ordering="achieved_tier")
    def tier(self, generation: Any) -> str:
        """As asked, and as made where that differs."""
        asked, made = generation.requested_tier, generation.achieved_tier
        return str(made) if asked == made else f"{asked} → {made}"

    @display("Row")
    def row(self, generation: Any) -> str:
        """Of the catalogue."""
        return str(generation.decision.get("row", "needs no model"))

    @display("Device")
    def device(self, generation: Any) -> str:
        """What does it."""
        return where(generation.decision)

    @display("Fallback")
    def fell_back(self, generation: Any) -> SafeString | str:
        """Its key."""
        key = (generation.fallback or {}).get("key", "")
        return badge(key.replace("_", " "), "warning") if key else ""

    @display("Simulated")
    def is_simulated(self, generation: Any) -> SafeString | str:
        """Whether a card was only supposed."""
        return badge("Simulated", "info") if generation.decision.get("simulated") else ""

    @display("Catalogue")
    def version(self, generation: Any) -> str:
        """The version that it was made with, and keeps."""
        return str(generation.decision.get("catalogue_version", ""))
