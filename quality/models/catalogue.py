"""Catalogues that operators made of the product's own. No tenant table: a version serves many workspaces."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from quality.rollout import VersionFacts

DRAFT, ROLLING_OUT, CURRENT, ROLLED_BACK = "draft", "rolling_out", "current", "rolled_back"
STATES = [
    (DRAFT, "Draft"),
    (ROLLING_OUT, "Rolling out"),
    (CURRENT, "For everybody"),
    (ROLLED_BACK, "Rolled back"),
]


class CatalogueVersion(models.Model):
    """One version, whole. Only a draft changes: what has served somebody stays as it was. `app` may only read."""

    number = models.CharField(max_length=13, unique=True, help_text="That of the product's catalogue, then a count.")
    based_on = models.CharField(max_length=13, help_text="The version that was changed.")
    document = models.JSONField(help_text="The catalogue as plain values; it has passed the check.")
    changes = models.JSONField(default=dict, help_text="Against the product's: row -> field -> [before, after].")
    note = models.CharField(max_length=200, blank=True, help_text="Why.")
    share = models.PositiveSmallIntegerField(default=0, help_text="Percent of the workspaces.")
    state = models.CharField(max_length=12, choices=STATES, default=DRAFT)
    created_by = models.CharField(max_length=254, help_text="The operator's address.")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(share__lte=100), name="catalogue_share_is_a_percentage")]

    def __str__(self) -> str:
        return f"Catalogue {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether nobody was ever served by it."""
        return self.state == DRAFT

    @property
    def facts(self) -> VersionFacts:
        """What the rollout asks of it."""
        return VersionFacts(self.number, self.share, ended=self.state in (DRAFT, ROLLED_BACK))
