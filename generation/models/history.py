"""What people add to history so that they find it again, how it is searched, and how long it is kept."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from accounts.tenancy import Tenant
from generation import values
from generation.models.generation import Generation


class Tag(Tenant):
    """A word that the workspace gave a generation: lower case, one space between its parts."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=values.MAX_TAG_CHARACTERS)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [models.UniqueConstraint(fields=["generation", "name"], name="one_tag_a_name")]
        indexes = [models.Index(fields=["workspace", "name", "-generation"], name="tag_history")]  # ?tag=, GET /tags

    def __str__(self) -> str:
        return self.name


class Favourite(Tenant):
    """A generation that a person keeps. Nobody's favourite goes when history gets shorter."""

    generation = models.ForeignKey(Generation, on_delete=models.CASCADE, related_name="favourites")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = [models.UniqueConstraint(fields=["generation", "user"], name="one_favourite_a_person")]
        indexes = [
            models.Index(fields=["workspace", "user", "-generation"], name="favourite_history")  # ?favourite=true
        ]

    def __str__(self) -> str:
        return f"{self.generation_id} kept by {self.user_id}"


class SearchText(Tenant):
    """A generation's words as search reads them (generation/history/grams.py); written anew whenever they change."""

    id = None  # type: ignore[assignment]  # it has its generation's
    generation = models.OneToOneField(
        Generation, primary_key=True, on_delete=models.CASCADE, related_name="search_text", editable=False
    )
    text = models.TextField()
    grams = ArrayField(models.IntegerField(), help_text="Keys of its grams, which name their workspace.")

    class Meta:
        ordering: ClassVar[list[str]] = ["-generation"]
        indexes = [
            # The function history_matches, for words that are rare; nothing is put off, so that no search waits for it.
            GinIndex(fields=["grams"], name="search_grams", fastupdate=False),
            models.Index(fields=["workspace", "-generation"], name="search_newest"),  # searching: the newest first
        ]

    def __str__(self) -> str:
        return self.text[:60]


class HistoryKeeping(Tenant):
    """What a workspace does with entries that its plan no longer shows, and what it was told would go.

    `announced_at`, `due_at`, `before` and `told` (how many) are empty where nothing is announced.
    """

    deletes = models.BooleanField(default=False, help_text="Delete what the plan no longer shows; else it is hidden.")
    announced_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    before = models.DateTimeField(null=True, blank=True, help_text="Entries made before this go.")
    told = models.PositiveIntegerField(null=True, blank=True, help_text="How many entries were announced to go.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="one_keeping_a_workspace")]

    def __str__(self) -> str:
        return "Deletes" if self.deletes else "Hides"
