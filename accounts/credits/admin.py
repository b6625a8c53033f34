"""The ops console's pages of credits: the ledger shows, and grows by an operator's decision with its reason."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget  # type: ignore[import-untyped]

from accounts.credits import ledger
from accounts.models import CreditBalance, LedgerEntry, Workspace
from accounts.models.ledger import ADJUST, ADJUSTED, AVAILABLE, CAPTURE, KINDS
from accounts.ops import (
    MadeSince,
    OpsAdmin,
    TenantAdmin,
    WorkspaceFilter,
    action,
    badge,
    display,
    every_row,
    link_to,
    one_of,
    unbroken,
)
from accounts.problems import Problem
from accounts.tenancy import scope

COLOURS = {"grant": "success", "capture": "info", "refund": "warning", "adjust": "warning"}


@admin.register(CreditBalance)
class CreditBalanceOps(TenantAdmin):
    """What each workspace has."""

    list_display = ("of_workspace", "available", "reserved", "spent", "granted_until")
    ordering = ("-id",)
    fields = ("workspace", "available", "reserved", "spent", "granted_until")


class AdjustForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Credits to give or take, and why."""

    amount = forms.IntegerField(
        label="Credits", widget=UnfoldAdminIntegerFieldWidget, help_text="25 gives 25 credits, -25 takes them."
    )
    reason = forms.CharField(
        max_length=200, widget=UnfoldAdminTextInputWidget, help_text="The workspace reads it in its statement."
    )

    class Meta:
        model = LedgerEntry
        fields = ("workspace", "reason")

    def clean(self) -> dict[str, Any]:
        """Never more taken than there is."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        workspace, amount = cleaned.get("workspace"), cleaned.get("amount")
        if amount == 0:
            self.add_error("amount", "Nothing would change. Write how many credits to give or, with a minus, to take.")
        if workspace is not None and amount is not None and amount < 0:
            found = every_row(CreditBalance).filter(workspace=workspace).first()
            available = found.available if found else 0
            if available + amount < 0:
                self.add_error("amount", f"{workspace} has {available:,} credits. Take at most that many.")
        return cleaned


@admin.register(LedgerEntry)
class LedgerEntryOps(OpsAdmin):
    """Every booking. Adding one adjusts a workspace's credits; none is ever changed or deleted."""

    may_add = True
    form = AdjustForm
    list_display = ("made", "what", "credits", "source", "target", "of_workspace", "reference", "reason")
    list_filter = (MadeSince, WorkspaceFilter, one_of("kind", "kind", KINDS))
    search_fields = ("reference", "subject", "reason")
    ordering = ("-id",)
    autocomplete_fields = ("workspace",)
    actions = ("refund",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[LedgerEntry]:
        """With the name of the workspace, of entries that outlived it too."""
        names = Workspace.objects.filter(pk=OuterRef("workspace_id")).values("name")[:1]
        found: QuerySet[LedgerEntry] = super().get_queryset(request).annotate(called=Subquery(names))
        return found

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What an adjustment needs; what an entry says."""
        if obj is None:
            return ("workspace", "amount", "reason")
        return (
            "made", "what", "credits", "source", "target", "of_workspace", "reference", "phase", "subject", "reason",
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Book the adjustment through the ledger, which may refuse it at the last moment."""
        amount: int = form.cleaned_data["amount"]
        with scope(obj.tenant_id):
            CreditBalance.objects.get_or_create(workspace_id=obj.tenant_id)
            if not ledger.adjust(amount, reason=obj.reason, entry_id=obj.pk):
                raise Problem(
                    "Not enough credits", "Somebody spent them in the same moment.", "Look again.", status=409
                )
        obj.kind, obj.credits = ADJUST, abs(amount)
        obj.target = AVAILABLE if amount > 0 else ADJUSTED

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Who adjusted what, and why."""
        sign = "+" if obj.target == AVAILABLE else "-"
        said = f"Adjusted by {sign}{obj.credits}: {obj.reason}"
        return super().log_addition(request, obj, said)

    def _tell_workspace(self, request: HttpRequest, obj: Model, action: str, message: Any) -> None:
        super()._tell_workspace(request, obj, "credits.adjusted", message)

    def has_refund_permission(self, request: HttpRequest) -> bool:
        """Who may adjust may refund."""
        return self.may(request, "add")

    @action("Refund", permission="refund")
    def refund(self, request: HttpRequest, queryset: QuerySet[LedgerEntry]) -> None:
        """Give back what the chosen entries spent, each once."""
        chosen, done = list(queryset), 0
        for entry in chosen:
            if entry.kind == CAPTURE and _refunded(entry):
                done += 1
                self.log_change(request, entry, "Refunded.")
        self.message_user(request, f"Refunded: {done} of {len(chosen)}.", messages.SUCCESS)

    @display("When", ordering="id")
    def made(self, entry: Any) -> str:
        """Day and time (UTC)."""
        return unbroken(f"{entry.at:%d %b %Y %H:%M}")

    @display("What", ordering="kind")
    def what(self, entry: Any) -> SafeString:
        """In one word."""
        return badge(entry.get_kind_display(), COLOURS.get(entry.kind, ""))

    @display("Workspace")
    def of_workspace(self, entry: Any) -> SafeString | str:
        """Its page, or the id of one that was deleted."""
        if entry.called is None:
            return str(entry.workspace_id)
        return link_to(Workspace, entry.workspace_id, entry.called)


def _refunded(entry: LedgerEntry) -> bool:
    with scope(entry.tenant_id):
        return ledger.refund(
            entry.reference, entry.phase, entry.credits, subject=entry.subject, reason="Refunded by an operator"
        )
