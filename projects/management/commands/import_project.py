"""`./dailies import_project FILE --workspace SLUG`: a project from a project.json."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.audit import COMMAND, record
from accounts.models import Workspace
from accounts.tenancy import scope
from projects.document.faults import BadDocument
from projects.document.importing import import_document
from projects.document.reading import read
from projects.document.schema import MOST_BYTES


class Command(BaseCommand):
    """Reads a project.json."""

    help = "Make a project from a project.json of this or another Dailies."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `import_project`."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--workspace", required=True, help="The slug of the workspace that gets it.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it whole or not at all."""
        workspace = Workspace.objects.filter(slug=options["workspace"]).first()
        if workspace is None:
            raise CommandError(f'--workspace: There is no workspace "{options["workspace"]}". See the admin.')
        try:
            with options["file"].open("rb") as source:
                document = read(source.read(MOST_BYTES + 1))
        except OSError as error:
            raise CommandError(f"{options['file']} could not be read: {error.strerror}.") from error
        except BadDocument as problem:
            raise CommandError("\n".join(f"{each.detail} {each.advice}" for each in problem.errors)) from problem
        with scope(workspace.pk):
            project = import_document(document, None)
            record(COMMAND, "project.imported", project.name)
        self.stdout.write(f"{project.name} is at /w/{workspace.slug}/projects/{project.pk}.")
