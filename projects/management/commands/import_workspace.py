"""`./dailies import_workspace FILE --owner EMAIL`: a workspace from an export."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from projects.transfer.importing import ImportProblem, import_workspace


class Command(BaseCommand):
    """Reads an export."""

    help = "Make a new workspace from an export of this or another Dailies."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `import_workspace`."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--owner", required=True, help="The e-mail of whoever will own it.")
        parser.add_argument("--name", default="", help="Another name than it had.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it whole or not at all."""
        owner = User.objects.filter(email__iexact=options["owner"], is_active=True).first()
        if owner is None:
            raise CommandError(f"--owner: Nobody here has the address {options['owner']}. They sign up first.")
        try:
            made = import_workspace(options["file"], owner, options["name"])
        except ImportProblem as problem:
            raise CommandError(f"{problem.detail} {problem.advice}") from problem
        self.stdout.write(f"{made.name} is at /w/{made.slug}/, owned by {owner.email}.")
