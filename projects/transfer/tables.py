"""Which tables an export holds, and which of them an import makes anew. A test insists that every table is decided."""

from accounts.tenancy import Tenant
from accounts.walls import tenant_tables

FORMAT, VERSION = "dailies-workspace", 1

TRAVELS = (
    "projects.Project",
    "projects.Episode",
    "projects.Scene",
    "generation.Generation",
    "generation.Job",
    "generation.StoredFile",
    "generation.Output",
    "generation.HeroFrame",
    "generation.Take",
    "generation.TakeScore",
)
"""What people made: exported, and imported elsewhere."""

RECORDS = ("accounts.AuditEntry", "accounts.LedgerEntry")
"""Exported for reading only: they tell of the installation that they come from."""

STAYS = {
    "accounts.CreditBalance": "credits are worth something where they were granted",
    "keys.DataKey": "opens nothing elsewhere: it is wrapped by this installation's master key",
    "keys.SealedSecret": "secrets leave by no file",
    "accounts.Invitation": "its link opens the installation that sent it",
    "generation.EventCounter": "counts the events of one installation",
    "generation.EventLog": "a day of hints to open pages",
}
"""Not in the file, and why."""


def tables(labels: tuple[str, ...]) -> list[type[Tenant]]:
    """The models of these labels, in their order."""
    found = {model._meta.label: model for model in tenant_tables()}
    return [found[label] for label in labels]


def file_of(model: type[Tenant]) -> str:
    """The name of a table's rows in the file."""
    return f"rows/{model._meta.label_lower}.jsonl"
