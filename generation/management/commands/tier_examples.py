"""`./dailies tier-examples`: the pictures and clips that show what each quality gives."""

from typing import Any

from django.core.management.base import BaseCommand

from generation.example_drawing import draw_missing


class Command(BaseCommand):
    """Draws them where they are missing or of another version; needs no database."""

    help = "Draw the examples of the three qualities, where they are missing."
    requires_system_checks: tuple[str, ...] = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, and say whether anything was to be done."""
        self.stdout.write("Drawn." if draw_missing() else "They are there.")
