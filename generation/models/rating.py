"""What people think of what was made."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation import values
from generation.models.generation import Generation


class Rating(Tenant):
    """One person's stars for one generation. `user` is empty once the person has left the studio.

    `counted`: its stars are among the tallies that recommendations learn from; an imported one's are not.
    """

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="ratings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stars = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(values.FEWEST_STARS), MaxValueValidator(values.MOST_STARS)]
    )
    notes = models.CharField(max_length=values.MAX_NOTES_CHARACTERS, blank=True)
    counted = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["generation", "user"], name="one_rating_a_person"),
            models.CheckConstraint(
                condition=Q(stars__range=(values.FEWEST_STARS, values.MOST_STARS)), name="one_to_five_stars"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-generation"], name="rating_history"),  # ?rating=, stars that many have
            models.Index(fields=["workspace", "stars", "-generation"], name="rating_of_stars"),  # and that few have
        ]

    def __str__(self) -> str:
        return f"{self.stars} of {values.MOST_STARS}"
