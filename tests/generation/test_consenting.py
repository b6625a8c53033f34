"""A question before something lesser is made: asked once, answered once, by whoever is first."""

from typing import Any

import pytest
from django.http import Http404
from pytest_django import Settings

from accounts.models import Workspace
from accounts.problems import Conflict
from accounts.tenancy import scope
from generation import leaving, queue
from generation.models import ConsentTicket, Generation, QueueTicket
from generation.services import consenting, ending, running, starting
from generation.values import CPU_LANE, EXPORT_LANE, IllegalTransition
from generation.worker import Station
from projects.models import Scene
from tests.cast import Speaker
from tests.credits.books import audit
from tests.generation.cards import Cards, asked, held, jobs, now, told
from tests.generation.test_running import picture
from tests.generation.test_worker import until
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)
SMALL_GB, LARGE_GB = 12.0, 48.0
"""A card for Standard pictures, and one for High ones."""


def waiting(scene: Scene, cards: Cards, count: int = 1) -> Generation:
    """High was asked for, Standard is what there is, and somebody is asked."""
    cards.plug(SMALL_GB)
    return asked(scene, count=count)


def go_on(generation: Generation) -> Generation:
    with scope(generation.tenant_id):
        return consenting.go_on(generation.pk, None)


def cancel(generation: Generation) -> None:
    with scope(generation.tenant_id):
        ending.cancel(Generation.objects.get(pk=generation.pk))


def overdue(generation: Generation) -> None:
    ConsentTicket.objects.filter(pk=generation.pk).update(until="2020-01-01T00:00:00Z")


def test_less_than_the_quality_waits_for_an_answer_with_its_price_set_aside(scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards, count=2)
    found = now(generation)
    assert (found.state, found.requested_tier, found.achieved_tier) == ("awaiting_consent", "high", "standard")
    assert {job.state for job in jobs(generation)} == {"held"}
    assert not QueueTicket.objects.exists()
    assert audit(scene.tenant_id).reserved == found.credits_reserved == found.quote["credits"] == 8
    assert found.consent is not None
    assert ConsentTicket.objects.get().until.isoformat() == found.consent["until"]
    (notice,) = told(generation)
    assert notice["asks"] is True
    assert notice["until"] == found.consent["until"]
    assert (notice["requested_tier"], notice["achieved_tier"], notice["again"]) == ("high", "standard", False)
    assert told(generation, "generation.queued") == []
    assert len(told(generation, "generation.awaiting_consent")) == 1
    assert {way["when"] for way in found.quote["ways"]} <= {"now", "later", "never"}


def test_a_project_that_lets_it_go_on_is_told_and_not_asked(scene: Scene, cards: Cards) -> None:
    cards.plug(SMALL_GB)
    generation = asked(scene, asks=False)
    assert (now(generation).state, now(generation).consent) == ("queued", None)
    (notice,) = told(generation)
    assert (notice["asks"], notice["until"]) == (False, None)


@pytest.mark.parametrize("sizes", [(), (LARGE_GB,)])
def test_nothing_is_asked_without_a_card_or_where_the_quality_is_had(
    sizes: tuple[float, ...], scene: Scene, cards: Cards
) -> None:
    cards.plug(*sizes)
    generation = asked(scene)
    assert (now(generation).state, now(generation).consent, told(generation)) == ("queued", None, [])


def test_yes_queues_what_was_held_and_yes_again_changes_nothing(scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards, count=2)
    for _ in range(2):
        assert go_on(generation).state == "queued"
    found = now(generation)
    assert found.consent is not None
    assert found.consent["answer"] == "continue"
    assert QueueTicket.objects.count() == 2
    assert not ConsentTicket.objects.exists()
    assert len(told(generation, "generation.queued")) == 1
    for _ in range(2):
        claim = held()
        assert running.begin(claim) is not None
        assert running.complete(claim, picture(scene))
    assert (now(generation).state, audit(scene.tenant_id).spent) == ("succeeded", 8)


