"""`./dailies chip-pictures`: the pictures that show what each chip does."""

from typing import Any

from django.core.management.base import BaseCommand

from generation.enhancement.drawing import draw_missing


class Command(BaseCommand):
    """Draws them where they are missing or of another version; needs no database."""

    help = "Draw the pictures of what each chip does, where they are missing."
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, and say whether anything was to be done."""
        self.stdout.write("Drawn." if draw_missing() else "They are there.")
