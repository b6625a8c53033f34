"""`./dailies export --workspace SLUG --out FILE`: everything of a workspace as one ZIP."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import deletion
from accounts.audit import COMMAND
from accounts.models import Workspace
from accounts.tenancy import scope
from generation.media.errors import MediaError
from generation.media.writing import whole_file
from projects.transfer import exporting


class Command(BaseCommand):
    """Writes an export."""

    help = "Write everything of a workspace into a ZIP file that another Dailies can import."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `export`."""
        parser.add_argument("--workspace", required=True, help="The workspace's slug.")
        parser.add_argument("--out", required=True, type=Path, help="The file; it must not be there yet.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it whole or not at all."""
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f'--workspace: There is no workspace "{options["workspace"]}". See the admin.')
        out: Path = options["out"]
        if out.exists():
            raise CommandError(f"--out: {out} is there already. Choose another name.")
        try:
            with whole_file(out) as part, part.open("wb") as target:
                size = exporting.write(workspace, target)
        except (OSError, MediaError) as error:
            raise CommandError(f"--out: {out} could not be written: {error}") from error
        with scope(workspace.pk):
            deletion.note_export(COMMAND, workspace)
        self.stdout.write(f"{out}: {size / 1e6:.1f} MB of {workspace.name}.")
