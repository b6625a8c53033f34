"""What leaves the installation names no machine: not its workers, nor its cards' ids; the console keeps them."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import User, Workspace
from accounts.ops import every_row
from accounts.tenancy import scope
from generation import handlers, queue, worker
from generation.engines.base import Report
from generation.errors import JobError
from generation.handlers.base import Made, Work
from generation.history import exporting
from generation.models import Generation, Job
from generation.services import running, starting
from generation.values import FRAMES, GenerationRequest
from generation.worker import Station
from generation.workers.values import Place
from projects.models import Scene
from projects.transfer.hiding import without_machines
from projects.transfer.importing import import_workspace
from quality.values import DeviceKind
from tests import machines, rows
from tests.cast import Speaker
from tests.generation.test_running import picture

HOST = "render-07.north.example"


def test_only_what_names_a_machine_is_hidden() -> None:
    told = {"device": "one/cpu", "device_name": "Card a/b", "prompt": "one/cpu", "failures": [{"worker": "one:7:cpu"}]}
    found = without_machines({"job": [told], "device": None})
    (hidden,) = found["job"]
    assert hidden == {**told, "device": hidden["device"], "failures": [{"worker": ""}]}
    assert len(hidden["device"]) == 12
    assert found["device"] is None


def test_cards_are_told_apart_and_hiding_twice_is_hiding_once() -> None:
    first, second = ({"device": f"one/card-{number}"} for number in (1, 2))
    assert without_machines(first) != without_machines(second)
    assert without_machines(without_machines(first)) == without_machines(first)


@pytest.fixture
def made(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Generation:
    """A frame that a card of a named machine made at its second try, on another card than it was sent to."""
    scene: Scene = rows.scene_in(workspace)
    cards = [machines.reading(f"card-{n}", 24, kind=DeviceKind.SIMULATED, name=f"Painter {n}") for n in (1, 2)]
    machines.told(*cards, host=HOST)
    tries: list[Work] = []

    def run(work: Work, report: Report) -> Made:
        tries.append(work)
        if len(tries) == 1:
            raise JobError("pipeline", "It went wrong.", "Try again.", transient=True)
        return picture(scene)

    monkeypatch.setattr(handlers, "run", run)
    monkeypatch.setattr(running, "draw", lambda: 0.0)
    monkeypatch.setattr(worker, "host", lambda: HOST)
    with scope(scene.tenant_id):
        asked = starting.start(
            GenerationRequest(
                FRAMES, rows.PROMPT, "low", seed=7, project_id=scene.episode.project_id, scene_id=scene.pk
            )
        )
    device = f"{HOST}/card-2"
    station = Station("simulated-24gb", Place(device, "Painter 2", "simulated-24gb", device))
    for _ in range(2):
        station.drain()
        queue.revive()
    station.close()
    return asked


@pytest.mark.django_db(transaction=True, databases=["default", "ops"])
def test_an_export_and_its_import_name_the_card_and_no_machine(
    made: Generation, workspace: Workspace, owner: User, tmp_path: Path
) -> None:
    job = every_row(Job).get(generation=made)
    assert (job.state, HOST in job.device, HOST in job.failures[0]["worker"]) == ("succeeded", True, True)
    assert HOST in str(every_row(Generation).get().decision)
    path = tmp_path / "all.zip"
    call_command("export", "--workspace", workspace.slug, "--out", path, stdout=io.StringIO())
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name, content in files.items() if HOST.encode() in content] == []
    assert b"Painter 2" in files["rows/generation.job.jsonl"]
    copy = every_row(Job).get(workspace=import_workspace(path, owner))
    assert (copy.device_name, copy.state, copy.failures[0]["detail"]) == ("Painter 2", "succeeded", "It went wrong.")


@pytest.mark.django_db(transaction=True, databases=["default", "ops"])
def test_no_answer_to_a_creator_names_a_machine(made: Generation, as_editor: Speaker) -> None:
    (resolution,) = as_editor.made("GET", "resolutions")["results"]
    (output,) = as_editor.made("GET", f"generations/{made.pk}")["outputs"]
    addresses = [f"generations/{made.pk}", "generations", "queue", "devices", f"outputs/{output['id']}"]
    addresses += [f"resolutions/{resolution['id']}", f"generations/{made.pk}/hero-frames"]
    for address in addresses:
        answer = as_editor.call("GET", address)
        assert answer.status_code == 200, address
        assert HOST.encode() not in answer.content, address
    assert HOST not in str(exporting.batch(made.tenant_id, None, {}, None))
