"""The audit log of a workspace as a page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from accounts.api.audit import AuditFilter, as_csv
from accounts.audit import ACTIONS
from accounts.models import AuditEntry
from accounts.plans.here import plan_here
from accounts.roles import AUDIT
from frontend.settings.shell import SettingsPage

PAGE_ROWS = 50


class AuditPage(SettingsPage):
    """GET /w/SLUG/settings/audit/; `?csv` is the same as a file."""

    needs = {"GET": AUDIT}

    def get(self, request: HttpRequest) -> HttpResponse:
        """What was done, newest first."""
        wanted = {
            name: value for name in map(str, AuditFilter().fields) if (value := request.GET.get(name, "").strip())
        }
        chosen = AuditFilter(data=wanted)
        rows = chosen.of(AuditEntry.objects.all()) if chosen.is_valid() else AuditEntry.objects.none()
        wrong = {name: said[0] for name, said in chosen.errors.items()}
        if "csv" in request.GET and not wrong:
            return as_csv(rows, f"audit-{self.workspace.slug}.csv")
        page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
        for entry in page:
            entry.said = ACTIONS.get(entry.action, entry.action)  # type: ignore[attr-defined]
        found = {"page": page, "wanted": wanted, "wrong": wrong, "actions": ACTIONS}
        kept = plan_here().retention_days
        return self.show("settings/audit.html", 422 if wrong else 200, kept_days=kept, **found)
