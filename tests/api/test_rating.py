"""/generations/{id}/rate"""

from typing import Any

import pytest

from accounts.models import ApiToken, User, Workspace
from accounts.tenancy import scope
from generation import values
from generation.models import Generation, Job, Rating
from generation.services import running
from quality.models import RatedParameter
from tests import cast, rows
from tests.cast import Speaker
from tests.rows import Shelf

pytestmark = pytest.mark.django_db

DECISION = {
    "function": "create_video",
    "achieved_tier": "standard",
    "preview": False,
    "width": 768,
    "height": 448,
    "steps": 40,
    "frames": 49,
    "fps": 24,
}
RATED = {("tier", "standard"), ("resolution", "768x448"), ("count", "1"), ("steps", "40"), ("length", "2")}


@pytest.fixture
def takes(shelf: Shelf) -> Generation:
    """Finished takes that nobody has rated."""
    return finished(shelf)


def finished(shelf: Shelf, **change: Any) -> Generation:
    made = rows.ended(shelf.scene, values.TAKES)
    rows.take_of(shelf.scene, made, shade=10)
    with scope(made.tenant_id):
        Generation.objects.filter(pk=made.pk).update(decision={**DECISION, **change})
    return made


def tally(**where: Any) -> tuple[int, int]:
    """(count, stars) of one value, by default of the tier."""
    row = RatedParameter.objects.filter(**{"parameter": "tier", **where}).first()
    return (row.count, row.stars) if row else (0, 0)


def rate(speaker: Speaker, generation: Generation, stars: int, notes: str = "") -> Any:
    return speaker.made("POST", f"generations/{generation.pk}/rate", {"stars": stars, "notes": notes})


def test_a_rating_is_kept_and_told_with_its_generation(takes: Generation, as_editor: Speaker) -> None:
    assert as_editor.made("GET", f"generations/{takes.pk}")["rating"] is None
    answer = rate(as_editor, takes, 4, "The light is right.")
    assert answer["rating"] == {"stars": 4, "notes": "The light is right.", "mine": True}
    assert as_editor.made("GET", f"generations/{takes.pk}")["rating"] == answer["rating"]
    (listed,) = [one for one in as_editor.made("GET", "generations")["results"] if one["id"] == str(takes.pk)]
    assert listed["rating"] == answer["rating"]


def test_another_person_sees_it_as_anothers_until_they_rate(
    takes: Generation, as_editor: Speaker, as_owner: Speaker, as_viewer: Speaker
) -> None:
    rate(as_editor, takes, 2)
    for speaker in (as_owner, as_viewer):
        seen = speaker.made("GET", f"generations/{takes.pk}")["rating"]
        assert (seen["stars"], seen["mine"]) == (2, False)
    assert rate(as_owner, takes, 5)["rating"]["mine"]
    assert as_editor.made("GET", f"generations/{takes.pk}")["rating"]["stars"] == 2


def test_rating_again_takes_the_place_of_the_rating_before(takes: Generation, as_editor: Speaker) -> None:
    for stars in (1, 5, 3):
        rate(as_editor, takes, stars)
    with scope(takes.tenant_id):
        assert [one.stars for one in Rating.objects.filter(generation=takes)] == [3]
    assert tally() == (1, 3)


def test_every_parameter_that_it_was_made_with_is_counted(
    takes: Generation, as_editor: Speaker, as_owner: Speaker
) -> None:
    rate(as_editor, takes, 4)
    rate(as_owner, takes, 5)
    found = {(row.parameter, row.value): (row.count, row.stars) for row in RatedParameter.objects.all()}
    assert found == dict.fromkeys(RATED, (2, 9))
    assert {(row.function, row.tier) for row in RatedParameter.objects.all()} == {("create_video", "standard")}


def test_a_drawn_preview_teaches_nothing_about_steps(shelf: Shelf, as_editor: Speaker) -> None:
    rate(as_editor, finished(shelf, preview=True), 4)
    assert tally(parameter="steps") == (0, 0)
    assert tally(parameter="length") == (1, 4)


def test_taking_it_back_takes_back_what_was_learned(takes: Generation, as_editor: Speaker, as_owner: Speaker) -> None:
    rate(as_owner, takes, 5)
    rate(as_editor, takes, 1)
    path = f"generations/{takes.pk}/rate"
    assert as_editor.made("DELETE", path)["rating"] == {"stars": 5, "notes": "", "mine": False}
    assert tally() == (1, 5)
    as_editor.made("DELETE", path)
    as_owner.made("DELETE", path)
    assert tally() == (0, 0)
    with scope(takes.tenant_id):
        assert not Rating.objects.filter(generation=takes).exists()


