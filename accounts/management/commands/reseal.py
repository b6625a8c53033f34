"""`./dailies reseal`: put second factors under a new SECRET_KEY, so that the old one can be dropped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.factors import reseal_all
from accounts.sealing import NotReadable


class Command(BaseCommand):
    """For the day SECRET_KEY is changed: the old one goes to SECRET_KEY_FALLBACKS until this was run."""

    help = "Seal every second factor under SECRET_KEY; what SECRET_KEY_FALLBACKS can open is opened for it."

    def handle(self, *args: Any, **options: Any) -> None:
        """All of them or none."""
        try:
            count = reseal_all()
        except NotReadable as error:
            raise CommandError(f"A second factor is {error}. Name the old key in SECRET_KEY_FALLBACKS.") from error
        self.stdout.write(f"Second factors under the newest key: {count}.")
