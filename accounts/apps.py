"""The room of people and tenants."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, workspaces, tenancy, tokens."""

    name = "accounts"

    def ready(self) -> None:
        """Connect the receivers that announce lost access."""
        from accounts import receivers  # noqa: F401