def test_an_imported_rating_teaches_nothing_and_unlearns_nothing(
    takes: Generation, as_editor: Speaker, as_owner: Speaker, editor: User
) -> None:
    with scope(takes.tenant_id):
        Rating.objects.create(generation=takes, user=editor, stars=1, counted=False)
    rate(as_owner, takes, 5)
    as_editor.made("DELETE", f"generations/{takes.pk}/rate")
    assert tally() == (1, 5)
    with scope(takes.tenant_id):
        Rating.objects.create(generation=takes, user=editor, stars=1, counted=False)
    rate(as_editor, takes, 3)
    assert tally() == (2, 8)


@pytest.mark.parametrize("decision", [{}, {"function": "weave", "achieved_tier": "low"}, {"function": "create_image"}])
def test_what_was_made_in_another_way_is_rated_without_teaching(
    decision: dict[str, str], takes: Generation, as_editor: Speaker
) -> None:
    """A film, or a function that this studio no longer has."""
    with scope(takes.tenant_id):
        Generation.objects.filter(pk=takes.pk).update(decision=decision)
    assert rate(as_editor, takes, 5)["rating"]["stars"] == 5
    assert not RatedParameter.objects.exists()


@pytest.mark.parametrize(
    ("body", "field", "advice"),
    [
        ({}, "stars", "Add this field."),
        ({"stars": 0}, "stars", "Use a whole number from 1 to 5."),
        ({"stars": 6}, "stars", "Use a whole number from 1 to 5."),
        ({"stars": 3.5}, "stars", "Use a whole number from 1 to 5."),
        ({"stars": "many"}, "stars", "Use a whole number from 1 to 5."),
        ({"stars": True}, "stars", "Use a whole number from 1 to 5."),
        ({"stars": None}, "stars", "Give a value, or leave the field out."),
        ({"stars": 3, "notes": "x" * 1001}, "notes", "Shorten them."),
        ({"stars": 3, "notes": "a\x07b"}, "notes", "Remove them; plain text works."),
        ({"stars": 3, "notes": ["a"]}, "notes", "Send them as a string."),
    ],
)
def test_bad_input_names_the_field_and_what_would_work(
    body: dict[str, Any], field: str, advice: str, takes: Generation, as_editor: Speaker
) -> None:
    told = as_editor.refused(400, "POST", f"generations/{takes.pk}/rate", body)
    assert [(error["field"], error["advice"]) for error in told["errors"]] == [(field, advice)]
    assert tally() == (0, 0)


def test_a_thousand_characters_of_any_script_are_kept(takes: Generation, as_editor: Speaker) -> None:
    notes = "灯" * 999 + "🎬"
    assert rate(as_editor, takes, 5, notes)["rating"]["notes"] == notes


def test_what_made_nothing_or_is_being_made_is_not_rated(shelf: Shelf, as_editor: Speaker) -> None:
    failed = rows.ended(shelf.scene, values.TAKES, values.FAILED)
    told = as_editor.refused(409, "POST", f"generations/{failed.pk}/rate", {"stars": 1})
    assert told["detail"] == "This made nothing that could be rated."
    waiting = rows.asked(shelf.scene)
    told = as_editor.refused(409, "POST", f"generations/{waiting.pk}/rate", {"stars": 1})
    assert told["advice"] == "Rate it when it is finished."


def test_a_viewer_looks_and_rates_nothing(takes: Generation, as_viewer: Speaker) -> None:
    as_viewer.refused(403, "POST", f"generations/{takes.pk}/rate", {"stars": 5})
    as_viewer.refused(403, "DELETE", f"generations/{takes.pk}/rate")


def test_an_outsider_finds_nothing_to_rate(
    takes: Generation, as_outsider: Speaker, as_intruder: Speaker, as_stranger: Speaker
) -> None:
    for speaker in (as_outsider, as_intruder):
        speaker.refused(404, "POST", f"generations/{takes.pk}/rate", {"stars": 5})
        speaker.refused(404, "DELETE", f"generations/{takes.pk}/rate")
    as_stranger.refused(401, "POST", f"generations/{takes.pk}/rate", {"stars": 5})
    assert tally() == (0, 0)


