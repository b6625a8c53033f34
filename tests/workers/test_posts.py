"""Stations at their places: equal cards share a lane, larger ones help, and what no card can make is routed again."""

import os
import threading

import pytest
from django.db import connection, connections

from accounts.tenancy import scope
from generation import handlers
from generation.engines.base import Report
from generation.errors import JobError
from generation.handlers.base import Made, Work
from generation.history import exporting
from generation.models import Generation, Job, QueueTicket
from generation.services import starting
from generation.values import CPU_LANE, FRAMES, GenerationRequest
from generation.worker import Station
from generation.workers import post
from generation.workers.placing import host
from generation.workers.values import Place
from projects.models import Scene
from quality.models import GraphicsCard
from quality.resources.values import Reading
from quality.values import DeviceKind
from tests import machines, rows
from tests.cast import Speaker
from tests.generation.test_running import picture

pytestmark = pytest.mark.django_db(transaction=True)
CPU = Place(f"{host()}/cpu", "Processor", CPU_LANE)


def card(number: int, gb: float = 24.0) -> Reading:
    return machines.reading(f"simulated-{number}", gb, kind=DeviceKind.SIMULATED, name=f"Card {number}")


def place(number: int, gb: int = 24) -> Place:
    return Place(f"one/simulated-{number}", f"Card {number}", f"simulated-{gb}gb", f"one/simulated-{number}")


def station(where: Place) -> Station:
    return Station(where.lane, where)


def asked(scene: Scene, count: int = 1, tier: str = "low") -> Generation:
    with scope(scene.tenant_id):
        found = GenerationRequest(
            FRAMES, rows.PROMPT, tier, seed=7, count=count, project_id=scene.episode.project_id, scene_id=scene.pk
        )
        return starting.start(found)


def jobs(scene: Scene) -> list[Job]:
    with scope(scene.tenant_id):
        return list(Job.objects.order_by("number"))


def test_a_card_runs_what_was_decided_for_its_class_and_is_named(scene: Scene, quick: list[Work]) -> None:
    machines.told(card(1), card(2))
    asked(scene)
    assert {job.lane for job in jobs(scene)} == {"simulated-24gb"}
    Station(CPU_LANE, CPU).drain()
    assert not quick, "the processor leaves it to the cards"
    station(place(2)).drain()
    (job,) = jobs(scene)
    assert (job.state, job.device, job.device_name) == ("succeeded", "one/simulated-2", "Card 2")
    assert job.params["device"] == "one/simulated-2"
    with scope(scene.tenant_id):
        assert Generation.objects.get().route_changes == [], "an equal card is no other way"


def test_a_result_names_its_device_wherever_it_is_told(scene: Scene, quick: list[Work], as_editor: Speaker) -> None:
    machines.told(card(1), card(2))
    generation = asked(scene)
    station(place(2)).drain()
    (frame,) = as_editor.made("GET", f"generations/{generation.pk}/hero-frames")
    (output,) = as_editor.made("GET", f"generations/{generation.pk}")["outputs"]
    (entry,) = exporting.batch(scene.tenant_id, None, {}, None)
    assert frame["output"]["device"] == output["device"] == "Card 2"
    assert entry["devices"] == ["Card 2"]
    assert as_editor.made("GET", f"outputs/{output['id']}")["device"] == "Card 2"


def test_what_nobody_kept_the_device_of_names_none(scene: Scene, as_editor: Speaker) -> None:
    brought = rows.frame_of(scene)
    assert as_editor.made("GET", f"outputs/{brought.output_id}")["device"] == ""


def test_two_cards_work_at_once_and_a_part_that_fails_leaves_the_other_alone(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    machines.told(card(1), card(2))
    asked(scene, count=2)
    together = threading.Barrier(2, timeout=30)

    def run(work: Work, report: Report) -> Made:
        together.wait()
        if work.number == 1:
            raise JobError("input", "This one can't be made.", "Ask for another.")
        return picture(scene)

    monkeypatch.setattr(handlers, "run", run)

    def serve(number: int) -> None:
        found = station(place(number))
        found.drain()
        found.close()
        connections.close_all()

    threads = [threading.Thread(target=serve, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(40)
    first, second = jobs(scene)
    assert (first.state, second.state) == ("failed", "succeeded")
    assert {first.device_name, second.device_name} == {"Card 1", "Card 2"}


def test_a_larger_card_helps_with_work_of_a_smaller_one(scene: Scene, quick: list[Work]) -> None:
    machines.told(card(1, 12))
    asked(scene)
    assert jobs(scene)[0].lane == "simulated-12gb"
    machines.told(card(1, 12), card(2, 24), card(3, 24))
    station(place(2)).drain()
    assert jobs(scene)[0].device_name == "Card 2"


def test_the_only_large_card_stays_free_while_work_of_its_own_is_to_come(scene: Scene, quick: list[Work]) -> None:
    machines.told(card(1, 24))
    asked(scene)
    QueueTicket.objects.update(state="delayed", available_at="2126-01-01T00:00:00Z")
    machines.told(card(2, 12))
    asked(scene)
    machines.told(card(1, 24), card(2, 12))
    assert {job.lane for job in jobs(scene)} == {"simulated-12gb", "simulated-24gb"}
    station(place(1)).drain()
    assert quick == []
    station(place(2, 12)).drain()
    assert len(quick) == 1


def test_a_card_that_is_switched_off_takes_nothing(scene: Scene, quick: list[Work]) -> None:
    machines.told(card(1))
    asked(scene)
    GraphicsCard.objects.update(is_enabled=False)
    station(place(1)).drain()
    assert quick == []


def test_work_for_a_card_that_is_gone_is_routed_again_by_the_processor(
    scene: Scene, quick: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    machines.told(card(1))
    asked(scene)
    machines.told()
    worker = Station(CPU_LANE, CPU)
    worker.drain()
    assert quick == [], "a machine that starts has its cards soon"
    monkeypatch.setattr(post, "DESERTED_SECONDS", 0.0)
    monkeypatch.setattr(post, "LOOK_SECONDS", 0.0)
    worker.drain()
    (job,) = jobs(scene)
    assert (job.state, job.lane, job.device_name) == ("succeeded", CPU_LANE, "Processor")


def test_who_retires_claims_nothing_more(scene: Scene, quick: list[Work]) -> None:
    machines.told(card(1))
    asked(scene)
    worker = station(place(1))
    worker.retire()
    worker.drain()
    assert (quick, worker.retired) == ([], True)


def test_a_job_that_runs_is_given_its_time_before_a_worker_stops(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    machines.told(card(1))
    asked(scene)
    begun, go_on = threading.Event(), threading.Event()

    def run(work: Work, report: Report) -> Made:
        begun.set()
        go_on.wait(20)
        report("rolling", 0.9)
        return picture(scene)

    monkeypatch.setattr(handlers, "run", run)
    worker = station(place(1))

    def serve() -> None:
        worker.drain()
        connections.close_all()

    thread = threading.Thread(target=serve)
    thread.start()
    assert begun.wait(20)
    threading.Timer(0.3, go_on.set).start()
    worker.close(within_seconds=20)
    thread.join(20)
    assert jobs(scene)[0].state == "succeeded"


def test_a_process_that_forks_shares_no_connection(transactional_db: None) -> None:
    """A child that spoke over its parent's would answer the parent's questions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                os.write(writing, str(cursor.fetchone()[0]).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    theirs = int(os.read(reading, 32) or 0)
    assert theirs not in (0, mine)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] == mine, "and the parent's lives on"
