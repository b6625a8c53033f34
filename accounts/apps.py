"""The room of people and tenants."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Users, workspaces, tenancy, tokens."""

    name = "accounts"

    def ready(self) -> None:
        """Connect the receivers of lost access; each migration parts the audit log and raises the walls."""
        from accounts import partitions, receivers, walls  # noqa: F401
        from accounts.plans.checks import plans_are_sound

        register(plans_are_sound)
        post_migrate.connect(partitions.keep_months, sender=self)
        post_migrate.connect(walls.raise_walls, sender=self)
