"""/prompt-tests: begun, voted in without knowing, closed, and taken from."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import ApiToken, User, Workspace
from accounts.roles import Role
from accounts.tenancy import scope
from generation import values
from generation.fan_out import seed_of
from generation.models import Generation, HeroFrame, Job
from projects.blind import services
from projects.models import BlindTest, BlindVote, Scene
from tests import cast, rows
from tests.cast import Speaker
from tests.credits.books import give

pytestmark = pytest.mark.django_db
TESTS = "prompt-tests"
A_WORDS, B_WORDS = "a crimson sloop on a lake", "an azure dinghy on a pond"


@pytest.fixture
def scene(workspace: Workspace) -> Scene:
    return rows.scene_in(workspace)


def wish(scene: Scene, **change: Any) -> dict[str, Any]:
    return {"scene": str(scene.pk), "a": {"prompt": A_WORDS}, "b": {"prompt": B_WORDS}, "pairs": 3, **change}


def begun(speaker: Speaker, scene: Scene, **change: Any) -> BlindTest:
    made = speaker.made("POST", TESTS, wish(scene, **change))
    with scope(scene.tenant_id):
        return BlindTest.objects.select_related("frames_a", "frames_b").get(pk=made["id"])


def finished(test: BlindTest, whole: int | None = None) -> BlindTest:
    """All pictures of A are there, and so many of B."""
    with scope(test.tenant_id):
        made = test.pairs if whole is None else whole
        for side, (generation, count) in enumerate(((test.frames_a, test.pairs), (test.frames_b, made))):
            assert generation is not None
            for number in range(1, count + 1):
                frame = rows.frame_of(test.scene, generation, shade=40 * side + number)
                HeroFrame.objects.filter(pk=frame.pk).update(seed=seed_of(generation.seed, number))
            Generation.objects.filter(pk=generation.pk).update(state=values.SUCCEEDED)
    return test


def seen(speaker: Speaker, test: BlindTest) -> Any:
    return speaker.made("GET", f"{TESTS}/{test.pk}")


def vote(speaker: Speaker, test: BlindTest, place: int, choice: str) -> Any:
    return speaker.made("POST", f"{TESTS}/{test.pk}/votes", {"place": place, "choice": choice})


def choose(speaker: Speaker, person: User, test: BlindTest, wanted: str) -> Any:
    """Vote for A or B on every pair, by what stands where for this person."""
    told: Any = None
    with scope(test.tenant_id):
        seats = services.seats_of(test, person.pk)
    for place, seat in enumerate(seats, 1):
        told = vote(speaker, test, place, "left" if seat.left == wanted else "right")
    return told


def test_both_sides_are_asked_for_alike_but_for_the_words(scene: Scene, as_editor: Speaker) -> None:
    price = as_editor.made("POST", f"{TESTS}/quote", wish(scene))
    before = as_editor.made("GET", "generations")["results"]
    test = begun(as_editor, scene)
    assert price["pictures"] == 6
    assert before == []
    a, b = test.frames_a, test.frames_b
    assert a is not None
    assert b is not None
    assert (a.prompt, b.prompt) == (A_WORDS, B_WORDS)
    for name in ("seed", "count", "requested_tier", "negative_prompt", "project_id", "asks"):
        assert getattr(a, name) == getattr(b, name), name
    assert a.settings["enhance"] == b.settings["enhance"]  # chips are never left to the studio: they follow the words
    assert price["credits"] == a.credits_reserved + b.credits_reserved == price["a"]["credits"] + price["b"]["credits"]
    with scope(scene.tenant_id):
        seeds = [
            [job.params["seed"] for job in Job.objects.filter(generation=one).order_by("number")] for one in (a, b)
        ]
    assert seeds[0] == seeds[1]
    assert len(seeds[0]) == 3


def test_the_same_key_begins_one_test_and_another_body_is_refused(scene: Scene, as_editor: Speaker) -> None:
    one, same = (as_editor.made("POST", TESTS, wish(scene), Idempotency_Key="k1") for _ in range(2))
    assert one["id"] == same["id"]
    as_editor.refused(422, "POST", TESTS, wish(scene, pairs=2), Idempotency_Key="k1")
    with scope(scene.tenant_id):
        assert Generation.objects.count() == 2


def test_where_one_side_cant_be_paid_neither_is_begun(scene: Scene, as_editor: Speaker) -> None:
    price = as_editor.made("POST", f"{TESTS}/quote", wish(scene))
    give(scene.tenant_id, price["credits"] - 1)
    as_editor.refused(402, "POST", f"{TESTS}/quote", wish(scene))
    as_editor.refused(402, "POST", TESTS, wish(scene))
    with scope(scene.tenant_id):
        assert not Generation.objects.exists()
        assert not BlindTest.objects.exists()


def test_before_it_is_revealed_nothing_tells_a_from_b(
    scene: Scene, as_editor: Speaker, as_viewer: Speaker, viewer: User
) -> None:
    """Neither in the answer, nor in the list, nor in the address, headers, name or bytes of a picture."""
    test = finished(begun(as_editor, scene))
    vote(as_viewer, test, 1, "left")
    with scope(scene.tenant_id):
        frames = list(HeroFrame.objects.select_related("output__file"))
        telling = [A_WORDS, B_WORDS, *A_WORDS.split(), *B_WORDS.split(), test.salt, *(str(f.pk) for f in frames)]
        telling += [str(one) for f in frames for one in (f.output_id, f.output.file.sha256, f.seed, f.generation_id)]
        telling = [words for words in telling if len(words) > 3]
        seats = services.seats_of(test, viewer.pk)
    answers = [seen(as_viewer, test), as_viewer.made("GET", TESTS)]
    for told in answers:
        said = json.dumps(told)
        assert [words for words in telling if words in said] == []
    assert answers[0]["result"] is None
    assert [each["place"] for each in answers[0]["places"]] == [1, 2, 3]
    for place, seat in enumerate(seats, 1):
        for side in ("left", "right"):
            picture = as_viewer.call("GET", f"{TESTS}/{test.pk}/picture?place={place}&side={side}")
            assert picture.status_code == 200
            assert picture.content[:4] + picture.content[8:12] == b"RIFFWEBP"
            headers = json.dumps(dict(picture.headers))
            assert [words for words in telling if words.encode() in picture.content or words in headers] == []
            assert not {"Content-Disposition", "ETag", "Last-Modified"} & set(picture.headers)
        assert seat.number in (1, 2, 3)


def test_everybody_has_an_order_of_their_own_and_keeps_it(
    scene: Scene, workspace: Workspace, as_editor: Speaker
) -> None:
    test = finished(begun(as_editor, scene))
    people = [rows.person_in(workspace).user for _ in range(12)]
    with scope(scene.tenant_id):
        seats = [services.seats_of(test, person.pk) for person in people]
        assert len(set(seats)) > 6
        assert seats == [services.seats_of(test, person.pk) for person in people]


def test_a_viewer_votes_changes_the_vote_and_sees_the_result_after_the_last_pair(
    scene: Scene, as_editor: Speaker, as_viewer: Speaker, viewer: User
) -> None:
    test = finished(begun(as_editor, scene))
    assert vote(as_viewer, test, 1, "left")["places"][0]["vote"] == "left"
    assert vote(as_viewer, test, 1, "same")["places"][0]["vote"] == "same"
    told = choose(as_viewer, viewer, test, "b")
    assert told["revealed"]
    as_viewer.refused(409, "POST", f"{TESTS}/{test.pk}/votes", {"place": 1, "choice": "left"})  # no longer blind
    assert (told["result"]["a"], told["result"]["b"], told["result"]["same"]) == (0, 3, 0)
    assert told["result"]["sentence"] == "Too close to call: 3 of 3 preferred B."
    assert told["result"]["side_b"]["prompt"] == B_WORDS
    assert [pair["b"] for pair in told["result"]["pairs"]] == [1, 1, 1]
    assert seen(as_editor, test)["result"] is None  # who has not voted knows nothing yet
    with scope(scene.tenant_id):
        assert BlindVote.objects.count() == 3


def test_closing_shows_everybody_and_ends_the_voting(
    scene: Scene, workspace: Workspace, as_editor: Speaker, as_owner: Speaker, as_viewer: Speaker
) -> None:
    test = finished(begun(as_editor, scene))
    as_viewer.refused(403, "POST", f"{TESTS}/{test.pk}/close")
    another = cast.browser(cast.person("second@northlight.film", workspace, Role.EDITOR), workspace)
    another.refused(403, "POST", f"{TESTS}/{test.pk}/close")
    as_editor.refused(409, "POST", f"{TESTS}/{test.pk}/accept", {"side": "a"})
    as_owner.made("POST", f"{TESTS}/{test.pk}/close")
    assert seen(as_viewer, test)["result"]["sentence"] == "Nobody has voted yet."
    as_viewer.refused(409, "POST", f"{TESTS}/{test.pk}/votes", {"place": 1, "choice": "left"})
    as_editor.refused(409, "POST", f"{TESTS}/{test.pk}/close")


def test_the_better_words_become_the_scenes(scene: Scene, as_editor: Speaker, as_viewer: Speaker) -> None:
    test = begun(as_editor, scene, enhance=["lens-35"])
    as_editor.made("POST", f"{TESTS}/{test.pk}/close")
    as_viewer.refused(403, "POST", f"{TESTS}/{test.pk}/accept", {"side": "b"})
    assert as_editor.made("POST", f"{TESTS}/{test.pk}/accept", {"side": "b"})["result"]["accepted"] == "b"
    now = as_editor.made("GET", f"scenes/{scene.pk}")
    assert (now["prompt"], now["enhancements"]) == (B_WORDS, ["lens-35"])
    told = as_editor.refused(400, "POST", f"{TESTS}/{test.pk}/accept", {"side": "b", "becomes": "template"})
    assert told["errors"][0]["field"] == "becomes"


def test_two_versions_of_a_template_compete_and_the_older_one_can_come_back(scene: Scene, as_editor: Speaker) -> None:
    body = {"name": "Pier", "kind": "frames", "text": "{{subject}} on a pier", "chips": ["lens-35"]}
    old = as_editor.made("POST", "prompt-templates", body)
    new = as_editor.made("PATCH", f"prompt-templates/{old['id']}", {"text": "{{subject}} at sea, {{light=dusk}}"})
    sides = {
        side: {"version": one["version"], "values": {"subject": "a boat"}} for side, one in (("a", old), ("b", new))
    }
    test = begun(as_editor, scene, **sides)
    assert test.asked["a"] == {
        "prompt": "a boat on a pier",
        "negative_prompt": test.asked["b"]["negative_prompt"],
        "enhance": ["lens-35"],
    }
    assert test.asked["b"]["prompt"] == "a boat at sea, dusk"
    as_editor.made("POST", f"{TESTS}/{test.pk}/close")
    as_editor.made("POST", f"{TESTS}/{test.pk}/accept", {"side": "a", "becomes": "template"})
    now = as_editor.made("GET", f"prompt-templates/{old['id']}")
    assert (now["newest"], now["text"], now["tally"]["uses"]) == (3, "{{subject}} on a pier", 2)


def test_only_whole_pairs_are_voted_on_and_only_when_all_is_made(scene: Scene, as_editor: Speaker) -> None:
    test = begun(as_editor, scene)
    assert (seen(as_editor, test)["state"], seen(as_editor, test)["places"]) == ("making", [])
    as_editor.refused(409, "POST", f"{TESTS}/{test.pk}/votes", {"place": 1, "choice": "left"})
    finished(test, whole=2)
    told = seen(as_editor, test)
    assert (told["state"], told["ready"], len(told["places"])) == ("voting", 2, 2)
    assert (
        as_editor.refused(400, "POST", f"{TESTS}/{test.pk}/votes", {"place": 3, "choice": "left"})["errors"][0]["field"]
        == "place"
    )


def test_what_is_still_being_made_can_be_stopped(scene: Scene, as_editor: Speaker) -> None:
    test = begun(as_editor, scene)
    assert as_editor.made("POST", f"{TESTS}/{test.pk}/cancel")["state"] == "voting"
    with scope(scene.tenant_id):
        assert {one.state for one in Generation.objects.all()} == {values.CANCELLED}
    assert seen(as_editor, test)["revealed"] is False


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"b": {"prompt": A_WORDS}}, "b.prompt"),
        ({"a": {"prompt": " "}}, "a.prompt"),
        ({"pairs": 9}, "pairs"),
        ({"b": {"version": "0198f7a0-0000-7000-8000-000000000000"}}, "b.version"),
        ({"enhance": ["nothing"]}, "enhance"),
    ],
)
def test_what_cant_be_compared_is_refused_by_field(
    change: dict[str, Any], field: str, scene: Scene, as_editor: Speaker
) -> None:
    for path in (TESTS, f"{TESTS}/quote"):
        assert as_editor.refused(400, "POST", path, wish(scene, **change))["errors"][0]["field"] == field


def test_an_outsider_finds_none_and_begins_none(scene: Scene, as_editor: Speaker, as_outsider: Speaker) -> None:
    test = finished(begun(as_editor, scene))
    assert as_outsider.made("GET", TESTS)["results"] == []
    for method, path in (("GET", ""), ("GET", "/picture?place=1&side=left"), ("POST", "/votes"), ("POST", "/close")):
        as_outsider.refused(
            404, method, f"{TESTS}/{test.pk}{path}", {"place": 1, "choice": "left"} if method == "POST" else None
        )
    as_outsider.refused(404, "POST", TESTS, wish(scene))


def test_a_longer_list_asks_the_database_no_more(scene: Scene, as_editor: Speaker, as_viewer: Speaker) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_viewer.made("GET", TESTS)
        return len(queries)

    finished(begun(as_editor, scene, pairs=1))
    few = asked()
    for _ in range(3):
        vote(as_viewer, finished(begun(as_editor, scene, pairs=1)), 1, "left")
    assert asked() == few


def test_a_service_token_has_no_taste(scene: Scene, as_editor: Speaker, workspace: Workspace) -> None:
    test = finished(begun(as_editor, scene))
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="robot")
    robot = Speaker({"Authorization": f"Bearer {secret}"})
    robot.refused(403, "POST", f"{TESTS}/{test.pk}/votes", {"place": 1, "choice": "left"})
    assert seen(robot, test)["places"] == []
