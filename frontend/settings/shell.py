"""What every page of a workspace's settings shares: who may open it, and the list of pages beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View

from accounts.access import membership_of, needed
from accounts.audit import Actor, actor_of
from accounts.factors import SecondFactorMissing
from accounts.models import Membership, User, Workspace
from accounts.problems import Problem
from accounts.roles import AUDIT, BILLING, READ, SETTINGS, TOKENS, may
from accounts.tenancy import scope


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list: the name of its address, what it is called, and the action that opens it."""

    route: str
    title: str
    action: str


PAGES = (
    Page("settings_general", "General", READ),
    Page("settings_people", "People", READ),
    Page("settings_security", "Security", SETTINGS),
    Page("settings_tokens", "API tokens", TOKENS),
    Page("settings_webhooks", "Webhooks", SETTINGS),
    Page("settings_notices", "Notices", READ),
    Page("settings_credits", "Plan and credits", BILLING),
    Page("settings_audit", "Audit log", AUDIT),
)
"""In the order they are shown; a page is listed for those who may open it."""


def to_second_factor(request: HttpRequest, missing: SecondFactorMissing) -> HttpResponse:
    """To where a second factor is set up, saying why."""
    messages.error(request, f"{missing.detail} {missing.advice}")
    return redirect("mfa_index")


class SettingsPage(LoginRequiredMixin, View):
    """One page inside one workspace: 404 for who is no member, 403 where the role does not reach.

    A handler runs inside the workspace's scope. A `Problem` it raises is told on the page, with nothing changed.
    """

    needs: ClassVar[Mapping[str, str]] = {}
    """The action (accounts.roles) that a method needs; else `READ` for looking and `MAKE` for the rest."""

    request: HttpRequest
    membership: Membership

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the membership, check the role, and answer inside the workspace."""
        if not isinstance(request.user, User):
            return self.handle_no_permission()
        try:
            self.membership = self._membership(request.user, kwargs.pop("slug"))
        except SecondFactorMissing as missing:
            return to_second_factor(request, missing)
        if not may(self.membership.role, needed(self.needs, str(request.method))):
            raise PermissionDenied
        try:
            with scope(self.membership.workspace_id):
                return super().dispatch(request, *args, **kwargs)
        except Problem as problem:
            if problem.status == 404:
                raise Http404 from None
            messages.error(request, f"{problem.detail} {problem.advice}")
            return redirect(self.address)

    @staticmethod
    def _membership(user: User, slug: str) -> Membership:
        try:
            return membership_of(user, slug)
        except SecondFactorMissing:
            raise
        except Problem:
            raise Http404 from None

    @property
    def workspace(self) -> Workspace:
        """The workspace whose settings these are."""
        return self.membership.workspace

    @property
    def address(self) -> str:
        """Where the person is shown what came of it: this page, unless a class says another."""
        return self.request.path

    @property
    def actor(self) -> Actor:
        """The person who does it, for the audit log."""
        return actor_of(self.request)

    def can(self, action: str) -> bool:
        """Whether the person's role reaches this far."""
        return may(self.membership.role, action)

    def show(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """The page, with the list of pages beside it."""
        here = {
            "workspace": self.workspace,
            "membership": self.membership,
            "pages": self._pages(),
            "address": self.address,
        }
        return render(self.request, template, {**here, **context}, status=status)

    def _pages(self) -> list[dict[str, Any]]:
        """The pages this person may open; a page without an entry of its own belongs to the one above it."""
        listed = [
            {"title": page.title, "address": reverse(page.route, args=[self.workspace.slug])}
            for page in PAGES
            if self.can(page.action)
        ]
        above = [page["address"] for page in listed if self.request.path.startswith(page["address"])]
        here = max(above, key=len, default="")
        return [{**page, "is_here": page["address"] == here} for page in listed]

    def back(self, said: str = "") -> HttpResponse:
        """To the same page again, after something was done."""
        if said:
            messages.success(self.request, said)
        return redirect(self.address)
