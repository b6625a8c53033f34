"""The room of projects, episodes and scenes."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """What creators arrange; reacts to what generation made."""

    name = "projects"

    def ready(self) -> None:
        """Connect the receivers of generation's signals."""
        from projects import receivers  # noqa: F401