def test_no_gives_everything_back_and_yes_after_no_is_refused(scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards)
    cancel(generation)
    found = now(generation)
    assert found.consent is not None
    assert (found.state, found.consent["answer"]) == ("cancelled", "cancel")
    assert [job.state for job in jobs(generation)] == ["cancelled"]
    assert (audit(scene.tenant_id).reserved, audit(scene.tenant_id).spent) == (0, 0)
    with pytest.raises(Conflict, match="cancelled"):
        go_on(generation)
    assert not ConsentTicket.objects.exists()


def test_who_wants_to_read_stops_the_countdown(scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards)
    with scope(scene.tenant_id):
        for _ in range(2):
            held_one = consenting.wait(generation.pk)
    assert held_one.consent is not None
    assert held_one.consent["until"] is None
    assert consenting.sweep() == 0
    assert [notice["until"] is None for notice in told(generation)] == [False, True]
    assert go_on(generation).state == "queued"
    with scope(scene.tenant_id), pytest.raises(Conflict):
        consenting.wait(generation.pk)


def test_an_unanswered_question_goes_on_by_itself_once(scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards)
    assert consenting.sweep() == 0
    overdue(generation)
    assert [consenting.sweep(), consenting.sweep()] == [1, 0]
    found = now(generation)
    assert found.consent is not None
    assert (found.state, found.consent["answer"]) == ("queued", "timeout")


def test_questions_of_what_is_gone_are_forgotten(scene: Scene, cards: Cards, workspace: Workspace) -> None:
    generation = waiting(scene, cards)
    overdue(generation)
    with scope(scene.tenant_id):
        Generation.objects.all().delete()
    assert consenting.sweep() == 0
    assert not ConsentTicket.objects.exists()
    waiting(scene, cards)
    leaving.delete_workspace(workspace)
    assert not ConsentTicket.objects.exists()


@pytest.mark.parametrize("lane", [CPU_LANE, EXPORT_LANE])
def test_a_worker_answers_for_nobody_within_two_seconds_even_while_it_is_busy(
    lane: str, scene: Scene, cards: Cards, settings: Settings
) -> None:
    settings.CONSENT_SECONDS = 0.2
    generation = waiting(scene, cards)
    station = Station(lane)
    with station._busy:
        station._clock.start()
        try:
            until(lambda: now(generation).state == "queued", "going on")
        finally:
            station._stop.set()
            station._clock.join()


@pytest.mark.parametrize("number", range(6))
def test_yes_and_no_at_once_have_one_winner(number: int, scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards, count=3)
    yes, no = together(lambda: go_on(generation), lambda: cancel(generation))
    assert no is None
    assert yes is None or isinstance(yes, Generation | Conflict), repr(yes)
    found = now(generation)
    assert found.state == "cancelled"  # what was let go on and then cancelled is cancelled too
    assert {job.state for job in jobs(generation)} == {"cancelled"}
    assert not QueueTicket.objects.exists()
    assert (audit(scene.tenant_id).reserved, audit(scene.tenant_id).spent) == (0, 0)
    assert len(told(generation, "generation.queued")) == int(isinstance(yes, Generation))


@pytest.mark.parametrize("number", range(4))
def test_three_yeses_and_the_clock_at_once_queue_it_once(number: int, scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards, count=2)
    overdue(generation)
    results = together(*[lambda: go_on(generation)] * 3, consenting.sweep)
    assert not [result for result in results if isinstance(result, Exception)], results
    assert QueueTicket.objects.count() == 2
    assert len(told(generation, "generation.queued")) == 1


def test_no_question_is_answered_from_another_workspace(scene: Scene, cards: Cards, elsewhere: Workspace) -> None:
    generation = waiting(scene, cards)
    with scope(elsewhere.pk):
        with pytest.raises(Http404):
            consenting.go_on(generation.pk, None)
        with pytest.raises(Http404):
            consenting.wait(generation.pk)
    assert now(generation).state == "awaiting_consent"


