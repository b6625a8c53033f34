"""Which database connection does what (design section 10)."""

from typing import Any


class MigrationsRunAsOwner:
    """Tables belong to the `owner` role; `app` and `ops` may only use them."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only the owner's connection creates tables (all three lead to one database)."""
        return db == "owner"
