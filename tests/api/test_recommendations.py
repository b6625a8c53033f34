"""/recommendations"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Generation
from generation.recommending import past
from projects.models import Project
from quality.recommending.values import Parameter, RatedValue
from quality.remembering import rated_values, remember
from quality.values import Function, Tier
from tests import rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def test_advice_has_a_machine_values_tips_and_upgrades(as_viewer: Speaker) -> None:
    told = as_viewer.made("GET", "recommendations")
    assert set(told) == {"hardware", "profile", "headline", "recommendations", "tips", "upgrades"}
    assert set(told["hardware"]) == {"class", "name", "words"}
    assert told["hardware"]["class"] == "none"
    assert told["profile"] == "balanced"
    assert told["headline"].startswith("For this machine: ")
    for one in told["recommendations"]:
        assert set(one) == {"function", "parameter", "value", "words", "reason", "alternatives", "gain"}
        assert set(one["gain"]) == {"time_factor", "memory_gb", "quality", "words"}
    assert {tip["goal"] for tip in told["tips"]} == {"speed", "quality", "memory"}
    assert any("16 GB" in one["words"] for one in told["upgrades"])


def test_each_profile_gives_its_own_advice(as_viewer: Speaker) -> None:
    found = {
        name: as_viewer.made("GET", f"recommendations?profile={name}") for name in ("speed", "balanced", "quality")
    }
    tiers = {name: advice["recommendations"][0]["value"] for name, advice in found.items()}
    assert tiers == {"speed": "low", "balanced": "standard", "quality": "high"}


def test_gains_are_against_the_projects_quality(shelf: Shelf, as_editor: Speaker) -> None:
    def factor(query: str = "") -> float:
        found = as_editor.made("GET", f"recommendations?profile=speed{query}")["recommendations"][0]
        return float(found["gain"]["time_factor"])

    assert factor() > 1
    assert factor(f"&project={shelf.project.pk}") == 1  # it is in Low already
    with scope(shelf.project.tenant_id):
        Project.objects.filter(pk=shelf.project.pk).update(quality="high")
    assert factor(f"&project={shelf.project.pk}") > factor()


def test_what_people_rated_is_heeded(as_viewer: Speaker) -> None:
    def count() -> str:
        found = as_viewer.made("GET", "recommendations")["recommendations"]
        return next(
            str(one["value"]) for one in found if (one["function"], one["parameter"]) == ("create_image", "count")
        )

    assert count() == "4"
    function, tier = Function.CREATE_IMAGE, Tier.STANDARD
    remember([RatedValue(function, tier, Parameter.COUNT, "6", 60, 300)])
    remember([RatedValue(function, tier, Parameter.COUNT, "4", 60, 60)])
    assert count() == "6"


def test_what_is_no_more_is_left_out_of_what_was_rated() -> None:
    remember([RatedValue("weave", Tier.LOW, Parameter.COUNT, "6", 60, 300)])  # type: ignore[arg-type]
    assert rated_values() == ()


def test_times_of_this_workspace_are_heeded_and_no_others(shelf: Shelf, elsewhere: Workspace) -> None:
    begun = timezone.now()
    ended = {"started_at": begun, "finished_at": begun + timedelta(seconds=60), "decision": {"row": "image-low-drawn"}}
    made = rows.ended(shelf.scene, values.FRAMES)
    with scope(made.tenant_id):
        Generation.objects.filter(pk=made.pk).update(count=4, **ended)
        assert [(one.row, one.seconds, one.runs) for one in past()] == [("image-low-drawn", 15, 1)]
        for change in ({"decision": {"row": "image-low-drawn", "simulated": True}}, {"route_changes": [{"part": 1}]}):
            Generation.objects.filter(pk=made.pk).update(**change)
            assert past() == ()
            Generation.objects.filter(pk=made.pk).update(**ended)
    with scope(elsewhere.pk):
        assert past() == ()


def test_a_profile_or_a_project_that_is_none_is_told(as_viewer: Speaker) -> None:
    told = as_viewer.refused(400, "GET", "recommendations?profile=cheap")
    assert told["errors"][0] == {
        "field": "profile",
        "detail": "There is no such profile.",
        "advice": "Use one of: speed, balanced, quality.",
    }
    assert as_viewer.refused(400, "GET", "recommendations?project=7")["errors"][0]["field"] == "project"
    as_viewer.refused(404, "GET", f"recommendations?project={uuid4()}")


def test_an_outsider_learns_nothing_of_a_project(
    shelf: Shelf, as_outsider: Speaker, as_intruder: Speaker, as_stranger: Speaker
) -> None:
    as_outsider.refused(404, "GET", f"recommendations?project={shelf.project.pk}")
    as_intruder.refused(404, "GET", "recommendations")
    as_stranger.refused(401, "GET", "recommendations")


def test_it_takes_a_few_statements_however_much_was_made(shelf: Shelf, as_editor: Speaker) -> None:
    with CaptureQueriesContext(connection) as few:
        as_editor.made("GET", f"recommendations?project={shelf.project.pk}")
    for _ in range(5):
        rows.ended(shelf.scene, values.FRAMES)
    with CaptureQueriesContext(connection) as many:
        as_editor.made("GET", f"recommendations?project={shelf.project.pk}")
    assert len(few) == len(many) <= MOST_QUERIES


def test_no_model_is_named(as_viewer: Speaker) -> None:
    for profile in ("speed", "balanced", "quality"):
        told = as_viewer.call("GET", f"recommendations?profile={profile}").content.decode().lower()
        for name in ("flux", "wan", "diffusers", "animatic", "schnell"):
            assert name not in told
