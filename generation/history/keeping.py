"""What people add to an entry: a note and tags, which the workspace shares, and favourites of each person."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count

from accounts.preconditions import entity_tag
from generation.history import searching
from generation.models import Favourite, Generation, Tag

MOST_TAGS_TOLD = 200


def describe(generation: Generation, *, note: str | None = None, tags: Iterable[str] | None = None) -> None:
    """Give a generation another note or other tags (normalised); None leaves them. Search knows them at once."""
    held: Generation = Generation.objects.held().get(pk=generation.pk)
    if note is not None:
        held.note = note
        held.save(update_fields=["note"])
    if tags is not None:
        _tag(held, set(tags))
    searching.index(held)


def tag_of_kept(note: str, tags: Iterable[str], *, favourite: bool) -> str:
    """The entity tag of what people add to an entry, for one of them: the favourite is their own (pure)."""
    return entity_tag({"note": note, "tags": sorted(tags), "favourite": favourite})


def tag_now(generation: Generation, user_id: UUID | None) -> str:
    """The same as it is now, with the generation locked until the transaction ends."""
    held: Generation = Generation.objects.held().get(pk=generation.pk)
    mine = user_id is not None and Favourite.objects.filter(generation=held, user_id=user_id).exists()
    return tag_of_kept(held.note, held.tags.values_list("name", flat=True), favourite=mine)


def _tag(generation: Generation, names: set[str]) -> None:
    before = set(generation.tags.values_list("name", flat=True))
    generation.tags.filter(name__in=before - names).delete()
    Tag.objects.bulk_create([Tag(generation=generation, name=name) for name in sorted(names - before)])


def favour(generation: Generation, user_id: UUID, *, keep: bool) -> None:
    """Make it one of a person's favourites, or none; once more changes nothing."""
    mine = Favourite.objects.filter(generation=generation, user_id=user_id)
    if not keep:
        mine.delete()
    elif not mine.exists():
        Favourite.objects.bulk_create([Favourite(generation=generation, user_id=user_id)], ignore_conflicts=True)


def tags() -> list[dict[str, object]]:
    """The tags of this workspace that are used most, by how often."""
    used = Tag.objects.order_by().values("name").annotate(count=Count("pk")).order_by("-count", "name")
    return [dict(one) for one in used[:MOST_TAGS_TOLD]]
