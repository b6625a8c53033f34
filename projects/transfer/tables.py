"""Which tables an export holds, and which of them an import makes anew. A test insists that every table is decided."""

from accounts.tenancy import Tenant
from accounts.walls import tenant_tables

FORMAT, VERSION = "dailies-workspace", 5

TRAVELS = (
    "quality.CustomTier",
    "projects.Project",
    "projects.Episode",
    "projects.Scene",
    "generation.PromptTemplate",
    "generation.PromptVersion",
    "generation.Generation",
    "generation.Job",
    "generation.StoredFile",
    "generation.Output",
    "generation.HeroFrame",
    "generation.Take",
    "generation.TakeScore",
    "generation.Rating",
    "generation.Tag",
    "generation.Comment",
    "generation.PromptUse",
    "projects.BlindTest",
    "projects.BlindVote",
)
"""What people made: exported, and imported elsewhere."""

SINCE = {
    "generation.Rating": 2,
    "quality.CustomTier": 2,
    "generation.Tag": 3,
    "generation.Comment": 4,
    "generation.PromptTemplate": 5,
    "generation.PromptVersion": 5,
    "generation.PromptUse": 5,
    "projects.BlindTest": 5,
    "projects.BlindVote": 5,
}
"""The version of the format that a table came with, where it is not the first."""

NAMES_MACHINES = ("generation.Generation", "generation.Job")
"""Whose rows tell on which machine something was made; that stays in the console (hiding.py)."""

RECORDS = ("accounts.AuditEntry", "accounts.LedgerEntry")
"""Exported for reading only: they tell of the installation that they come from."""

STAYS = {
    "accounts.CreditBalance": "credits are worth something where they were granted",
    "keys.DataKey": "opens nothing elsewhere: it is wrapped by this installation's master key",
    "keys.SealedSecret": "secrets leave by no file",
    "accounts.Invitation": "its link opens the installation that sent it",
    "generation.ReviewLink": "it opens the installation that made it",
    "generation.Favourite": "it is a person's, and an import makes no people",
    "generation.SearchText": "written anew from what it is about",
    "generation.HistoryKeeping": "what was announced here concerns nobody elsewhere",
    "generation.EventCounter": "counts the events of one installation",
    "generation.EventLog": "a day of hints to open pages",
    "generation.Notice": "what people were told of, days ago at most",
    "generation.NoticeChoice": "people choose where they are",
    "generation.Webhook": "its secret leaves by no file, and two installations must not tell one address the same",
    "generation.WebhookDelivery": "the log of webhooks that stay",
    "generation.ResolutionSession": "how a failure was put right on one installation",
    "generation.ResolutionStep": "as above",
    "projects.Improvement": "how a take was improved on one installation; the takes that came of it travel",
    "projects.ImprovementRound": "as above",
    "generation.PromptSuggestion": "it is weighed by what one installation learned; what is made next brings new ones",
}
"""Not in the file, and why."""


def tables(labels: tuple[str, ...]) -> list[type[Tenant]]:
    """The models of these labels, in their order."""
    found = {model._meta.label: model for model in tenant_tables()}
    return [found[label] for label in labels]


def travelling(version: int) -> list[type[Tenant]]:
    """The models whose rows an export of this version holds for an import."""
    return tables(tuple(label for label in TRAVELS if SINCE.get(label, 1) <= version))


def file_of(model: type[Tenant]) -> str:
    """The name of a table's rows in the file."""
    return f"rows/{model._meta.label_lower}.jsonl"
