"""What Prometheus reads: who may, which names there are, and that counting can fail no request."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families as read
from pytest_django import Settings

from accounts.models import Workspace
from generation import deciding, metrics
from generation.engines.animatic.engine import AnimaticEngine
from keys.secret import Secret
from quality.catalogue.loader import shipped
from quality.expecting import NothingObserved
from quality.routing import Situation, route
from quality.values import Decision, Device, DeviceKind, Engines, Function, PlanLimits, RouteRequest, Tier
from tests import rows
from tests.stations import Studio

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = set(re.findall(r"^\| `(dailies_\w+)` \|", (ROOT / "docs/metrics.md").read_text(encoding="utf-8"), re.M))
TOKEN = "a-scraper's-own-token"

pytestmark = pytest.mark.django_db


def told() -> dict[str, float]:
    """Every sample now, by its name and labels as Prometheus writes them."""
    answer = Client().get("/metrics")
    assert answer.status_code == 200, answer.content
    return {
        f"{one.name}{{{','.join(f'{name}={value}' for name, value in sorted(one.labels.items()))}}}": one.value
        for family in read(answer.content.decode())
        for one in family.samples
    }


@pytest.fixture
def before() -> dict[str, float]:
    """What was counted so far: processes of tests live long."""
    return told()


def grown(before: dict[str, float]) -> dict[str, float]:
    now = told()
    return {name: value - before.get(name, 0.0) for name, value in now.items() if value != before.get(name, 0.0)}


def decision(*devices: Device, tier: Tier = Tier.STANDARD) -> Decision:
    engines = Engines({"diffusers": None, "animatic": None, "template": None})
    here = Situation(shipped(), devices, PlanLimits(), NothingObserved(), engines)
    return route(RouteRequest(Function.CREATE_IMAGE, tier), here)


def families() -> Iterator[Any]:
    yield from read(Client().get("/metrics").content.decode())


def test_the_page_of_metrics_lists_every_name_and_no_other() -> None:
    counters = {f"{family.name}_total" if family.type == "counter" else family.name for family in families()}
    assert counters == DOCUMENTED
    assert all(family.documentation for family in families())


def test_names_follow_the_conventions_of_prometheus() -> None:
    """Base of the house, unit at the end, counters end in _total."""
    for family in families():
        assert re.fullmatch(r"dailies_[a-z]+(_[a-z]+)*", family.name)
        assert not family.name.endswith(("_total", "_count", "_sum", "_bucket"))


# --- who may read -------------------------------------------------------------------------------------------


def test_without_a_token_only_this_machine_reads() -> None:
    assert Client(REMOTE_ADDR="127.0.0.1").get("/metrics").status_code == 200
    for elsewhere in (Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="")):
        answer = elsewhere.get("/metrics")
        assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_nobody_reads_through_a_proxy_without_a_token(header: str) -> None:
    """Behind one everybody seems to come from this machine."""
    assert Client(REMOTE_ADDR="127.0.0.1", headers={header: "127.0.0.1"}).get("/metrics").status_code == 404


def test_with_a_token_its_bearer_reads_from_anywhere_and_nobody_else(settings: Settings) -> None:
    settings.METRICS_TOKEN = Secret(TOKEN)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "198.51.100.1"})
    assert elsewhere.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    for wrong in ("", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer [secret]", "Bearer é"):
        for client in (elsewhere, Client(REMOTE_ADDR="127.0.0.1")):
            answer = client.get("/metrics", headers={"Authorization": wrong} if wrong else {})
            assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer"), wrong


def test_metrics_are_no_part_of_the_api() -> None:
    assert Client().get("/api/v1/metrics").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_workspace_is_told(studio: Studio, workspace: Workspace) -> None:
    made = rows.asked(rows.scene_in(workspace))
    studio.run_all()
    page = Client().get("/metrics").content.decode()
    for hidden in (str(made.pk), str(workspace.pk), workspace.slug, workspace.name, made.prompt[:12]):
        assert hidden not in page


# --- what is counted ----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_request_counts_once_it_is_committed(before: dict[str, float], workspace: Workspace) -> None:
    scene = rows.scene_in(workspace)
    with transaction.atomic():
        rows.asked(scene)
        transaction.set_rollback(True)
    assert not [name for name in grown(before) if "routing_decisions" in name]
    rows.asked(scene)
    name = "dailies_routing_decisions_total{achieved=low,function=create_image,kind=drawn,requested=low}"
    assert grown(before)[name] == 1


@pytest.mark.django_db(transaction=True)
def test_a_fallback_counts_by_its_reason_and_a_card_by_what_it_was_planned_with(before: dict[str, float]) -> None:
    metrics.decided(decision(Device("cuda:0", "A card", 4.0)))
    metrics.decided(decision(Device("cuda:0", "A card", 16.0)))
    metrics.decided(decision(Device("sim:0", "A card", 16.0, kind=DeviceKind.SIMULATED)))
    found = grown(before)
    assert found["dailies_fallbacks_total{reason=no_room}"] == 1
    assert found["dailies_memory_predicted_gigabytes_count{}"] == 1
    kinds = {name.partition("kind=")[2].partition(",")[0] for name in found if "routing_decisions" in name}
    assert kinds == {"drawn", "footage", "simulated"}


@pytest.mark.django_db(transaction=True)
def test_an_answer_counts_by_its_word(before: dict[str, float]) -> None:
    for answer in ("continue", "continue", "timeout", "something a person wrote"):
        metrics.answered(answer)
    found = grown(before)
    assert found["dailies_fallback_answers_total{answer=continue}"] == 2
    assert found["dailies_fallback_answers_total{answer=timeout}"] == 1
    assert found["dailies_fallback_answers_total{answer=other}"] == 1


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_is_made_tells_how_good_its_time_was(
    before: dict[str, float], studio: Studio, workspace: Workspace
) -> None:
    rows.asked(rows.scene_in(workspace), count=2)
    studio.run_all()
    assert grown(before)["dailies_prediction_error_ratio_count{}"] == 2


def test_a_time_inside_of_the_range_is_counted(before: dict[str, float]) -> None:
    for took in (1.0, 3.0, 5.0, 6.0):
        metrics._count_time(2.0, 5.0, took)
    found = grown(before)
    assert found["dailies_prediction_inside_range_total{}"] == 2
    assert found["dailies_prediction_error_ratio_count{}"] == 4


@pytest.mark.django_db(transaction=True)
def test_what_a_card_held_for_a_job_is_counted(
    before: dict[str, float], studio: Studio, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AnimaticEngine, "peak_gb", lambda self: 11.5)
    rows.asked(rows.scene_in(workspace), count=1)
    studio.run_all()
    found = grown(before)
    assert found["dailies_memory_measured_gigabytes_sum{}"] == 11.5
    assert found["dailies_memory_measured_gigabytes_count{}"] == 1


@pytest.mark.django_db(transaction=True)
def test_counting_that_fails_fails_nothing_else(
    monkeypatch: pytest.MonkeyPatch, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    def fault(*args: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(metrics.DECISIONS, "labels", fault)
    assert rows.asked(rows.scene_in(workspace)).pk
    assert "the disk is full" in caplog.text


# --- what is read as it stands ------------------------------------------------------------------------------


def test_the_queue_is_told_by_lane(workspace: Workspace) -> None:
    rows.asked(rows.scene_in(workspace), count=3)
    found = told()
    assert found["dailies_queue_jobs{lane=cpu,state=waiting}"] == 3
    assert found["dailies_queue_jobs{lane=export,state=waiting}"] == 0
    assert found["dailies_queue_oldest_wait_seconds{lane=cpu}"] >= 0
    assert found["dailies_database_reachable{}"] == 1


def test_cards_are_told_by_their_name(monkeypatch: pytest.MonkeyPatch) -> None:
    card = Device("cuda:0", "A card", 24.0, used_gb=3.5, busy_seconds=40.0)
    monkeypatch.setattr(deciding, "devices", lambda: (card, replace(card, id="cuda:1", kind=DeviceKind.SIMULATED)))
    found = told()
    assert found["dailies_device_memory_total_gigabytes{device=cuda:0,kind=cuda}"] == 24
    assert found["dailies_device_memory_used_gigabytes{device=cuda:0,kind=cuda}"] == 3.5
    assert found["dailies_device_busy_seconds{device=cuda:1,kind=simulated}"] == 40


def test_a_scrape_tells_that_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(metrics, "_lanes", away)
    found = told()
    assert found["dailies_database_reachable{}"] == 0
    assert not [name for name in found if name.startswith("dailies_queue")]


COUNT = """
import django; django.setup()
from generation import metrics
metrics.FALLBACKS.labels("no_room").inc()
metrics._count_time(1.0, 2.0, 1.5)
metrics.leave()
"""
TELL = """
import django; django.setup()
from prometheus_client import generate_latest
from generation import metrics
metrics.Standing.collect = lambda self: ()
print(generate_latest(metrics.everything()).decode())
"""


def test_processes_count_together_and_what_one_counted_outlives_it(tmp_path: Path) -> None:
    environment = {**os.environ, metrics.FOLDER_VARIABLE: str(tmp_path / "new" / "metrics")}

    def run(code: str) -> str:
        ran = subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    for _ in range(2):
        run(COUNT)
    page = run(TELL)
    assert 'dailies_fallbacks_total{reason="no_room"} 2.0' in page
    assert "dailies_prediction_error_ratio_count 2.0" in page
