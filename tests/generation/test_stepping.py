"""A part that is routed again at its turn, or because it ran out of memory."""

from typing import Any

import pytest

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.errors import memory_short
from generation.models import ConsentTicket, Generation, Output, QueueTicket
from generation.services import consenting, ending, running
from generation.worker import station
from projects.models import Scene
from quality.catalogue.loader import shipped
from quality.values import Function, Tier
from tests.credits.books import audit
from tests.generation.cards import Cards, asked, held, jobs, now, told
from tests.generation.test_consenting import LARGE_GB, SMALL_GB, go_on
from tests.generation.test_running import picture
from tests.stations import Studio
from tests.threads import together

pytestmark = pytest.mark.django_db


def ended(scene: Scene, generation: Generation) -> None:
    """Make every part that waits."""
    while QueueTicket.objects.exists():
        claim = held()
        assert running.begin(claim) is not None
        assert running.complete(claim, picture(scene))


def settled(generation: Generation, spent: int) -> None:
    """It ended well, for so many credits, and the rest is back."""
    found = now(generation)
    assert found.state == "succeeded", found.error
    books = audit(generation.tenant_id)
    assert (books.reserved, books.spent, found.credits_captured, found.credits_reserved) == (0, spent, spent, spent)


def test_what_can_still_be_had_is_made_as_agreed(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=2)
    before = now(generation).decision
    ended(scene, generation)
    settled(generation, 16)
    found = now(generation)
    assert (found.decision, found.first_decision, found.route_changes) == (before, {}, [])


def test_a_better_card_changes_nothing_that_was_agreed(scene: Scene, cards: Cards) -> None:
    cards.plug(SMALL_GB)
    generation = go_on(asked(scene))
    cards.plug(LARGE_GB)
    ended(scene, generation)
    settled(generation, 4)
    assert (now(generation).achieved_tier, jobs(generation)[0].params["width"]) == ("standard", 1024)


def test_the_same_quality_in_another_way_is_taken_without_a_word(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene)
    cards.plug(20.0)
    ended(scene, generation)
    settled(generation, 8)
    found = now(generation)
    (change,) = found.route_changes
    assert (change["why"], change["from"]["technique"], change["to"]["technique"]) == ("start", "whole", "groups")
    assert (found.first_decision["technique"], found.decision["technique"]) == ("whole", "groups")
    assert jobs(generation)[0].params["technique"] == "groups"
    assert (told(generation), found.consent, found.fallback) == ([], None, None)


def test_work_stays_on_its_card_although_another_is_idle(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene)
    cards.plug(LARGE_GB, 80.0)
    ended(scene, generation)
    assert jobs(generation)[0].params["device"] == "sim-0"


def test_less_than_agreed_at_the_start_is_asked_about_again(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=4)
    claim = held()
    assert running.begin(claim) is not None
    assert running.complete(claim, picture(scene))
    cards.plug(SMALL_GB)
    assert running.begin(held()) is None
    found = now(generation)
    assert found.consent is not None
    assert (found.state, found.consent["again"], found.achieved_tier) == ("awaiting_consent", True, "standard")
    assert [job.state for job in jobs(generation)] == ["succeeded", "held", "held", "held"]
    assert [job.tries for job in jobs(generation)] == [1, 0, 0, 0]
    assert not QueueTicket.objects.exists()
    books = audit(scene.tenant_id)
    assert (books.spent, books.reserved, found.credits_reserved) == (8, 3 * 4, 8 + 3 * 4)
    (notice,) = told(generation)
    assert (notice["asks"], notice["again"], notice["requested_tier"]) == (True, True, "high")
    assert "memory" in str(notice["reason"])
    go_on(generation)
    ended(scene, generation)
    settled(generation, 8 + 3 * 4)
    with scope(scene.tenant_id):
        assert Output.objects.count() == 4
    assert now(generation).quote["achieved_tier"] == "high"


def test_no_to_less_than_agreed_keeps_what_is_made(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=2)
    claim = held()
    assert running.begin(claim) is not None
    assert running.complete(claim, picture(scene))
    cards.plug(SMALL_GB)
    assert running.begin(held()) is None
    with scope(scene.tenant_id):
        ending.cancel(generation)
        assert Output.objects.count() == 1
    books = audit(scene.tenant_id)
    assert (now(generation).state, books.spent, books.reserved) == ("cancelled", 8, 0)


def test_a_part_that_another_worker_makes_goes_on_while_somebody_is_asked(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=3)
    first = held()
    assert running.begin(first) is not None
    cards.plug(SMALL_GB)
    assert running.begin(held()) is None
    assert [job.state for job in jobs(generation)] == ["running", "held", "held"]
    assert running.complete(first, picture(scene))
    assert now(generation).state == "awaiting_consent"
    go_on(generation)
    ended(scene, generation)
    settled(generation, 8 + 4 + 4)


