"""What people thought of the parameters that their work was made with: counts of all workspaces, no content."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.identifiers import new_id


class RatedParameter(models.Model):
    """One value of a parameter (quality.recommending.values): how many ratings it has, and their stars added up."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    function = models.CharField(max_length=20)
    tier = models.CharField(max_length=10)
    parameter = models.CharField(max_length=12)
    value = models.CharField(max_length=24)
    count = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["function", "parameter", "tier", "value"]
        constraints = [
            models.UniqueConstraint(fields=["function", "tier", "parameter", "value"], name="one_tally_a_value"),
            models.CheckConstraint(
                condition=Q(stars__gte=models.F("count")) & Q(stars__lte=5 * models.F("count")),
                name="one_to_five_stars_a_rating",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.value}, {self.tier}, {self.function}"
