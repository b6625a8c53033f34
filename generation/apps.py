"""The room where media is made."""

from django.apps import AppConfig


class GenerationConfig(AppConfig):
    """Generations, jobs, the queue, workers, events and engines."""

    name = "generation"

    def ready(self) -> None:
        """Connect the receivers that close sockets."""
        from generation import receivers  # noqa: F401