def test_a_part_that_is_tried_again_while_somebody_is_asked_waits_too(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=2)
    first = held()
    assert running.begin(first) is not None
    cards.plug(SMALL_GB)
    assert running.begin(held()) is None
    running.give_back(first)
    assert running.begin(held()) is None
    assert [job.state for job in jobs(generation)] == ["held", "held"]
    go_on(generation)
    ended(scene, generation)
    settled(generation, 4 + 4)


def test_a_project_that_goes_on_by_itself_gets_less_with_a_notice_and_its_price(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=2, asks=False)
    cards.plug(SMALL_GB)
    ended(scene, generation)
    settled(generation, 4 + 4)
    (notice,) = told(generation)
    assert (notice["asks"], notice["achieved_tier"]) == (False, "standard")
    assert now(generation).fallback is not None


def test_a_card_that_is_gone_leaves_a_drawn_preview_with_words(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, asks=False)
    cards.plug()
    ended(scene, generation)
    settled(generation, 2)
    (notice,) = told(generation)
    assert (notice["key"], notice["reason"]) == ("gone", "What this was planned on is not here any more.")
    assert jobs(generation)[0].params["preview"] is True


# --- out of memory ------------------------------------------------------------------------------------------


def run_short(scene: Scene) -> None:
    """The next part begins and runs out of memory."""
    claim = held()
    assert running.begin(claim) is not None
    running.fail(claim, memory_short())


def test_another_way_is_taken_with_a_notice_and_without_a_question(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene)
    run_short(scene)
    (job,) = jobs(generation)
    assert (job.state, job.tries, job.params["technique"]) == ("queued", 0, "parts")
    assert job.params["tried"] == [["image-high-schnell", "whole"]]
    assert job.failures[0]["category"] == "memory"
    (notice,) = told(generation)
    assert notice["reason"] == "Memory ran short, so this is made in smaller pieces."
    assert (notice["asks"], notice["achieved_tier"]) == (False, "high")
    assert now(generation).fallback is None
    ended(scene, generation)
    settled(generation, 8)
    assert [change["why"] for change in now(generation).route_changes] == ["memory"]


WAYS = sum(
    len(row.memory)
    for row in shipped().rows
    if row.function is Function.CREATE_IMAGE and shipped().is_local(row) and shipped().licence(row).hosted_commercial
)
"""Ways to hold the models of pictures whose terms ask for no consent."""


def test_the_ladder_ends_in_output_whatever_runs_short(scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, asks=False)
    ways = []
    while (params := jobs(generation)[0].params)["device"]:
        ways.append((params["tier"], params["technique"]))
        run_short(scene)
    assert len(ways) == len(set(ways)) == WAYS
    assert [tier for tier, _ in ways] == sorted((tier for tier, _ in ways), key=lambda t: -Tier(t).rank)
    assert jobs(generation)[0].engine == "animatic"
    ended(scene, generation)
    settled(generation, 1)
    assert len(now(generation).route_changes) == WAYS


def test_one_of_four_that_runs_short_keeps_the_other_three(scene: Scene, cards: Cards) -> None:
    cards.plug(16.0)  # High in one way only
    generation = asked(scene, count=4)
    for _ in range(3):
        claim = held()
        assert running.begin(claim) is not None
        assert running.complete(claim, picture(scene))
    run_short(scene)
    assert [job.state for job in jobs(generation)] == ["succeeded"] * 3 + ["held"]
    assert now(generation).achieved_tier == "standard"
    assert "Memory ran short" in str(told(generation)[-1]["reason"])
    go_on(generation)
    ended(scene, generation)
    settled(generation, 3 * 8 + 4)


def test_what_needs_no_card_and_still_runs_short_is_tried_three_times(scene: Scene, cards: Cards) -> None:
    generation = asked(scene, tier="low")
    for _ in range(3):
        QueueTicket.objects.update(available_at="2020-01-01T00:00:00Z")
        run_short(scene)
    found = now(generation)
    assert found.error is not None
    assert (found.state, found.error["category"]) == ("review", "memory")
    assert audit(scene.tenant_id).reserved == 0


