"""Making and finding a workspace's own qualities."""

from dataclasses import dataclass

from django.core.validators import slug_unicode_re
from django.utils.text import slugify

from accounts.audit import Actor, record
from accounts.plans.here import PlanLimit, plan_here
from accounts.problems import Conflict, InvalidField
from quality.catalogue.schema import Catalogue
from quality.models import CustomTier
from quality.models.custom_tiers import NAME_CHARACTERS
from quality.values import Function, Tier

NUMBERS = ("picture_side", "video_side", "frames", "steps")
"""What a custom tier may say of its own."""

MOST = 20
"""Custom tiers a workspace; a list that is chosen from stays short."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a custom tier is to be. Numbers are pixels, frames and steps; None leaves the tier's own."""

    name: str
    base: Tier
    picture_side: int | None = None
    video_side: int | None = None
    frames: int | None = None
    steps: int | None = None


def make(wish: Wish, catalogue: Catalogue, by: Actor) -> CustomTier:
    """A new one. Raises InvalidField, PlanLimit, Conflict."""
    if CustomTier.objects.count() >= MOST:
        raise Conflict(f"This workspace has {MOST} qualities of its own.", "Delete one that is not used.")
    made = CustomTier(**_checked(wish, catalogue, None))
    made.save(force_insert=True)
    record(by, "tier.made", made.name, after=told(made))
    return made


def change(tier: CustomTier, wish: Wish, catalogue: Catalogue, by: Actor) -> CustomTier:
    """Other numbers or another name; what is already made keeps its own. Raises as `make` does."""
    before = told(tier)
    for name, value in _checked(wish, catalogue, tier).items():
        setattr(tier, name, value)
    tier.save()
    record(by, "tier.changed", tier.name, before=before, after=told(tier))
    return tier


def delete(tier: CustomTier, by: Actor) -> None:
    """Projects that use it go on with its base."""
    before = told(tier)
    tier.delete()
    record(by, "tier.deleted", tier.name, before=before)


def told(tier: CustomTier) -> dict[str, object]:
    """Its numbers, for the audit log."""
    return {name: getattr(tier, name) for name in ("base", *NUMBERS)}


def named(word: str) -> tuple[Tier, CustomTier | None] | None:
    """The tier that a word stands for: low, standard, high, or the slug of a custom one; None for no such quality."""
    if word in list(Tier):
        return Tier(word), None
    found = with_slug(word)
    return None if found is None else (Tier(found.base), found)


def with_slug(word: str) -> CustomTier | None:
    """The custom tier that a word stands for; what can't be a slug, a database is not asked for."""
    return CustomTier.objects.filter(slug=word).first() if slug_unicode_re.match(word) else None


def unknown(word: str) -> str:
    """What is wrong with a word that stands for no quality, and on the next line what would work."""
    names = ", ".join([*Tier, *CustomTier.objects.values_list("slug", flat=True)])
    return f'"{word}" is not a quality.\nUse one of: {names}.'


def _checked(wish: Wish, catalogue: Catalogue, itself: CustomTier | None) -> dict[str, object]:
    plan = plan_here()
    if wish.base.rank > Tier(plan.highest_tier).rank:
        highest = Tier(plan.highest_tier).name.title()
        raise PlanLimit(f"{plan.name} plans make up to {highest}.", f"Build it on {highest} or lower.")
    slug = slug_of(wish.name)
    if not slug or slug in list(Tier):
        raise InvalidField(
            "name", "This name can't be used.", "Use letters, and another word than Low, Standard, High."
        )
    same = CustomTier.objects.filter(slug=slug)
    if (same.exclude(pk=itself.pk) if itself else same).exists():
        raise InvalidField("name", "There is a quality of this name.", "Choose another name.")
    for field, most in ceilings(wish.base, catalogue).items():
        asked = getattr(wish, field)
        if asked is not None and asked > most:
            base = catalogue.tier(wish.base).name
            raise InvalidField(
                field, f"{base} goes up to {most}.", f"Use {most} or less, or build it on a finer quality."
            )
    numbers = {field: getattr(wish, field) for field in NUMBERS}
    return {"name": wish.name, "slug": slug, "base": wish.base.value, **numbers}


def slug_of(name: str) -> str:
    """What stands for a name; empty where it has no letters. One sign may become many letters."""
    slug = slugify(name) or slugify(name, allow_unicode=True)
    return slug[:NAME_CHARACTERS].strip("-_")


def ceilings(base: Tier, catalogue: Catalogue) -> dict[str, int]:
    """The most that each number of a custom tier may be: what the best row of its base has."""
    pictures = catalogue.rows_for(Function.CREATE_IMAGE, base)
    shots = catalogue.rows_for(Function.ANIMATE_IMAGE, base)
    return {
        "picture_side": max(max(row.pixels) for row in pictures),
        "video_side": max(max(row.pixels) for row in shots),
        "frames": max(row.frames for row in shots),
        "steps": max(row.steps for row in (*pictures, *shots)),
    }
