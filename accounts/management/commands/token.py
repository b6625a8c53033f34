"""`./dailies token EMAIL --workspace SLUG --scopes read,generate`: an API token for scripts, shown once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.audit import COMMAND
from accounts.models import Membership, Workspace
from accounts.problems import InvalidField
from accounts.roles import Role, Scope
from accounts.tenancy import scope
from accounts.tokens import make_token


class Command(BaseCommand):
    """Issues a token."""

    help = "Make an API token for a member of a workspace, or for the workspace itself, and print it, once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `token`."""
        parser.add_argument("email", nargs="?", help="The member's; none with --service.")
        parser.add_argument("--workspace", required=True, help="The workspace's slug.")
        parser.add_argument("--scopes", default="read,generate", help=f"Of {', '.join(Scope.values)}, with commas.")
        parser.add_argument("--service", action="store_true", help="A token of the workspace, whoever comes and goes.")
        parser.add_argument("--name", default="from the terminal")
        parser.add_argument("--days", type=int, default=None, help="Days until it expires (never).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the member, issue, print."""
        member = self._member(options["email"], options["workspace"], options["service"])
        words = [word.strip() for word in options["scopes"].split(",") if word.strip()]
        if unknown := [word for word in words if word not in Scope.values]:
            raise CommandError(f'--scopes: There is no scope "{unknown[0]}". Use {", ".join(Scope.values)}.')
        chosen = {"scopes": words, "name": options["name"], "days": options["days"], "service": options["service"]}
        try:
            with scope(member.workspace_id):
                _, secret = make_token(COMMAND, member, **chosen)
        except InvalidField as problem:
            raise CommandError(f"--{problem.errors[0].field}: {problem.detail} {problem.advice}") from problem
        self.stdout.write(secret)

    def _member(self, email: str | None, slug: str, service: bool) -> Membership:
        """Whose token it is: a member's, or (unsaved, with an owner's reach) the workspace's."""
        if service:
            found = Workspace.objects.filter(slug=slug).first()
            if found is None:
                raise CommandError(f'There is no workspace "{slug}". Check it; see the admin.')
            return Membership(workspace=found, role=Role.OWNER)
        if not email:
            raise CommandError("Whose token? Name a member's e-mail, or use --service for the workspace's own.")
        members = Membership.objects.filter(user__email__iexact=email, workspace__slug=slug)
        member = members.select_related("workspace").first()
        if member is None:
            raise CommandError(f"{email} is no member of {slug}. Check both; see the admin.")
        return member
