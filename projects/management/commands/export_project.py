"""`./dailies export_project ID FILE`: one project as a project.json."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.audit import COMMAND, record
from accounts.ops import every_row
from accounts.problems import Problem
from accounts.tenancy import scope
from generation.media.errors import MediaError
from generation.media.writing import whole_file
from projects.document.exporting import written
from projects.models import Project


class Command(BaseCommand):
    """Writes a project.json."""

    help = "Write one project as a small file of text that any Dailies can import; its pictures and films stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `export_project`."""
        parser.add_argument("project", type=UUID, help="The project's id, as in its address.")
        parser.add_argument("file", type=Path, help="The file; it must not be there yet.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it whole or not at all."""
        project_id, out = options["project"], options["file"]
        project = every_row(Project).filter(pk=project_id).first()
        if project is None:
            raise CommandError(f"There is no project {project_id}. Its id is in the address of its page.")
        if out.exists():
            raise CommandError(f"{out} is there already. Choose another name.")
        with scope(project.tenant_id):
            try:
                name, content = written(project_id)
                with whole_file(out) as part:
                    part.write_bytes(content)
            except Problem as problem:
                raise CommandError(f"{problem.detail} {problem.advice}") from problem
            except (OSError, MediaError) as error:
                raise CommandError(f"{out} could not be written: {error}") from error
            record(COMMAND, "project.exported", name)
        self.stdout.write(f"{out}: {name}, {len(content):,} bytes.")
