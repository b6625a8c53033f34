"""Versions and their trends as JSON."""

import time
from typing import Any
from uuid import UUID

from generation.enhancement import choosing
from generation.iterations.reading import Tree, best_of, best_take
from generation.iterations.tree import in_order, parents
from generation.iterations.trends import said, trends
from generation.iterations.values import Point, Scored, Trend, Version
from generation.iterations.words import what_changed
from generation.media.addresses import media_address
from generation.models import Generation, HeroFrame, Take
from generation.suggesting_serializers import brought
from generation.values import GENERATION_ENDS, TAKES
from quality.scoring.names import name_of

MOST_THUMBNAILS = 4


def versions(tree: Tree, slug: str) -> dict[str, Any]:
    """All of the tree, the oldest first."""
    ordered = in_order(tree.versions())
    parent_of, known = parents(ordered), {version.id: version for version in ordered}
    numbers = {version.id: tree.left_out + place for place, version in enumerate(ordered, start=1)}
    rows = {row.pk: row for row in tree.rows}
    told = [
        {
            "number": numbers[version.id],
            "parent": parent_of[version.id],
            "words": what_changed(version, _at(known, parent_of[version.id])),
            **_version(tree, rows[version.id], slug),
        }
        for version in ordered
    ]
    return {"left_out": tree.left_out, "said": said(_trends(tree)[0], len(ordered)), "versions": told}


def _at(known: dict[UUID, Version], version: UUID | None) -> Version | None:
    return known[version] if version is not None else None


def _version(tree: Tree, row: Generation, slug: str) -> dict[str, Any]:
    best, made = best_of(tree, row).total, tree.came_of.get(row.pk)
    return {
        "id": row.pk,
        "kind": row.kind,
        "state": row.state,
        "prompt": row.prompt,
        "negative_prompt": row.negative_prompt,
        "enhance": choosing.of_settings(row.settings),
        "seed": row.seed,
        "count": row.count,
        "quality": row.requested_tier,
        "created_at": row.created_at,
        "making": row.state not in GENERATION_ENDS,
        "best": None if best is None else round(best * 100),
        "suggestion": None if made is None else {"name": name_of(made.dimension), "brought": brought(made)},
        **_looks(tree, row, slug),
    }


def _looks(tree: Tree, row: Generation, slug: str) -> dict[str, Any]:
    """Its pictures, the one that counts first: what the scene chose, else the best; and what that is."""
    scene = row.scene
    frames, takes = tree.frames.get(row.pk, []), tree.takes.get(row.pk, [])
    chosen_take = next((take for take in takes if scene and scene.selected_take_id == take.pk), None)
    chosen_frame = next((frame for frame in frames if scene and scene.selected_frame_id == frame.pk), None)
    take = chosen_take or (best_take(takes) if takes else None)
    frame = chosen_frame or max(frames, key=lambda each: each.score or 0.0, default=None)
    shown = _outputs(row, frames, frame, take)
    addresses = [media_address(slug, output, time.time()) for output in shown[:MOST_THUMBNAILS]]
    return {
        "frame": frame.pk if frame else row.frame_id,
        "take": take.pk if take else None,
        "selected": chosen_take is not None or chosen_frame is not None,
        "thumbnails": addresses,
        "clip": media_address(slug, take.output_id, time.time()) if take else None,
    }


def _outputs(row: Generation, frames: list[HeroFrame], frame: HeroFrame | None, take: Take | None) -> list[UUID]:
    begins = take.frame if take else row.frame
    if row.kind == TAKES:
        return [begins.output_id] if begins else []
    return [each.output_id for each in sorted(frames, key=lambda each: each is not frame)]


def _trends(tree: Tree, kind: str = "") -> list[Trend]:
    """Of takes where there are any, else of frames: the two are never measured alike."""
    wanted = kind or (TAKES if tree.takes else next((row.kind for row in tree.rows), ""))
    scored: list[Scored] = [best_of(tree, row) for row in tree.rows if row.kind == wanted]
    numbers = {row.pk: tree.left_out + place for place, row in enumerate(tree.rows, start=1)}
    return trends(scored, numbers)


def quality_trends(tree: Tree, kind: str) -> dict[str, Any]:
    """The total and each dimension over the versions of one kind."""
    total, *dimensions = _trends(tree, kind)
    count = sum(row.kind == kind for row in tree.rows)
    return {
        "kind": kind,
        "said": said(total, count),
        "total": [_point(point) for point in total.points],
        "dimensions": [
            {
                "dimension": trend.dimension,
                "name": name_of(trend.dimension),
                "points": [_point(point) for point in trend.points],
            }
            for trend in dimensions
        ],
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "generation": point.version,
        "number": point.number,
        "points": round(point.value * 100),
        "alike": point.alike,
    }
