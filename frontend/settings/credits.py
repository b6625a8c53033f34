"""The plan and the credits of a workspace as a page: what there is, what is set aside, and what it was spent on."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from accounts.api.credits import csv_file
from accounts.credits import grants, ledger, statement
from accounts.plans.here import plan_for, plan_here
from accounts.plans.loader import newest, plans_of
from accounts.plans.values import Plan, counted, sized
from accounts.problems import InvalidField
from accounts.roles import BILLING
from frontend.settings.shell import SettingsPage


class CreditsPage(SettingsPage):
    """GET /w/SLUG/settings/credits/; `?csv` is every entry as a file."""

    needs = {"GET": BILLING}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The balance, the plan, and the statement of the days that were asked for."""
        wanted = {name: request.GET.get(name, "").strip() for name in ("since", "until")}
        wrong: InvalidField | None = None
        try:
            span = statement.span_of(**wanted)
            if "csv" in request.GET:
                return csv_file(span, self.workspace.slug)
        except InvalidField as problem:
            wrong, span = problem, statement.span_of("", "")
        balance = ledger.balance()
        found = {
            "balance": balance,
            "available": grants.available(balance),
            "next_grant": grants.next_grant(),
            "plan": plan_here(),
            "plans": [_card(plan, plan_for(self.workspace)) for plan in plans_of(newest())],
            "span": span,
            "wanted": wanted,
            "wrong": wrong,
            "days": statement.by_day(span),
            "projects": statement.by_project(span),
        }
        return self.show("settings/credits.html", 422 if wrong else 200, **found)


def _card(plan: Plan, current: Plan) -> dict[str, object]:
    """A plan in words."""
    return {"name": plan.name, "current": plan.id == current.id, "lines": list(_words(plan))}


def _words(plan: Plan) -> Iterator[str]:
    yield f"{plan.monthly_credits:,} credits a month"
    yield f"Up to {plan.highest_tier.title()}"
    yield f"{_large(counted(plan.queued_jobs))} in the queue"
    yield f"{_large(counted(plan.concurrent_jobs))} made at a time"
    yield f"Up to {plan.variations} variations at once"
    yield f"Polish up to {plan.largest_side:,} pixels wide"
    yield f"{plan.seats} members" if plan.seats else "Any number of members"
    yield f"{_large(sized(plan.storage_bytes))} of storage"
    yield "Own keys for providers" if plan.own_keys else "No own keys for providers"


def _large(words: str) -> str:
    return words[0].upper() + words[1:]
