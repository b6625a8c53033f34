"""What is asked for is set aside, what succeeds is paid for, and the rest comes back, whatever dies."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from accounts.credits import ledger
from accounts.models import CreditBalance, LedgerEntry, Workspace
from accounts.tenancy import scope
from generation import charging, files, housekeeping, queue, values
from generation.errors import Category, JobError
from generation.handlers.base import Made, MadeFile
from generation.models import Generation, Job, QueueTicket
from generation.retrying import LIMITS
from generation.services import ending, running
from generation.values import CPU_LANE
from projects.models import Scene
from tests import cast, rows
from tests.cast import Speaker
from tests.credits.books import audit, give
from tests.credits.test_histories import Died, Dies
from tests.stations import Studio
from tests.threads import together

PICTURE = {"kind": "picture", "prompt": rows.PROMPT, "quality": "low"}


def begun() -> queue.Claim:
    """A claimed job that runs."""
    held = queue.claim(CPU_LANE, "worker")
    assert held is not None
    assert running.begin(held) is not None
    return held


def picture(workspace: Workspace) -> Made:
    file_id = files.keep(workspace.pk, rows.png(5), "image/png")
    return Made(MadeFile(file_id, 16, 16, {}), {"enhanced_prompt": "", "score": 0.5, "scores": []})


def figures(workspace: Workspace) -> tuple[int, int, int]:
    """Available, reserved, spent; every sum checked."""
    found = audit(workspace.pk)
    return found.available, found.reserved, found.spent


def cost_of(asked: Generation) -> int:
    return int(asked.quote["credits"])


@pytest.mark.django_db
def test_a_request_sets_aside_each_success_pays_and_the_rest_comes_back(workspace: Workspace, scene: Scene) -> None:
    give(workspace.pk, 100)
    asked = rows.asked(scene, count=3)
    one = cost_of(asked) // 3
    assert figures(workspace) == (100 - 3 * one, 3 * one, 0)
    for _ in range(2):
        assert running.complete(begun(), picture(workspace))
    assert figures(workspace) == (100 - 3 * one, one, 2 * one)
    running.fail(begun(), JobError("input", "This can't be drawn.", "Use other words."))
    assert figures(workspace) == (100 - 2 * one, 0, 2 * one)
    with scope(workspace.pk):
        now = Generation.objects.get(pk=asked.pk)
        assert (now.credits_reserved, now.credits_captured) == (2 * one, 2 * one)
        spent = LedgerEntry.objects.filter(kind="capture")
        assert {entry.subject for entry in spent} == {str(scene.episode.project_id)}


@pytest.mark.django_db
def test_what_is_cancelled_comes_back(workspace: Workspace, scene: Scene) -> None:
    give(workspace.pk, 100)
    asked = rows.asked(scene, count=3)
    running.complete(begun(), picture(workspace))
    with scope(workspace.pk):
        ending.cancel(asked)
    assert figures(workspace) == (100 - cost_of(asked) // 3, 0, cost_of(asked) // 3)


@pytest.mark.django_db
def test_a_job_whose_worker_dies_each_time_costs_nothing(workspace: Workspace, scene: Scene) -> None:
    give(workspace.pk, 100)
    rows.asked(scene)
    for _ in range(LIMITS[Category.PIPELINE].tries):
        begun()
        QueueTicket.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    held = queue.claim(CPU_LANE, "last")
    assert held is not None
    assert running.begin(held) is None
    assert figures(workspace) == (100, 0, 0)


@pytest.mark.django_db
def test_a_failed_job_that_an_operator_opens_again_is_set_aside_again(workspace: Workspace, scene: Scene) -> None:
    give(workspace.pk, 100)
    asked = rows.asked(scene)
    for expected in ((100, 0, 0), (100, 0, 0)):
        running.fail(begun(), JobError("input", "This can't be drawn.", "Use other words."))
        assert figures(workspace) == expected
        with scope(workspace.pk):
            running.requeue(Job.objects.get())
        assert figures(workspace) == (100 - cost_of(asked), cost_of(asked), 0)
    running.complete(begun(), picture(workspace))
    assert figures(workspace) == (100 - cost_of(asked), 0, cost_of(asked))


@pytest.mark.django_db
def test_the_death_of_a_worker_at_any_statement_of_its_last_transaction_charges_once(
    workspace: Workspace, scene: Scene
) -> None:
    """Whatever statement it was, nothing of the transaction stays; the next worker pays, once."""
    give(workspace.pk, 100)
    asked = rows.asked(scene)
    made, statements = picture(workspace), 0
    before = figures(workspace)
    held = begun()
    while True:
        try:
            with connections["default"].execute_wrapper(Dies(statements)):
                assert running.complete(held, made)
        except Died:
            assert figures(workspace) == before
            statements += 1
            continue
        break
    assert statements > 10
    assert figures(workspace) == (100 - cost_of(asked), 0, cost_of(asked))


@pytest.mark.django_db
def test_what_deleted_work_held_is_given_back_by_the_sweep(workspace: Workspace, scene: Scene) -> None:
    give(workspace.pk, 100)
    gone, ended, alive = (rows.asked(scene) for _ in range(3))
    with scope(workspace.pk):
        Generation.objects.filter(pk=gone.pk).delete()
        Generation.objects.filter(pk=ended.pk).update(state=values.FAILED)
        assert charging.sweep() == cost_of(gone) + cost_of(ended)
        assert charging.sweep() == 0
    assert figures(workspace) == (100 - cost_of(alive), cost_of(alive), 0)


@pytest.mark.django_db
def test_the_hourly_round_grants_and_gives_back(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "_last_run", 0.0)
    housekeeping.when_due(values.EXPORT_LANE)
    with scope(workspace.pk):
        assert ledger.balance().available == 100_000


@pytest.mark.django_db
def test_without_credits_the_quote_and_the_request_are_refused_and_nothing_is_written(
    workspace: Workspace, as_editor: Speaker
) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    give(workspace.pk, 3)
    body = {**PICTURE, "quality": "standard", "count": 4}
    for address in ("generations/quote", "generations"):
        told = as_editor.refused(402, "POST", address, body)
        assert told["title"] == "Not enough credits"
        assert told["detail"] == "This costs 4 credits, and 3 are left."
        assert told["advice"].startswith("One alone costs 1. On 1 ")
        assert "200 more are granted." in told["advice"]
        assert told["advice"].endswith("Creator has 3,000 credits a month.")
    with scope(workspace.pk):
        assert not Generation.objects.exists()
    assert figures(workspace) == (3, 0, 0)
    as_editor.made("POST", "generations", {**body, "count": 3})
    assert figures(workspace) == (0, 3, 0)


@pytest.mark.django_db
def test_a_lower_quality_that_costs_less_is_named(workspace: Workspace, as_editor: Speaker) -> None:
    give(workspace.pk, 1)
    told = as_editor.refused(402, "POST", "generations", {**PICTURE, "quality": "high"})
    assert told["advice"].startswith("In Standard it costs 1. On 1 ")


@pytest.mark.django_db(transaction=True)
def test_a_film_that_runs_out_of_credits_ends_with_its_reason(
    workspace: Workspace, as_editor: Speaker, studio: Studio
) -> None:
    shelf = rows.shelf_in(workspace)
    asked = as_editor.made("POST", f"episodes/{shelf.episode.pk}/film", {"automatic": True})
    give(workspace.pk, 0)
    rows.scene_of(shelf.project)
    studio.run_all()
    done = as_editor.made("GET", f"generations/{asked['id']}")
    assert done["state"] == "failed"
    assert done["error"]["detail"].startswith("This costs 4 credits, and 0 are left.")
    available, reserved, spent = figures(workspace)
    assert (available, reserved, spent) == (0, 0, 6), "what was made until then is kept, and paid for"


@pytest.mark.django_db(transaction=True)
def test_eight_requests_at_once_share_what_there_is(workspace: Workspace, editor: Any) -> None:
    give(workspace.pk, 5)
    speakers = [cast.program(editor, workspace) for _ in range(8)]
    answers = together(*[lambda speaker=speaker: speaker.call("POST", "generations", PICTURE) for speaker in speakers])
    assert sorted(answer.status_code for answer in answers) == [202] * 5 + [402] * 3
    assert figures(workspace) == (0, 5, 0)


@pytest.mark.django_db(transaction=True)
def test_many_finish_and_ask_at_once_without_waiting_for_each_other(workspace: Workspace, scene: Scene) -> None:
    """Jobs, films and scenes are locked before the balance, and the balance before the counter of events."""
    give(workspace.pk, 200)
    for _ in range(4):
        rows.asked(scene, count=2)
    held = [begun() for _ in range(8)]
    made = picture(workspace)

    def finish(claim: queue.Claim) -> bool:
        return running.complete(claim, made)

    def ask() -> int:
        return len([rows.asked(scene) for _ in range(3)])

    answers = together(*[lambda claim=claim: finish(claim) for claim in held[:6]], ask, ask)
    assert answers == [True] * 6 + [3, 3]
    figures(workspace)


@pytest.mark.django_db
def test_a_quote_writes_nothing(workspace: Workspace, as_editor: Speaker) -> None:
    told = as_editor.made("POST", "generations/quote", PICTURE)
    assert told["credits"] == 1
    with scope(workspace.pk):
        assert not CreditBalance.objects.exists()
        assert not LedgerEntry.objects.exists()
