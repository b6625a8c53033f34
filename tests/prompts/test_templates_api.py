"""/prompt-templates: written, found, filled, used, and what came of them."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Generation, HeroFrame, PromptUse, PromptVersion, Rating
from projects.models import Scene
from tests import rows
from tests.cast import Speaker

pytestmark = pytest.mark.django_db
LIBRARY = "prompt-templates"
BODY = {
    "name": "Pier",
    "kind": "frames",
    "text": "{{subject}} on a pier, {{light=last light}}",
    "tags": ["Sea", "calm"],
}


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    return rows.scene_in(workspace)


def made(speaker: Speaker, **change: Any) -> Any:
    return speaker.made("POST", LIBRARY, {**BODY, **change})


def listed(speaker: Speaker, query: str = "") -> list[str]:
    return [one["name"] for one in speaker.made("GET", f"{LIBRARY}?{query}")["results"]]


def used_by(speaker: Speaker, scene: Scene, version: str, score: float, stars: int = 0) -> Generation:
    """Frames that were asked for with a version, of which one was scored."""
    body = {"kind": "frames", "scene": str(scene.pk), "prompt": "a boat on a pier", "count": 1, "template": version}
    asked = speaker.made("POST", "generations", body)
    with scope(scene.tenant_id):
        generation = Generation.objects.get(pk=asked["id"])
        HeroFrame.objects.filter(pk=rows.frame_of(scene, generation).pk).update(score=score)
        if stars:
            Rating.objects.create(generation=generation, stars=stars)
    return generation


def test_a_template_tells_its_variables_and_who_reads_may_not_write(as_editor: Speaker, as_viewer: Speaker) -> None:
    one = made(as_editor, chips=["lens-35"], negative_prompt="people")
    assert one["variables"] == [{"name": "subject", "default": None}, {"name": "light", "default": "last light"}]
    assert (one["newest"], one["tags"], one["chips"], one["negative_prompt"]) == (
        1,
        ["calm", "sea"],
        ["lens-35"],
        "people",
    )
    assert one["tally"] == {"uses": 0, "last_used": None, "stars": None, "score": None, "otherwise": 0}
    assert as_viewer.made("GET", f"{LIBRARY}/{one['id']}") == one
    for method, path in (
        ("POST", LIBRARY),
        ("PATCH", f"{LIBRARY}/{one['id']}"),
        ("POST", f"{LIBRARY}/{one['id']}/duplicate"),
    ):
        as_viewer.refused(403, method, path, BODY)
    filled = as_viewer.made("POST", f"{LIBRARY}/fill", {"version": one["version"], "values": {"subject": "a boat"}})
    assert (filled["text"], filled["missing"]) == ("a boat on a pier, last light", [])


def test_an_outsider_sees_and_fills_nothing(as_editor: Speaker, as_outsider: Speaker, scene: Scene) -> None:
    one = made(as_editor)
    assert as_outsider.made("GET", LIBRARY)["results"] == []
    told = as_outsider.refused(400, "POST", f"{LIBRARY}/fill", {"version": one["version"]})
    assert told["errors"][0]["field"] == "version"
    body = {"kind": "picture", "prompt": "a boat", "template": one["version"]}
    assert as_outsider.refused(400, "POST", "generations", body)["errors"][0]["field"] == "template"


def test_each_save_of_other_words_is_a_version_and_one_can_go_back(as_editor: Speaker) -> None:
    one = made(as_editor)
    path = f"{LIBRARY}/{one['id']}"
    assert as_editor.made("PATCH", path, {"name": "Jetty", "text": BODY["text"]})["newest"] == 1
    second = as_editor.made("PATCH", path, {"text": "{{subject}} at sea", "note": "Farther out."})
    assert (second["newest"], second["variables"]) == (2, [{"name": "subject", "default": None}])
    third = as_editor.made("POST", f"{path}/go-back", {"number": 1}, If_Match=second["etag"])
    assert (third["newest"], third["text"]) == (3, BODY["text"])
    found = as_editor.made("GET", f"{path}/versions")["results"]
    assert [(v["number"], v["note"], v["back_to"]) for v in found] == [
        (3, "", 1),
        (2, "Farther out.", None),
        (1, "", None),
    ]
    as_editor.refused(412, "POST", f"{path}/go-back", {"number": 1}, If_Match=one["etag"])
    as_editor.refused(409, "POST", f"{path}/go-back", {"number": 3})
    assert as_editor.refused(400, "POST", f"{path}/go-back", {"number": 9})["errors"][0]["field"] == "number"


def test_a_duplicate_and_a_copy_from_the_studio_are_ones_own(as_editor: Speaker) -> None:
    one = made(as_editor)
    twin = as_editor.made("POST", f"{LIBRARY}/{one['id']}/duplicate")
    assert (twin["name"], twin["text"], twin["newest"]) == ("Pier (copy)", one["text"], 1)
    starter = as_editor.made("GET", LIBRARY)["starters"][0]
    copy = as_editor.made("POST", LIBRARY, {"starter": starter["id"]})
    assert (copy["text"], copy["kind"], copy["chips"]) == (starter["text"], starter["kind"], starter["chips"])
    as_editor.made("PATCH", f"{LIBRARY}/{copy['id']}", {"text": "{{place}} at noon"})
    assert as_editor.made("GET", LIBRARY)["starters"][0] == starter
    assert as_editor.refused(400, "POST", LIBRARY, {"starter": "nothing"})["errors"][0]["field"] == "starter"


def test_templates_are_found_by_words_tags_and_kind_and_put_away(as_editor: Speaker) -> None:
    first, second = made(as_editor), made(as_editor, name="Storm", text="a storm at sea", tags=["wild"])
    made(as_editor, name="Drift", kind="takes", text="slow drift", tags=[])
    assert set(listed(as_editor)) == {"Pier", "Storm", "Drift"}
    assert listed(as_editor, "q=STORM sea") == ["Storm"]
    assert listed(as_editor, "tag=sea") == ["Pier"]
    assert listed(as_editor, "kind=takes") == ["Drift"]
    assert listed(as_editor, "sort=name") == ["Drift", "Pier", "Storm"]
    as_editor.made("PATCH", f"{LIBRARY}/{second['id']}", {"text": "calm water"})
    assert listed(as_editor, "q=storm sea") == []  # only what it says now is searched
    as_editor.made("PATCH", f"{LIBRARY}/{first['id']}", {"archived": True})
    assert "Pier" not in listed(as_editor)
    assert listed(as_editor, "archived=true") == ["Pier"]
    as_editor.made("PATCH", f"{LIBRARY}/{first['id']}", {"archived": False})
    assert "Pier" in listed(as_editor)


def test_what_was_made_with_it_is_counted_by_version_and_rated_honestly(as_editor: Speaker, scene: Scene) -> None:
    one = made(as_editor)
    first = used_by(as_editor, scene, one["version"], 0.5, stars=5)
    second = as_editor.made("PATCH", f"{LIBRARY}/{one['id']}", {"text": "{{subject}} at sea"})
    used_by(as_editor, scene, second["version"], 0.9)
    tally = as_editor.made("GET", f"{LIBRARY}/{one['id']}")["tally"]
    assert tally["uses"] == 2
    assert tally["stars"] == {"value": 5.0, "count": 1}
    assert tally["score"] == {"value": pytest.approx(0.7), "count": 2}
    newest, oldest = as_editor.made("GET", f"{LIBRARY}/{one['id']}/versions")["results"]
    assert [(v["tally"]["uses"], v["tally"]["score"]["value"]) for v in (newest, oldest)] == [(1, 0.9), (1, 0.5)]
    uses = as_editor.made("GET", f"{LIBRARY}/{one['id']}/generations?version=1")["results"]
    assert [(use["generation"], use["version"], use["stars"]) for use in uses] == [(str(first.pk), 1, 5.0)]
    assert uses[0]["picture"]
    as_editor.refused(400, "GET", f"{LIBRARY}/{one['id']}/generations?version=one")


def test_one_five_star_rating_does_not_beat_many_good_ones(as_editor: Speaker, scene: Scene) -> None:
    lucky, proven = made(as_editor, name="Lucky"), made(as_editor, name="Proven")
    used_by(as_editor, scene, lucky["version"], 0.5, stars=5)
    for _ in range(4):
        used_by(as_editor, scene, proven["version"], 0.5, stars=5)
    poor = made(as_editor, name="Poor")
    used_by(as_editor, scene, poor["version"], 0.5, stars=1)
    made(as_editor, name="New")
    assert listed(as_editor, "sort=rated") == ["Proven", "Lucky", "New", "Poor"]
    assert listed(as_editor, "sort=used")[0] == "Proven"


def test_takes_that_were_measured_otherwise_are_not_mixed_in(as_editor: Speaker, scene: Scene) -> None:
    one = made(as_editor, kind="takes", text="slow drift")
    rows.frame_of(scene)
    body = {"kind": "takes", "scene": str(scene.pk), "prompt": "slow drift", "count": 3, "template": one["version"]}
    asked = as_editor.made("POST", "generations", body)
    with scope(scene.tenant_id):
        generation = Generation.objects.get(pk=asked["id"])
        for shade, (profile, total) in enumerate((("classical", 0.6), ("classical", 0.8), ("vbench", 0.1))):
            take = rows.take_of(scene, generation, shade=shade)
            type(take).objects.filter(pk=take.pk).update(profile=profile, total=total)
    tally = as_editor.made("GET", f"{LIBRARY}/{one['id']}")["tally"]
    assert (tally["score"], tally["otherwise"]) == ({"value": pytest.approx(0.7), "count": 2}, 1)


def test_the_same_again_counts_and_other_words_do_not(as_editor: Speaker, scene: Scene) -> None:
    one = made(as_editor)
    first = used_by(as_editor, scene, one["version"], 0.5)
    with scope(scene.tenant_id):
        Generation.objects.filter(pk=first.pk).update(state=values.SUCCEEDED)
    again = as_editor.made("POST", f"generations/{first.pk}/retry", {})
    other = as_editor.made("POST", f"generations/{first.pk}/retry", {"prompt": "a storm"})
    with scope(scene.tenant_id):
        kept = {use.generation_id for use in PromptUse.objects.filter(version=one["version"])}
        assert {str(each) for each in kept} == {str(first.pk), again["id"]}
        assert "template" not in Generation.objects.get(pk=other["id"]).settings


def test_a_plan_may_come_from_a_template(as_editor: Speaker, scene: Scene) -> None:
    one = made(as_editor, kind="plan", text="{{hero}} wants to go home")
    body = {"idea": "a sailor wants to go home", "template": one["version"], "replace": True}
    plan = as_editor.made("POST", f"episodes/{scene.episode_id}/plan", body)
    uses = as_editor.made("GET", f"{LIBRARY}/{one['id']}/generations")["results"]
    assert [use["generation"] for use in uses] == [plan["id"]]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "{{a"}, "text"),
        ({"text": ""}, "text"),
        ({"name": ""}, "name"),
        ({"kind": "film"}, "kind"),
        ({"tags": ["x"] * 9}, "tags"),
        ({"chips": ["no-such-chip"]}, "chips"),
        ({"negative_prompt": "{{a}}"}, "negative_prompt"),
    ],
)
def test_what_cant_be_a_template_is_refused_by_field(body: dict[str, Any], field: str, as_editor: Speaker) -> None:
    told = as_editor.refused(400, "POST", LIBRARY, {**BODY, **body})
    assert told["errors"][0]["field"].split(".")[0] == field


def test_a_longer_library_asks_the_database_no_more(as_editor: Speaker, scene: Scene) -> None:
    one = made(as_editor)
    used_by(as_editor, scene, one["version"], 0.5, stars=4)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            listed(as_editor)
        return len(queries)

    few = asked()
    for number in range(5):
        made(as_editor, name=f"Another {number}")
    assert asked() == few


def test_a_template_that_goes_takes_its_versions_and_leaves_what_was_made(as_editor: Speaker, scene: Scene) -> None:
    one = made(as_editor)
    kept = used_by(as_editor, scene, one["version"], 0.5)
    as_editor.made("DELETE", f"{LIBRARY}/{one['id']}")
    with scope(scene.tenant_id):
        assert not PromptVersion.objects.filter(pk=one["version"]).exists()
        Generation.objects.filter(pk=kept.pk).update(state=values.SUCCEEDED)
    assert as_editor.made("POST", f"generations/{kept.pk}/retry", {})["prompt"] == kept.prompt
