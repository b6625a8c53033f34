"""`./dailies closed`: remove the accounts that people closed, days ago."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.closing import GRACE, remove_closed


class Command(BaseCommand):
    """Run it every day or so; a page cannot delete a person (accounts/closing.py says why)."""

    help = f"Remove accounts that were closed more than {GRACE.days} days ago; name the workspaces nobody is in."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was done."""
        removed, empty = remove_closed()
        self.stdout.write(f"Removed accounts: {removed}.\nWorkspaces that nobody is in: {', '.join(empty) or 'none'}.")
