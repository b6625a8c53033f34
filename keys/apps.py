"""The room of secrets and provider keys."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """The vault; providers' keys will lie in it."""

    name = "keys"

    def ready(self) -> None:
        """Let `check --deploy` look at the ring."""
        from keys import checks  # noqa: F401
