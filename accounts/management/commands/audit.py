"""`./dailies audit`: part the audit log by month, and drop the months that are too old."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.partitions import keep_months


class Command(BaseCommand):
    """Every migration does it too; a studio that runs for years without one calls this now and then."""

    help = "Make the audit log's months ahead and drop those older than AUDIT_MONTHS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was done."""
        made, dropped = keep_months()
        self.stdout.write(f"Made: {', '.join(made) or 'none'}.\nDropped: {', '.join(dropped) or 'none'}.")
