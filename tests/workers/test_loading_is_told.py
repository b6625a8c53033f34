"""Who waits behind a job whose model is being loaded reads so on the page of the queue, for as long as it is so."""

import threading

import pytest

from generation.models import Job
from projects.models import Scene
from tests import machines
from tests.cast import Speaker
from tests.generation.test_worker import in_background, until
from tests.workers.test_posts import asked, card, jobs, place, station

pytestmark = pytest.mark.django_db(transaction=True)


class SlowLoader:
    """Holds models; a load takes until somebody says so."""

    def __init__(self) -> None:
        self.begun, self.done = threading.Event(), threading.Event()

    def load(self, model: str) -> None:
        self.begun.set()
        assert self.done.wait(30)

    def unload(self, model: str) -> None:
        """Nothing is held."""

    def size_gb(self, model: str) -> float | None:
        return 1.0


def keys(speaker: Speaker) -> list[str]:
    return [reason["key"] for entry in speaker.made("GET", "queue")["waiting"] for reason in entry["reasons"]]


def stage(scene: Scene) -> str:
    found: Job = jobs(scene)[0]
    return found.stage


def test_a_load_is_told_to_who_waits_and_no_longer_than_it_takes(
    scene: Scene, quick: list[object], as_editor: Speaker
) -> None:
    machines.told(card(1))
    sent = {"kind": "frames", "scene": str(scene.pk), "prompt": "a red boat", "quality": "low", "count": 2}
    generation = as_editor.made("POST", "generations", sent)["id"]
    loader, worker = SlowLoader(), station(place(1))
    worker._models._find = lambda name: loader  # type: ignore[assignment,return-value]
    assert "loading" not in keys(as_editor)
    thread = in_background(worker.drain)
    assert loader.begun.wait(30)
    until(lambda: "loading" in keys(as_editor), "the word of a load")
    assert len(as_editor.made("GET", "queue")["running"]) == 1
    assert stage(scene) == "loading"
    assert as_editor.made("GET", f"generations/{generation}")["jobs"][0]["stage"] == "Getting ready"
    loader.done.set()
    thread.join(30)
    worker.close()
    assert keys(as_editor) == []
    assert [job.state for job in jobs(scene)] == ["succeeded"] * 2


def test_what_is_loaded_already_says_nothing_of_a_load(scene: Scene, quick: list[object]) -> None:
    machines.told(card(1))
    asked(scene)
    loader, worker = SlowLoader(), station(place(1))
    loader.done.set()
    worker._models._find = lambda name: loader  # type: ignore[assignment,return-value]
    told: list[str] = []
    prepare = worker._models.prepare

    def listen(work: object, report: object) -> None:
        prepare(work, lambda stage, fraction: told.append(stage))  # type: ignore[arg-type]

    worker._models.prepare = listen  # type: ignore[method-assign]
    worker.drain()
    asked(scene)
    worker.drain()
    worker.close()
    assert told == ["loading"]