def test_a_part_that_runs_short_while_somebody_reads_the_question_does_not_hurry_them(
    scene: Scene, cards: Cards
) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=2)
    first = held()
    assert running.begin(first) is not None
    cards.plug(SMALL_GB)
    assert running.begin(held()) is None
    with scope(scene.tenant_id):
        consenting.wait(generation.pk)
    cards.plug(4.0)
    running.fail(first, memory_short())
    found = now(generation)
    assert found.consent is not None
    assert (found.state, found.consent["until"], found.consent["answer"]) == ("awaiting_consent", None, "")
    assert (found.decision["preview"], [job.state for job in jobs(generation)]) == (True, ["held", "held"])
    assert not ConsentTicket.objects.exists()
    go_on(generation)
    ended(scene, generation)
    assert audit(scene.tenant_id).reserved == 0
    assert now(generation).state == "succeeded"


def test_what_was_cancelled_meanwhile_asks_nothing(scene: Scene, cards: Cards) -> None:
    cards.plug(SMALL_GB)
    generation = asked(scene, asks=False)
    claim = held()
    assert running.begin(claim) is not None
    with scope(scene.tenant_id):
        Generation.objects.filter(pk=generation.pk).update(state="cancelled")
    running.fail(claim, memory_short())
    assert (now(generation).state, told(generation)[1:]) == ("cancelled", [])


def test_each_question_on_the_way_down_is_kept(scene: Scene, cards: Cards) -> None:
    cards.plug(SMALL_GB)
    generation = go_on(asked(scene))
    while now(generation).state != "awaiting_consent":
        run_short(scene)
    change = now(generation).route_changes[-1]
    assert change["agreed"]["answer"] == "continue"
    assert (change["from"]["tier"], change["to"]["tier"]) == ("standard", "low")
    assert now(generation).first_decision["achieved_tier"] == "standard"


@pytest.mark.django_db(transaction=True)
def test_a_faulty_simulated_card_walks_down_to_the_last_rung_with_the_real_worker(
    scene: Scene, workspace: Workspace, cards: Cards, studio: Studio
) -> None:
    cards.plug(12.0, faulty=True)
    generation = asked(scene, tier="low", asks=False)
    studio.run_all()
    settled(generation, 1)
    notices: list[Any] = [notice["reason"] for notice in told(generation)]
    assert notices == ["Memory ran short, so this is made in smaller pieces.", "Memory ran short while Low was made."]
    with scope(workspace.pk):
        assert Output.objects.count() == 1
    assert station("cpu")._stop.is_set() is False


@pytest.mark.django_db(transaction=True)
def test_a_question_on_the_way_waits_and_then_ends_in_output(scene: Scene, cards: Cards, studio: Studio) -> None:
    cards.plug(12.0, faulty=True)
    generation = asked(scene, tier="low")
    studio.run_all()
    assert now(generation).state == "awaiting_consent"
    with scope(scene.tenant_id):
        consenting.go_on(generation.pk, None)
    studio.run_all()
    settled(generation, 1)


# --- at once ------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(4))
def test_two_workers_that_begin_at_once_ask_once(number: int, scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=3)
    cards.plug(SMALL_GB)
    first, second = held(), held()
    assert together(lambda: running.begin(first), lambda: running.begin(second)) == [None, None]
    assert len(told(generation)) == 1
    assert {job.state for job in jobs(generation)} == {"held"}
    assert not QueueTicket.objects.exists()
    found = now(generation)
    assert audit(scene.tenant_id).reserved == found.credits_reserved
    go_on(generation)
    ended(scene, generation)
    settled(generation, sum(job.params["credits"] for job in jobs(generation)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(4))
def test_cancelling_while_somebody_is_to_be_asked_ends_once(number: int, scene: Scene, cards: Cards) -> None:
    cards.plug(LARGE_GB)
    generation = asked(scene, count=3)
    cards.plug(SMALL_GB)
    claim = held()

    def cancel() -> None:
        with scope(scene.tenant_id):
            ending.cancel(generation)

    begun, cancelled = together(lambda: running.begin(claim), cancel)
    assert (begun, cancelled) == (None, None)
    assert now(generation).state == "cancelled"
    assert {job.state for job in jobs(generation)} == {"cancelled"}
    assert not QueueTicket.objects.exists()
    assert not ConsentTicket.objects.exists()
    assert audit(scene.tenant_id).reserved == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(4))
def test_running_short_and_cancelling_at_once_ends_once(number: int, scene: Scene, cards: Cards) -> None:
    cards.plug(16.0)
    generation = asked(scene, count=2)
    claim = held()
    assert running.begin(claim) is not None

    def cancel() -> None:
        with scope(scene.tenant_id):
            ending.cancel(generation)

    assert together(lambda: running.fail(claim, memory_short()), cancel) == [None, None]
    assert now(generation).state == "cancelled"
    assert {job.state for job in jobs(generation)} == {"cancelled"}
    assert not QueueTicket.objects.exists()
    assert audit(scene.tenant_id).reserved == 0
