"""The room where media is made."""

from django.apps import AppConfig
from django.core.checks import register


class GenerationConfig(AppConfig):
    """Generations, jobs, the queue, workers, events and engines."""

    name = "generation"

    def ready(self) -> None:
        """Connect the receivers that close sockets, those that tell people and webhooks, the checks of settings, and
        what a fork must do."""
        from generation import receivers  # noqa: F401
        from generation.notices import receivers as tellers  # noqa: F401
        from generation.workers import forking
        from generation.workers.checks import worker_settings_are_sound

        register(worker_settings_are_sound)
        forking.watch()
