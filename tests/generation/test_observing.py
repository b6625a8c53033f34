"""A job's time is kept with it, teaches the next estimate, and is told beside what was said."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import observing
from generation.engines import registry
from generation.engines.animatic.engine import AnimaticEngine
from generation.models import Generation, Job
from generation.services import running
from quality import services
from quality.learning.correct import memory_gb
from quality.learning.values import Key
from quality.models import CorrectionState
from tests import rows
from tests.cast import Speaker
from tests.generation.test_queue import held
from tests.stations import Studio

pytestmark = pytest.mark.django_db(transaction=True)

DRAWN: dict[str, Any] = {
    "engine": "animatic",
    "runs_on": "animatic",
    "model": "drawn",
    "device_class": "cpu",
    "prior_seconds": [0.001, 0.002],
    "seconds": [0.001, 0.002],
}
PICTURE = {"kind": "picture", "prompt": "a lighthouse at dusk", "quality": "low", "seed": 5}


def made(as_editor: Speaker, workspace: Workspace, studio: Studio, *, count: int = 1, **decision: Any) -> Any:
    """A picture that was made after a decision of these facts, as the API tells it."""
    asked = as_editor.made("POST", "generations", {**PICTURE, "count": count})
    with scope(workspace.pk):
        Generation.objects.filter(pk=asked["id"]).update(decision={**DRAWN, **decision})
    studio.run_all()
    return as_editor.made("GET", f"generations/{asked['id']}")


def test_a_job_keeps_what_it_took(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    made(as_editor, workspace, studio)
    with scope(workspace.pk):
        (job,) = Job.objects.all()
    assert 0 < job.measured["seconds"] < 60
    assert job.measured["peak_gb"] is None


def test_each_output_teaches_the_key_of_its_decision(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    made(as_editor, workspace, studio, count=2)
    row = CorrectionState.objects.get()
    assert (row.key, row.observations) == (Key("animatic", "drawn", "cpu"), 2)
    assert row.correction.memories == ()


@pytest.mark.parametrize("decision", [{"simulated": True}, {"prior_seconds": None}, {"device_class": ""}])
def test_a_simulated_card_and_an_older_decision_teach_nothing(
    as_editor: Speaker, workspace: Workspace, studio: Studio, decision: dict[str, Any]
) -> None:
    told = made(as_editor, workspace, studio, **decision)
    assert told["state"] == "succeeded"
    assert not CorrectionState.objects.exists()


def test_the_estimate_is_told_beside_what_it_took_with_a_word_for_next_time(
    as_editor: Speaker, workspace: Workspace, studio: Studio
) -> None:
    told = made(as_editor, workspace, studio)["estimate"]
    assert told["seconds"] == [0.0, 0.0]
    assert told["measured_seconds"] > 0
    assert told["inside"] is False
    assert told["suggestion"].startswith("Next time this takes about")


def test_what_went_as_said_has_no_word(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    told = made(as_editor, workspace, studio, seconds=[0.01, 600.0])["estimate"]
    assert (told["inside"], told["seconds"]) == (True, [0.0, 600.0])


def test_before_it_ends_there_is_no_estimate(as_editor: Speaker, workspace: Workspace) -> None:
    asked = as_editor.made("POST", "generations", PICTURE)
    assert asked["estimate"] is None


def test_a_list_tells_estimates_too(as_editor: Speaker, workspace: Workspace, studio: Studio) -> None:
    made(as_editor, workspace, studio)
    (told,) = as_editor.made("GET", "generations")["results"]
    assert told["estimate"]["suggestion"]


def test_a_fault_of_learning_costs_the_job_nothing(
    as_editor: Speaker,
    workspace: Workspace,
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(observation: object) -> None:
        raise DatabaseError("the table is locked")

    monkeypatch.setattr(services, "note", broken)
    assert made(as_editor, workspace, studio)["state"] == "succeeded"
    assert "nothing was learned" in caplog.text


def test_learning_waits_for_no_transaction_and_holds_none(
    as_editor: Speaker, workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that every worker of a device class writes must not be locked while a workspace's rows are."""
    seen: list[bool] = []
    monkeypatch.setattr(services, "note", lambda observation: seen.append(connection.in_atomic_block))
    made(as_editor, workspace, studio)
    assert seen == [False]
    assert transaction.get_autocommit()


def test_a_card_whose_peak_is_not_known_costs_the_job_nothing(
    as_editor: Speaker, workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(engine: AnimaticEngine) -> float:
        raise RuntimeError("CUDA error")

    monkeypatch.setattr(AnimaticEngine, "peak_gb", gone)
    assert made(as_editor, workspace, studio)["state"] == "succeeded"


def test_the_peak_of_a_card_is_learned(
    as_editor: Speaker, workspace: Workspace, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AnimaticEngine, "peak_gb", lambda engine: 15.0)
    made(as_editor, workspace, studio, prior_gb=10.0, memory_gb=12.0)
    with scope(workspace.pk):
        assert Job.objects.get().measured["peak_gb"] == 15.0
    assert memory_gb(CorrectionState.objects.get().correction, 10.0) > 15.0


def test_running_out_of_memory_is_learned(workspace: Workspace) -> None:
    rows.asked(rows.scene_in(workspace))
    with scope(workspace.pk):
        Generation.objects.update(decision={**DRAWN, "prior_gb": 10.0})
    work = running.begin(held())
    assert work is not None
    observing.observe_shortage(work, available_gb=14.0)
    assert memory_gb(CorrectionState.objects.get().correction, 10.0) > 14.0


@pytest.mark.parametrize("name", sorted(registry.available()))
def test_every_engine_says_whether_it_knows_its_peak(name: str) -> None:
    peak = registry.engine(name).peak_gb()
    assert peak is None or peak > 0
