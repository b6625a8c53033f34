"""`./dailies history index`: let search find what was made before there was one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.history import searching

AT_ONCE = 2000
"""Entries of one transaction: stopped in between, the next run goes on from there."""


class Command(BaseCommand):
    """Indexes the prompts of every workspace."""

    help = "Let search find what it does not know yet. May be stopped and started again at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `history`."""
        parser.add_argument("what", choices=["index"], help="index: write what search looks up.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Workspace by workspace, the newest entries first."""
        count = 0
        for workspace_id in Workspace.objects.order_by("pk").values_list("pk", flat=True):
            while True:
                with scope(workspace_id):
                    done = searching.index_missing(AT_ONCE)
                count += done
                if done < AT_ONCE:
                    break
        self.stdout.write(f"{count} entries are found now that were not before.")
