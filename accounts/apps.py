"""The room of people and tenants."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, workspaces, tenancy, tokens."""

    name = "accounts"

    def ready(self) -> None:
        """Connect the receivers that announce lost access, and let every migration raise the walls."""
        from accounts import receivers, walls  # noqa: F401

        post_migrate.connect(walls.raise_walls, sender=self)
