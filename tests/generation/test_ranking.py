"""Which take is best, from the score rows."""

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.models import Take, TakeScore
from generation.ranking import clip_of, needs_a_person, rank_takes
from projects.models import Scene
from quality.scoring.judging import limits_of
from tests import rows

pytestmark = pytest.mark.django_db
METHODS = {"imaging_quality": "blur", "temporal_flickering": "difference", "motion_smoothness": "flow"}


def take(scene: Scene, shade: int, values: dict[str, float | None], total: float | None, method: str = "") -> Take:
    made = rows.take_of(scene, shade=shade)
    made.scores.all().delete()
    made.total, made.rank = total, None
    made.save()
    for dimension, value in values.items():
        status = "not_measured" if value is None else "measured"
        TakeScore.objects.create(
            take=made,
            dimension=dimension,
            status=status,
            value=value,
            method=method or METHODS[dimension],
            version="1",
            reason="too short" if value is None else "",
        )
    return made


def ranks(takes: list[Take]) -> list[int | None]:
    found = list(Take.objects.filter(pk__in=[take.pk for take in takes]).prefetch_related("scores").order_by("pk"))
    rank_takes(found)
    return [take.rank for take in Take.objects.filter(pk__in=[take.pk for take in takes]).order_by("pk")]


def test_the_better_take_is_first(workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    with scope(workspace.pk):
        takes = [
            take(scene, shade, dict.fromkeys(METHODS, value), value)
            for shade, value in ((300, 0.4), (301, 0.9), (302, 0.6))
        ]
        assert ranks(takes) == [3, 1, 2]


def test_a_take_that_was_not_looked_over_has_no_rank(workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    with scope(workspace.pk):
        takes = [take(scene, 300, dict.fromkeys(METHODS, 0.5), 0.5), take(scene, 301, {}, None)]
        assert ranks(takes) == [1, None]
        assert ranks([take(scene, 302, {}, None)]) == [None]
        rank_takes([])


def test_only_what_was_measured_in_all_is_compared(workspace: Workspace) -> None:
    """The second take's one high value would win if a missing measure counted for nothing."""
    scene = rows.scene_in(workspace)
    with scope(workspace.pk):
        takes = [
            take(scene, 300, {"imaging_quality": 0.7, "motion_smoothness": 0.1, "temporal_flickering": 0.8}, 0.5),
            take(scene, 301, {"imaging_quality": 0.6, "motion_smoothness": None, "temporal_flickering": 0.7}, 0.65),
        ]
        assert ranks(takes) == [1, 2]


def test_scores_of_different_methods_are_never_ranked_together(workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    with scope(workspace.pk):
        takes = [
            take(scene, 300, {"imaging_quality": 0.7}, 0.7, "one method"),
            take(scene, 301, {"imaging_quality": 0.9}, 0.9, "another method"),
        ]
        assert ranks(takes) in ([None, None], [1, 1])


def test_a_person_is_asked_only_when_every_take_is_poor(workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    with scope(workspace.pk):
        good = take(scene, 300, {}, 0.99)
        below = limits_of(clip_of(good)).review_below
        assert below is not None
        poor = take(scene, 301, {}, below - 0.01)
        flagged, unseen = take(scene, 302, {}, 0.9), take(scene, 303, {}, None)
        flagged.flags = ["frozen"]
        assert needs_a_person([poor])
        assert needs_a_person([poor, flagged])
        assert not needs_a_person([poor, good, flagged])
        assert needs_a_person([poor, unseen])
        assert not needs_a_person([unseen])
        assert not needs_a_person([])
