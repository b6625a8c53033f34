"""Making, ending and opening review links."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.audit import Actor, record
from accounts.models.invitation import read_token
from accounts.problems import Conflict, InvalidField, not_found
from accounts.tenancy import scope
from generation.models import Generation, ReviewLink
from generation.models.review import digest
from projects.models import Episode, Scene

USUAL_DAYS, MOST_DAYS = 7, 90
FEWEST_LETTERS, MOST_LETTERS = 6, 128
MOST_LINKS = 200
"""Open links of a workspace."""
PAGE = "review"
"""The name of the page that a link leads to; its argument is the token."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A link as it is asked for: what it shows (one of three), for whom, how far, how long, behind which password."""

    generation: UUID | None = None
    scene: UUID | None = None
    episode: UUID | None = None
    name: str = ""
    right: str = ReviewLink.COMMENT
    days: int = USUAL_DAYS
    password: str = ""


def make(actor: Actor, wish: Wish) -> tuple[ReviewLink, str]:
    """A link and the token in its address, which is never seen again. Raises InvalidField, Conflict, or the 404
    problem where there is nothing of that id to show."""
    _check(wish)
    if links().filter(revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST_LINKS:
        raise Conflict(f"This workspace has {MOST_LINKS} open links, which is the most.", "End some of them first.")
    made = ReviewLink(
        generation_id=wish.generation,
        scene_id=wish.scene,
        episode_id=wish.episode,
        name=wish.name,
        right=wish.right,
        password=make_password(wish.password) if wish.password else "",
        created_by_id=actor.user_id,
        expires_at=timezone.now() + timedelta(days=wish.days),
    )
    token = made.renew()
    made.save(force_insert=True)
    after = {"right": made.right, "expires": made.expires_at.isoformat(), "password": bool(made.password)}
    record(actor, "review_link.made", made, after=after)
    return made, token


def _check(wish: Wish) -> None:
    shown = [(Generation, wish.generation), (Scene, wish.scene), (Episode, wish.episode)]
    wanted = [(model, pk) for model, pk in shown if pk is not None]
    if len(wanted) != 1:
        detail = "A link shows one thing."
        raise InvalidField("scene", detail, "Send one of generation, scene and episode.")
    if not 1 <= wish.days <= MOST_DAYS:
        raise InvalidField("days", f"{wish.days} days is not possible.", f"Use 1 to {MOST_DAYS}.")
    if wish.password and not FEWEST_LETTERS <= len(wish.password) <= MOST_LETTERS:
        advice = f"Use {FEWEST_LETTERS} to {MOST_LETTERS} characters, or none for no password."
        raise InvalidField("password", "This password has the wrong length.", advice)
    model, pk = wanted[0]
    if not model.objects.filter(pk=pk).exists():
        raise not_found()


def address(token: str) -> str:
    """Where a link leads."""
    return f"{settings.BASE_URL}{reverse(PAGE, args=[token])}"


def links() -> QuerySet[ReviewLink]:
    """The workspace's, newest first, with what they show."""
    return ReviewLink.objects.select_related("generation", "scene", "episode", "created_by").defer(
        "scene__extra", "episode__extra"
    )


def about_scene(scene_id: UUID) -> Q:
    """Those that show takes of this scene."""
    return Q(scene=scene_id) | Q(generation__scene=scene_id) | Q(episode__scenes=scene_id)


def end(actor: Actor, link_id: UUID) -> ReviewLink:
    """Close it at once; a closed one stays closed. The 404 problem for an id that is none of this workspace."""
    found = links().filter(pk=link_id).first()
    if found is None:
        raise not_found()
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
        record(actor, "review_link.ended", found)
    return found


# --- by guests ----------------------------------------------------------------------------------------------


def opened_by(token: str) -> ReviewLink | None:
    """The living link that a token opens, with its workspace; None for every other token alike."""
    read = read_token(token)
    if read is None:
        return None
    workspace_id, secret = read
    with scope(workspace_id):
        found = ReviewLink.objects.select_related("workspace").filter(digest=digest(secret)).first()
    return found if found is not None and found.is_live(timezone.now()) else None


def is_password(link: ReviewLink, text: str) -> bool:
    """Whether this is the link's password; takes as long for a wrong one."""
    return check_password(text, link.password)


def count_visit(link: ReviewLink) -> None:
    """Its page was opened."""
    with scope(link.tenant_id):
        ReviewLink.objects.filter(pk=link.pk).update(visits=F("visits") + 1, last_used_at=timezone.now())
