"""/custom-tiers: a workspace's own qualities, and what is made in them."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.models import Workspace
from tests import cast
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db

DRAFTS: dict[str, Any] = {
    "name": "Night drafts",
    "base": "standard",
    "picture_side": 640,
    "video_side": 512,
    "frames": 25,
}


def made(speaker: Speaker, **changes: Any) -> Any:
    return speaker.made("POST", "custom-tiers", {**DRAFTS, **changes})


def test_an_owner_makes_one_and_everybody_finds_it(as_owner: Speaker, as_viewer: Speaker) -> None:
    tier = made(as_owner)
    assert (tier["slug"], tier["base"], tier["picture_side"], tier["steps"]) == ("night-drafts", "standard", 640, None)
    assert [found["name"] for found in as_viewer.made("GET", "custom-tiers")] == ["Night drafts"]


def test_it_is_changed_and_deleted_and_the_audit_log_says_so(as_owner: Speaker) -> None:
    tier = made(as_owner)
    changed = as_owner.made("PUT", f"custom-tiers/{tier['id']}", {**DRAFTS, "name": "Quick", "frames": None})
    assert (changed["slug"], changed["frames"]) == ("quick", None)
    assert as_owner.call("DELETE", f"custom-tiers/{tier['id']}").status_code == 204
    assert as_owner.made("GET", "custom-tiers") == []
    said = [entry["action"] for entry in as_owner.made("GET", "audit")["results"]]
    assert {"tier.made", "tier.changed", "tier.deleted"} <= set(said)


@pytest.mark.parametrize(
    ("change", "field", "detail"),
    [
        ({"name": " "}, "name", "The name is empty."),
        ({"name": "High"}, "name", "This name can't be used."),
        ({"name": "🎬"}, "name", "This name can't be used."),
        ({"name": "x" * 41}, "name", "This is longer than 40 characters."),
        ({"base": "ultra"}, "base", '"ultra" is not a quality.'),
        ({"picture_side": 2048}, "picture_side", "Standard goes up to 1024."),
        ({"frames": 98}, "frames", "Standard goes up to 97."),
        ({"frames": 2}, "frames", "This number of frames is too small."),
        ({"steps": 1.5}, "steps", "This number of steps is not a whole number."),
    ],
)
def test_what_cannot_be_one_is_refused_with_the_field(
    as_owner: Speaker, change: dict[str, Any], field: str, detail: str
) -> None:
    answer = as_owner.call("POST", "custom-tiers", {**DRAFTS, **change})
    assert answer.status_code == 400
    assert (answer.json()["errors"][0]["field"], answer.json()["errors"][0]["detail"]) == (field, detail)


def test_a_name_in_another_script_works(as_owner: Speaker) -> None:
    assert made(as_owner, name="مسودة سريعة")["slug"] == "مسودة-سريعة"


@pytest.mark.parametrize("name", ["Ⅷ" * 40, "㎢" * 40, "ﷺ" * 40])
def test_a_name_that_is_longer_in_plain_letters_works_too(as_owner: Speaker, name: str) -> None:
    tier = made(as_owner, name=name)
    assert tier["name"] == name
    assert 0 < len(tier["slug"]) <= 40


def test_a_project_goes_along_when_its_quality_gets_another_base(as_owner: Speaker) -> None:
    tier = made(as_owner)
    project = as_owner.made("POST", "projects", {"idea": "a red boat", "quality": tier["slug"]})
    as_owner.made("PUT", f"custom-tiers/{tier['id']}", {**DRAFTS, "base": "low", "frames": 9})
    assert as_owner.made("GET", f"projects/{project['id']}")["quality"] == "low"
    scene = as_owner.made("POST", "scenes", {"episode": project["episodes"][0]["id"], "prompt": "a red boat"})
    asked = {"kind": "frames", "scene": scene["id"], "prompt": "a red boat"}
    assert as_owner.made("POST", "generations/quote", asked)["requested_tier"] == "low"
    assert as_owner.call("DELETE", f"custom-tiers/{tier['id']}").status_code == 204
    after = as_owner.made("GET", f"projects/{project['id']}")
    assert (after["quality"], after["custom_tier"]) == ("low", None)


def test_two_of_a_name_are_refused(as_owner: Speaker) -> None:
    made(as_owner)
    assert (
        as_owner.call("POST", "custom-tiers", DRAFTS).json()["errors"][0]["detail"]
        == "There is a quality of this name."
    )


def test_it_stays_within_the_plan(as_owner: Speaker, workspace: Workspace) -> None:
    workspace.plan = "free"
    workspace.save()
    answer = as_owner.call("POST", "custom-tiers", {**DRAFTS, "base": "high"})
    assert answer.status_code == 403
    assert "plans make up to" in answer.json()["detail"]


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_who_may_not_change_settings_may_not_make_one(role: str, request: pytest.FixtureRequest) -> None:
    speaker: Speaker = request.getfixturevalue(f"as_{role}")
    assert speaker.call("POST", "custom-tiers", DRAFTS).status_code == 403


def test_an_outsider_finds_none_and_nothing_changes(
    shelf: Shelf, as_owner: Speaker, outsider: Any, elsewhere: Any
) -> None:
    stranger = cast.browser(outsider, elsewhere)
    assert stranger.made("GET", "custom-tiers") == []
    assert stranger.call("PUT", f"custom-tiers/{shelf.tier.pk}", DRAFTS).status_code == 404
    assert stranger.call("DELETE", f"custom-tiers/{shelf.tier.pk}").status_code == 404
    assert [tier["id"] for tier in as_owner.made("GET", "custom-tiers")] == [str(shelf.tier.pk)]


def test_a_project_in_it_is_quoted_and_made_in_its_numbers(as_owner: Speaker) -> None:
    made(as_owner)
    project = as_owner.made("POST", "projects", {"idea": "a bell", "quality": "night-drafts"})
    assert (project["quality"], project["quality_name"], project["custom_tier"]) == (
        *("standard", "Night drafts", "night-drafts"),
    )
    scene = as_owner.made("POST", "scenes", {"episode": project["episodes"][0]["id"], "prompt": "a bell"})
    asked = {"kind": "frames", "scene": scene["id"], "prompt": "a bell"}
    quote = as_owner.made("POST", "generations/quote", asked)
    frames = as_owner.made("POST", "generations", asked)
    assert (quote["width"], quote["height"]) == (frames["quote"]["width"], frames["quote"]["height"]) == (640, 352)
    takes = as_owner.made("POST", "generations/quote", {**asked, "kind": "takes"})
    assert (takes["width"], takes["frames"]) == (512, 25)


def test_a_request_may_name_it_and_ask_for_less_still(as_owner: Speaker) -> None:
    made(as_owner)
    asked = {"kind": "picture", "prompt": "a bell", "quality": "night-drafts"}
    assert as_owner.made("POST", "generations/quote", asked)["width"] == 640
    assert as_owner.made("POST", "generations/quote", {**asked, "side": 320})["width"] == 320
    assert as_owner.made("POST", "generations/quote", {**asked, "side": 1024})["width"] == 640


def test_a_quality_that_there_is_not_is_refused_with_those_that_there_are(as_owner: Speaker) -> None:
    made(as_owner)
    for body in ({"kind": "picture", "prompt": "a bell", "quality": "ultra"},):
        error = as_owner.call("POST", "generations", body).json()["errors"][0]
        assert (error["field"], error["advice"]) == ("quality", "Use one of: low, standard, high, night-drafts.")
    answer = as_owner.call("POST", "projects", {"idea": "a bell", "quality": str(uuid4())})
    assert answer.status_code == 400


def test_a_project_goes_on_with_the_base_of_one_that_was_deleted(as_owner: Speaker) -> None:
    tier = made(as_owner)
    project = as_owner.made("POST", "projects", {"idea": "a bell", "quality": "night-drafts"})
    as_owner.call("DELETE", f"custom-tiers/{tier['id']}")
    after = as_owner.made("GET", f"projects/{project['id']}")
    assert (after["quality"], after["quality_name"], after["custom_tier"]) == ("standard", "Standard", None)


def test_a_project_leaves_it_for_a_plain_quality(as_owner: Speaker) -> None:
    made(as_owner)
    project = as_owner.made("POST", "projects", {"idea": "a bell", "quality": "night-drafts"})
    after = as_owner.made("PATCH", f"projects/{project['id']}", {"quality": "high"})
    assert (after["quality"], after["custom_tier"]) == ("high", None)


@pytest.mark.parametrize("word", ["Z\u0000", "\u0000", "\ud800", "a b", "'; --"])
def test_a_word_that_no_quality_can_have_is_refused_like_any_other(as_owner: Speaker, word: str) -> None:
    told = as_owner.refused(400, "POST", "projects", {"idea": "a red boat", "quality": word})
    assert told["errors"][0]["field"] == "quality"