def test_what_waits_for_an_answer_counts_as_waiting_work(
    scene: Scene, cards: Cards, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise questions would be a way past the limit of the queue."""
    monkeypatch.setattr(starting, "MOST_WAITING", 2)
    waiting(scene, cards, count=2)
    with pytest.raises(Exception, match="2 parts wait"):
        asked(scene)


def test_an_operator_does_not_answer_by_requeueing(scene: Scene, cards: Cards) -> None:
    generation = waiting(scene, cards)
    with pytest.raises(IllegalTransition, match="held"):
        running.requeue(jobs(generation)[0])
    assert queue.claim(CPU_LANE, "one") is None


# --- by the API ---------------------------------------------------------------------------------------------


def frames(speaker: Speaker, scene: Scene, **words: Any) -> Any:
    body = {"kind": "frames", "scene": str(scene.pk), "prompt": "a boat", "quality": "high", "count": 1}
    return speaker.made("POST", "generations", {**body, **words})


def test_a_new_project_asks_until_it_is_told_not_to(as_editor: Speaker, scene: Scene, cards: Cards) -> None:
    cards.plug(SMALL_GB)
    project = f"projects/{scene.episode.project_id}"
    assert as_editor.made("GET", project)["fallback_policy"] == "ask"
    first = frames(as_editor, scene)
    assert (first["state"], first["consent"]["answer"], first["consent"]["again"]) == ("awaiting_consent", "", False)
    assert as_editor.made("GET", project)["needs_you"] is True
    assert frames(as_editor, scene, fallback_policy="automatic")["state"] == "queued"
    as_editor.made("PATCH", project, {"fallback_policy": "automatic"})
    assert frames(as_editor, scene)["state"] == "queued"
    assert frames(as_editor, scene, fallback_policy="ask")["state"] == "awaiting_consent"
    told = as_editor.refused(400, "PATCH", project, {"fallback_policy": "never"})
    assert told["errors"][0]["field"] == "fallback_policy"
    assert "ask, automatic" in told["errors"][0]["advice"]


def test_a_picture_without_a_project_asks_only_where_the_request_says_so(as_editor: Speaker, cards: Cards) -> None:
    cards.plug(SMALL_GB)
    body = {"kind": "picture", "prompt": "a boat", "quality": "high"}
    assert as_editor.made("POST", "generations", body)["state"] == "queued"
    asked = as_editor.made("POST", "generations", {**body, "fallback_policy": "ask"})
    assert asked["state"] == "awaiting_consent"
    again = as_editor.made("POST", f"generations/{asked['id']}/cancel")
    assert (again["state"], again["consent"]["answer"]) == ("cancelled", "cancel")
    assert as_editor.made("POST", f"generations/{asked['id']}/retry")["state"] == "awaiting_consent"


def test_answers_by_the_api_are_kept_with_who_gave_them(
    as_editor: Speaker, as_viewer: Speaker, scene: Scene, cards: Cards, editor: Any
) -> None:
    cards.plug(SMALL_GB)
    asked = frames(as_editor, scene)
    address = f"generations/{asked['id']}"
    as_viewer.refused(403, "POST", f"{address}/continue", {})
    as_viewer.refused(403, "POST", f"{address}/hold-question", {})
    assert as_editor.made("POST", f"{address}/hold-question")["consent"]["until"] is None
    for _ in range(2):
        gone_on = as_editor.made("POST", f"{address}/continue")
        assert (gone_on["state"], gone_on["consent"]["answer"]) == ("queued", "continue")
    with scope(scene.tenant_id):
        assert Generation.objects.get(pk=asked["id"]).consent_by == editor
    as_editor.refused(409, "POST", f"{address}/hold-question", {})


def test_where_nothing_is_asked_there_is_nothing_to_answer(as_editor: Speaker, scene: Scene) -> None:
    asked = frames(as_editor, scene)
    for word in ("continue", "hold-question"):
        told = as_editor.refused(409, "POST", f"generations/{asked['id']}/{word}", {})
        assert told["detail"] == "Nothing is asked about this."


def test_a_film_that_finishes_itself_never_waits(as_editor: Speaker, scene: Scene, cards: Cards) -> None:
    cards.plug(SMALL_GB)
    as_editor.made("PATCH", f"scenes/{scene.pk}", {"quality": "high"})
    as_editor.made("POST", f"episodes/{scene.episode_id}/film", {"automatic": True})
    with scope(scene.tenant_id):
        made = Generation.objects.get(kind="frames")
    assert (made.state, made.asks, made.achieved_tier) == ("queued", False, "standard")
    assert [notice["asks"] for notice in told(made)] == [False]
