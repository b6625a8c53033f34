"""`./dailies token EMAIL --workspace SLUG`: an API token for scripts, shown once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import ApiToken, Membership


class Command(BaseCommand):
    """Issues a token."""

    help = "Make an API token for a member of a workspace and print it, once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `token`."""
        parser.add_argument("email")
        parser.add_argument("--workspace", required=True, help="The workspace's slug.")
        parser.add_argument("--name", default="from the terminal")
        parser.add_argument("--days", type=int, default=None, help="Days until it expires (never).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the member, issue, print."""
        if options["days"] is not None and options["days"] < 1:
            raise CommandError("--days: Use a whole number of 1 or more, or leave it out for a token that stays.")
        found = Membership.objects.filter(user__email__iexact=options["email"], workspace__slug=options["workspace"])
        member = found.select_related("workspace").first()
        if member is None:
            raise CommandError(f"{options['email']} is no member of {options['workspace']}. Check both; see the admin.")
        _, secret = ApiToken.objects.issue(
            workspace=member.workspace, user_id=member.user_id, name=options["name"], days=options["days"]
        )
        self.stdout.write(secret)
