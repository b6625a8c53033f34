"""The ops console's pages of machines: what each card tells, and what an operator knows better."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.ops import ALIAS, OpsAdmin, badge, display, since, unbroken
from quality.models import GraphicsCard, Machine
from quality.resources.queries import with_life
from quality.resources.values import GB


def life_badge(row: Any) -> SafeString:
    """Alive, left in order, or silent."""
    if row.is_alive:
        return badge("Alive", "success")
    return badge("Left" if row.left_at else "Stale", "" if row.left_at else "danger")


def gigabytes(count: int | None) -> str:
    """Bytes for a column; empty where not known."""
    return "" if count is None else unbroken(f"{count / GB:.1f} GB")


def percent(part: float | None) -> str:
    """A part of a whole for a column."""
    return "" if part is None else f"{part:.0%}"


@admin.register(GraphicsCard)
class GraphicsCardOps(OpsAdmin):
    """Every card that a worker ever told of; the readings are its own, the rest an operator's."""

    may_change = may_delete = True
    list_display = ("name", "host", "kind", "life", "is_enabled", "memory", "load", "heat", "trouble", "seen")
    list_filter = ("is_enabled",)
    search_fields = ("name", "host", "id")
    ordering = ("host", "id")
    OVERRIDES = ("is_enabled", "total_gb_override", "reserved_gb_override", "note")
    TOLD = ("id", "host", "kind", "life", "memory", "load", "heat", "trouble", "loaded", "seen_at", "left_at")
    fields = ("name", *OVERRIDES, *TOLD)
    readonly_fields = ("name", *TOLD)

    def get_queryset(self, request: HttpRequest) -> QuerySet[GraphicsCard]:
        """With whether each is alive."""
        return with_life(super().get_queryset(request))

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Only what the operator changed: a worker writes the rest at the same time."""
        with transaction.atomic(using=ALIAS):
            obj.save(using=ALIAS, update_fields=list(form.changed_data))

    @display("State")
    def life(self, card: Any) -> SafeString:
        """Whether work may be sent to it."""
        return life_badge(card)

    @display("Memory", ordering="total_bytes")
    def memory(self, card: Any) -> str:
        """Used of all, and what of that is ours."""
        told = f"{gigabytes(card.used_bytes)} of {gigabytes(card.total_bytes)} used, {gigabytes(card.ours_bytes)} by us"
        return told if card.is_measured else "Can't be read"

    @display("Load", ordering="utilisation")
    def load(self, card: Any) -> str:
        """How busy it is."""
        return percent(card.utilisation)

    @display("Heat, power")
    def heat(self, card: Any) -> str:
        """Both where the card knows."""
        told = (f"{value:.0f} {unit}" for value, unit in ((card.temperature_c, "°C"), (card.power_watts, "W")) if value)
        return unbroken(", ".join(told))

    @display("Warnings")
    def trouble(self, card: Any) -> SafeString:
        """One a line."""
        return format_html_join("", "<div>{}</div>", ((words,) for words in card.warnings))

    @display("Models loaded")
    def loaded(self, card: Any) -> str:
        """By id."""
        return ", ".join(card.holds)

    @display("Last seen (ago)", ordering="seen_at")
    def seen(self, card: Any) -> str:
        """How long ago a worker told of it."""
        return since(card.seen_at)


@admin.register(Machine)
class MachineOps(OpsAdmin):
    """Every machine that a worker ever told of."""

    may_delete = True
    list_display = ("host", "life", "processor", "memory", "disk", "seen")
    search_fields = ("host",)
    ordering = ("host",)
    fields = ("host", "life", "processor", "memory", "disk", "seen_at", "left_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Machine]:
        """With whether each is alive."""
        return with_life(super().get_queryset(request))

    @display("State")
    def life(self, machine: Any) -> SafeString:
        """Whether its worker tells of it now."""
        return life_badge(machine)

    @display("Processor", ordering="cpu")
    def processor(self, machine: Any) -> str:
        """Its load."""
        return percent(machine.cpu)

    @display("Memory")
    def memory(self, machine: Any) -> str:
        """Used of all."""
        return f"{gigabytes(machine.ram_used_bytes)} of {gigabytes(machine.ram_total_bytes)} used"

    @display("Disk")
    def disk(self, machine: Any) -> str:
        """Free of all, where media lie."""
        return f"{gigabytes(machine.disk_free_bytes)} of {gigabytes(machine.disk_total_bytes)} free"

    @display("Last seen (ago)", ordering="seen_at")
    def seen(self, machine: Any) -> str:
        """How long ago its worker told of it."""
        return since(machine.seen_at)