def test_a_token_rates_for_its_person_and_a_service_token_for_nobody(
    takes: Generation, as_program: Speaker, as_editor: Speaker, workspace: Workspace
) -> None:
    rate(as_program, takes, 4)
    assert as_editor.made("GET", f"generations/{takes.pk}")["rating"]["mine"]
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=None, name="farm", scopes=["read", "generate"])
    service = Speaker({"Authorization": f"Bearer {secret}"})
    told = service.refused(403, "POST", f"generations/{takes.pk}/rate", {"stars": 1})
    assert told["detail"] == "A rating is a person's."
    assert not service.made("GET", f"generations/{takes.pk}")["rating"]["mine"]


def test_two_workspaces_teach_the_same_tallies_and_see_none_of_each_others_ratings(
    takes: Generation, as_editor: Speaker, elsewhere: Workspace, as_outsider: Speaker
) -> None:
    theirs = finished(rows.shelf_in(elsewhere))
    rate(as_editor, takes, 5, "ours")
    answer = rate(as_outsider, theirs, 2, "theirs")
    assert answer["rating"]["notes"] == "theirs"
    assert tally() == (2, 7)
    assert as_editor.made("GET", f"generations/{takes.pk}")["rating"]["notes"] == "ours"


def test_a_deleted_work_leaves_what_was_learned(shelf: Shelf, takes: Generation, as_editor: Speaker) -> None:
    """The tallies hold no content and belong to nobody."""
    rate(as_editor, takes, 4)
    as_editor.made("DELETE", f"scenes/{shelf.scene.pk}")
    assert tally() == (1, 4)


def test_a_page_of_history_asks_no_more_for_more_ratings(
    shelf: Shelf, takes: Generation, as_editor: Speaker, editor: User, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        as_editor.made("GET", "generations")
    for _ in range(3):
        rate(as_editor, finished(shelf), 4)
    with CaptureQueriesContext(connection) as many:
        as_editor.made("GET", "generations")
    assert len(many) == len(few)


def test_ratings_at_random_leave_tallies_that_are_the_sum_of_what_stands(
    shelf: Shelf, workspace: Workspace, as_editor: Speaker, as_owner: Speaker
) -> None:
    """The tallies are kept by difference; this is what they must come to."""
    import random

    chance, made = random.Random(5), [finished(shelf), finished(shelf, steps=30)]
    for _ in range(40):
        speaker, generation = chance.choice([as_editor, as_owner]), chance.choice(made)
        if chance.random() < 0.25:
            speaker.made("DELETE", f"generations/{generation.pk}/rate")
        else:
            rate(speaker, generation, chance.randint(1, 5))
    with scope(workspace.pk):
        standing = list(Rating.objects.filter(generation__in=made))
    assert tally() == (len(standing), sum(one.stars for one in standing))
    thirty = [one.stars for one in standing if one.generation_id == made[1].pk]
    assert tally(parameter="steps", value="30") == (len(thirty), sum(thirty))


def test_people_of_the_cast_are_who_they_say(owner: User, workspace: Workspace, takes: Generation) -> None:
    """An owner's rating by browser and by token is one."""
    rate(cast.browser(owner, workspace), takes, 2)
    rate(cast.program(owner, workspace), takes, 5)
    assert tally() == (1, 5)


def test_what_was_drawn_in_a_simulated_cards_place_teaches_nothing(shelf: Shelf, as_editor: Speaker) -> None:
    made = finished(shelf, simulated=True)
    assert rate(as_editor, made, 5)["rating"]["stars"] == 5
    assert not RatedParameter.objects.exists()


def test_what_is_opened_again_is_rated_anew(shelf: Shelf, as_editor: Speaker) -> None:
    made = finished(shelf, seconds=[1.0, 2.0], device=None)
    with scope(made.tenant_id):
        Generation.objects.filter(pk=made.pk).update(state=values.REVIEW)
        part: Any = {"kind": values.JOB_TAKE, "number": 2, "lane": values.CPU_LANE, "params": {"credits": 1}}
        job = Job.objects.create(generation=made, state=values.FAILED, **part)
    rate(as_editor, made, 4)
    running.requeue(job)
    assert tally() == (0, 0)
    with scope(made.tenant_id):
        change: Any = {"decision": {**DECISION, "achieved_tier": "low"}, "state": values.SUCCEEDED}
        Generation.objects.filter(pk=made.pk).update(**change)
    assert rate(as_editor, made, 5)["rating"]["stars"] == 5
    assert (tally(tier="standard"), tally(tier="low")) == ((0, 0), (1, 5))
    assert as_editor.made("DELETE", f"generations/{made.pk}/rate")["rating"] is None
    assert tally(tier="low") == (0, 0)
