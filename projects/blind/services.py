"""Beginning a blind test, voting in it, closing it and taking what won."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.problems import Conflict, InvalidField, not_found
from generation import values
from generation.models import Generation, PromptTemplate, PromptVersion
from generation.prompts import filling
from generation.prompts import services as templates
from generation.services import ending
from projects.blind.deciding import A, B, Seat, seating
from projects.models import BlindTest, BlindVote, Scene
from projects.services import cards, making, origins

MOST_PAIRS = 8
SCENE, TEMPLATE = "scene", "template"
MOST_OPEN = 50
"""Tests of a workspace that still take votes."""


def begin(scene: Scene, wish: dict[str, Any], user_id: UUID | None, known: making.Wish | None = None) -> BlindTest:
    """Ask for both sides' pictures in one transaction: both are begun and charged, or neither.

    `wish`: name, a, b (prompt, version and values), pairs, seed, quality, enhance, negative_prompt; `known`: the key of
    the request, which the pictures of A keep.
    """
    if BlindTest.objects.filter(closed_at=None).count() >= MOST_OPEN:
        raise Conflict(f"{MOST_OPEN} tests are open already.", "Close one that nobody votes in any more.")
    said = sides(scene, wish)
    first = _frames(scene, said[A], wish, {"user_id": user_id, "seed": wish.get("seed"), **(known or {})})
    second = _frames(scene, said[B], wish, {"user_id": user_id, "seed": first.seed})
    return BlindTest.objects.create(
        scene=scene,
        name=wish.get("name") or "Which is better?",
        asked={
            side: {name: one[name] for name in ("prompt", "negative_prompt", "enhance")} for side, one in said.items()
        },
        pairs=wish["pairs"],
        frames_a=first,
        frames_b=second,
        version_a_id=said[A]["template"],
        version_b_id=said[B]["template"],
        created_by_id=user_id,
    )


def sides(scene: Scene, wish: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What each side is asked with. Only words differ, unless a template's version brings more. Raises InvalidField."""
    said = {side: _side(scene, side, wish) for side in (A, B)}
    if all(said[A][name] == said[B][name] for name in ("prompt", "negative_prompt", "enhance")):
        raise InvalidField("b.prompt", "Both sides say the same.", "Change the words of one of them.")
    return said


def _side(scene: Scene, side: str, wish: dict[str, Any]) -> dict[str, Any]:
    """`enhance` is never left to the studio: it would choose other chips for other words."""
    one, usual = wish[side], wish.get("enhance", scene.enhancements)
    negative = wish.get("negative_prompt", origins.look_of(scene).without)
    version = _version(side, one)
    if version is None:
        prompt = one.get("prompt", "").strip()
        if not prompt:
            raise InvalidField(f"{side}.prompt", "The prompt is empty.", "Write what is seen, or choose a template.")
        return {"prompt": prompt, "negative_prompt": negative, "enhance": list(usual or ()), "template": None}
    return {
        "prompt": _filled(side, one, version),
        "negative_prompt": negative if version.negative_prompt is None else version.negative_prompt,
        "enhance": list((usual if version.chips is None else version.chips) or ()),
        "template": str(version.pk),
    }


def _version(side: str, one: dict[str, Any]) -> PromptVersion | None:
    if not one.get("version"):
        return None
    found = PromptVersion.objects.select_related("template").filter(pk=one["version"]).first()
    if found is None:
        raise InvalidField(f"{side}.version", "There is no such version.", "Use one of GET /prompt-templates.")
    return found


def _filled(side: str, one: dict[str, Any], version: PromptVersion) -> str:
    """The values of both sides may be sent to each: those that a version doesn't have are passed over."""
    known = {each.name for each in filling.variables(version.text)}
    given = {name: value for name, value in one.get("values", {}).items() if filling.canonical(name) in known}
    try:
        return filling.fill(version.text, given)
    except InvalidField as error:
        raise InvalidField(f"{side}.{error.errors[0].field}", error.detail, error.advice) from None


def _frames(scene: Scene, said: dict[str, Any], wish: dict[str, Any], rest: making.Wish) -> Generation:
    words: making.Wish = {**rest, **said, "count": wish["pairs"], "asks": False}  # type: ignore[typeddict-item]
    if wish.get("quality"):
        words["quality"] = wish["quality"]
    return making.make_frames(scene, **words)


def seats_of(test: BlindTest, user_id: UUID) -> tuple[Seat, ...]:
    """The pairs as one person sees them: always the same for them, and another way for everybody else."""
    return seating(test.pairs, _chance(test, user_id))


def _chance(test: BlindTest, user_id: UUID) -> Callable[[str], int]:
    def number(words: str) -> int:
        said = f"{test.pk} {user_id} {words}"
        return int.from_bytes(hmac.new(test.salt.encode(), said.encode(), sha256).digest())

    return number


def vote(test: BlindTest, user_id: UUID, seat: Seat, choice: str) -> None:
    """Keep what a person thinks of a pair, in place of what they thought before. The test's row is held."""
    insist_on_open(test)
    kept = BlindVote.objects.filter(test=test, user_id=user_id, number=seat.number).first()
    kept = kept or BlindVote(test=test, user_id=user_id, number=seat.number)
    kept.choice = seat.meant(choice)
    kept.save()


def close(test: BlindTest) -> None:
    """No vote is taken any more, what is still being made is cancelled, and everybody sees the result."""
    insist_on_open(test)
    cancel(test, None)
    test.closed_at = timezone.now()
    test.save(update_fields=["closed_at"])


def insist_on_open(test: BlindTest) -> None:
    """Raises Conflict for one that is closed."""
    if test.closed_at is not None:
        raise Conflict("This test is closed.", "Look at its result, or begin another one.")


def cancel(test: BlindTest, user_id: UUID | None) -> None:
    """Stop what is still being made for it; pairs that are whole stay."""
    for generation in (test.frames_a, test.frames_b):
        if generation is not None and generation.state not in values.GENERATION_ENDS:
            ending.cancel(generation, user_id)


def accept(test: BlindTest, side: str, becomes: str, user_id: UUID | None) -> None:
    """The side's words become the scene's, or its version the template's newest. Raises Conflict while it is open."""
    if test.closed_at is None:
        raise Conflict("This test still takes votes.", "Close it first, then take the better one.")
    if becomes == SCENE:
        said = test.asked[side]
        change = {"prompt": said["prompt"], "negative_prompt": said["negative_prompt"], "enhancements": said["enhance"]}
        cards.change(Scene.objects.select_related("episode").get(pk=test.scene_id), change)
    else:
        _bring_to_front(test.version_a if side == A else test.version_b, user_id)
    test.accepted = side
    test.save(update_fields=["accepted"])


def _bring_to_front(version: PromptVersion | None, user_id: UUID | None) -> None:
    if version is None:
        raise InvalidField("becomes", "This side was not made with a template.", 'Use "scene".')
    held = PromptTemplate.objects.held().filter(pk=version.template_id).first()
    if held is None:
        raise not_found()
    if held.newest != version.number:
        templates.go_back(held, version.number, user_id)
