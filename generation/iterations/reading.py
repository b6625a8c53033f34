"""A scene's versions read from rows, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from generation import queries, values
from generation.iterations.values import Scored, Version
from generation.models import Generation, HeroFrame, PromptSuggestion, Take
from generation.serializers import letters
from generation.suggesting.measuring import measured_of
from generation.variations.kept import VARIATIONS

KINDS = (values.FRAMES, values.TAKES, values.PICTURE)
Made = TypeVar("Made", HeroFrame, Take)
MOST_VERSIONS = 300
"""As many as a page can show; a scene holds 200 frames and 200 takes."""


@dataclass(frozen=True)
class Tree:
    """Rows of the versions that are told, the oldest first; `left_out`: how many older ones are not."""

    rows: list[Generation]
    left_out: int
    frames: dict[UUID, list[HeroFrame]] = field(default_factory=dict)
    takes: dict[UUID, list[Take]] = field(default_factory=dict)
    came_of: dict[UUID, PromptSuggestion] = field(default_factory=dict)

    def versions(self) -> list[Version]:
        """As plain values."""
        return [_version(row) for row in self.rows]


def around(node: Generation) -> QuerySet[Generation]:
    """The versions of the scene that a generation is for; of one without a scene, its tree."""
    rows = Generation.objects.filter(scene=node.scene_id) if node.scene_id else queries.tree(node)
    return rows.filter(kind__in=KINDS)


def tree_of(node: Generation) -> Tree:
    """All versions around a generation, with what was made and what they came of."""
    rows = around(node).order_by("-id")
    newest = list(rows.select_related("frame", "scene").defer("scene__extra")[:MOST_VERSIONS])
    left_out = rows.count() - len(newest) if len(newest) == MOST_VERSIONS else 0
    newest.reverse()
    return Tree(newest, left_out, *_made(newest))


def _made(
    rows: list[Generation],
) -> tuple[dict[UUID, list[HeroFrame]], dict[UUID, list[Take]], dict[UUID, PromptSuggestion]]:
    frames = HeroFrame.objects.filter(generation__in=rows).select_related("output").order_by("id")
    takes = Take.objects.filter(generation__in=rows).select_related("frame", "output").prefetch_related("scores")
    came_of = PromptSuggestion.objects.filter(led_to__in=rows)
    return _by_generation(frames), _by_generation(takes), {row.led_to_id: row for row in came_of if row.led_to_id}


def _by_generation(rows: Iterable[Made]) -> dict[UUID, list[Made]]:
    found: dict[UUID, list[Made]] = defaultdict(list)
    for row in rows:
        if row.generation_id is not None:
            found[row.generation_id].append(row)
    return dict(found)


def _version(row: Generation) -> Version:
    return Version(
        id=row.pk,
        kind=row.kind,
        prompt=row.prompt,
        negative_prompt=row.negative_prompt,
        seed=row.seed,
        tier=row.requested_tier,
        count=row.count,
        varied=VARIATIONS in row.settings,
        parent=row.parent_id,
        frame=row.frame_id,
        frame_of=row.frame.generation_id if row.frame else None,
        frame_label=label(row.frame, row) if row.frame else "",
    )


def label(frame: HeroFrame, row: Generation) -> str:
    """As on a slate: 4A."""
    return f"{row.scene.number if row.scene else ''}{letters(frame.number)}"


def best_of(tree: Tree, row: Generation) -> Scored:
    """The best that a version made."""
    takes = [take for take in tree.takes.get(row.pk, ()) if take.total is not None]
    if takes:
        take = best_take(takes)
        return Scored(row.pk, take.total, measured_of(_scores(take)))
    frames = [frame for frame in tree.frames.get(row.pk, ()) if frame.score is not None]
    if frames:
        frame = max(frames, key=lambda each: each.score or 0.0)
        return Scored(row.pk, frame.score, measured_of(frame.scores))
    return Scored(row.pk, None)


def best_take(takes: Iterable[Take]) -> Take:
    """By rank, else by total."""
    return min(takes, key=lambda take: (take.rank or values.MAX_SEED, -(take.total or 0.0)))


def _scores(take: Take) -> list[dict[str, object]]:
    names = ("dimension", "status", "value", "method", "version")
    return [{name: getattr(row, name) for name in names} for row in take.scores.all()]
