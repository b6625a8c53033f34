"""What suggestions are made from, read from rows."""

from typing import Any
from uuid import UUID

from generation import queries, values
from generation.enhancement import choosing
from generation.models import Generation, HeroFrame, Take
from generation.suggesting import switching
from generation.suggesting.measuring import measured_of
from generation.suggesting.values import Comment, Facts

MOST_COMMENTS = 50
SCORE_FIELDS = ("dimension", "status", "value", "method", "version")


def best_take(generation: Generation) -> Take | None:
    """The take that suggestions are about: the best one that was looked over."""
    rows = Take.objects.filter(generation=generation, total__isnull=False)
    rows = rows.select_related("output").prefetch_related("scores")
    return min(rows, key=lambda take: (take.rank or values.MAX_SEED, -(take.total or 0.0)), default=None)


def best_frame(generation: Generation) -> HeroFrame | None:
    """The frame that suggestions are about: the best that was scored."""
    rows = HeroFrame.objects.filter(generation=generation, score__isnull=False).select_related("output")
    return max(rows, key=lambda frame: frame.score or 0.0, default=None)


def of_take(generation: Generation, take: Take) -> Facts:
    """What is known of a take."""
    return Facts(
        kind=values.TAKES,
        prompt=generation.prompt,
        negative_prompt=generation.negative_prompt,
        **switching.known(values.TAKES, generation.prompt, choosing.of_settings(generation.settings)),
        measured=measured_of(_score_rows(take)),
        flags=tuple(take.flags),
        comments=comments_of(*Take.objects.filter(generation=generation).values_list("pk", flat=True)),
        ignored=_ignored(take.output.recipe),
    )


def of_frame(generation: Generation, frame: HeroFrame) -> Facts:
    """What is known of a frame."""
    return Facts(
        kind=values.FRAMES,
        prompt=frame.prompt or generation.prompt,
        negative_prompt=generation.negative_prompt,
        **_chips_of_frame(generation, frame),
        measured=measured_of(frame.scores),
        comments=comments_of(frame.pk),
        ignored=_ignored(frame.output.recipe),
    )


def _chips_of_frame(generation: Generation, frame: HeroFrame) -> dict[str, Any]:
    filled = choosing.enhanced(frame.prompt, frame.seed, None, "frames").chips
    return switching.known(values.FRAMES, generation.prompt, choosing.of_settings(generation.settings), filled)


def _score_rows(take: Take) -> list[dict[str, Any]]:
    fields = (*SCORE_FIELDS, "moments")
    return [{name: getattr(row, name, None) for name in fields} for row in take.scores.all()]


def _ignored(recipe: dict[str, Any]) -> tuple[str, ...]:
    return tuple((recipe.get("read") or {}).get("ignored", ()))


def comments_of(*made: UUID) -> tuple[Comment, ...]:
    """What people wrote of takes or frames and nobody has settled."""
    rows = [row for each in made for row in queries.comments_of(each)[:MOST_COMMENTS] if row.resolved_at is None]
    return tuple(Comment(row.text, row.seconds) for row in rows)
