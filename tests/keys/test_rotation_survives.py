"""A rotation that is killed in the middle leaves everything readable, and the next one finishes it."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from accounts.models import Workspace
from accounts.tenancy import scope
from keys import crypto, rotation
from keys.models import DataKey, SealedSecret
from keys.ring import new_entry
from keys.secret import Secret
from keys.services import keep_secret, read_secret
from tests.keys.conftest import SetRing, id_of
from tests.processes import environment

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True, databases=["default", "ops"])]

ROOT = Path(__file__).resolve().parents[2]
SECRETS = 120
SOME = 15
"""Rows that are done when the blow falls: enough to be in the middle, few enough to be far from the end."""
WAIT_SECONDS = 60.0


def begin(*words: str) -> "subprocess.Popen[str]":
    """A word of manage.py against the test database."""
    argv = [sys.executable, "manage.py", "keys", *words]
    return subprocess.Popen(
        argv, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(*words: str) -> str:
    """What a word that must succeed says."""
    process = begin(*words)
    said, complaints = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 0, complaints
    return said


def kill_when(process: "subprocess.Popen[str]", alias: str, question: str, some: int) -> None:
    """SIGKILL as soon as this many rows are done."""
    end = time.monotonic() + WAIT_SECONDS
    with connections[alias].cursor() as cursor:
        while time.monotonic() < end and process.poll() is None:
            cursor.execute(question)
            if cursor.fetchone()[0] >= some:
                break
            time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was through before the blow"


@contextmanager
def readers(workspace: Workspace) -> Iterator[list[int]]:
    """Two threads that read every secret, round after round; what they could not read fails the test."""
    stop, wrong, rounds = threading.Event(), list[object](), [0]

    def read() -> None:
        try:
            while not stop.is_set():
                for number in range(0, SECRETS, 7):
                    with scope(workspace.pk):
                        if read_secret(f"webhook.{number}") != Secret(f"secret {number}"):
                            wrong.append(number)
                rounds[0] += 1
        except Exception as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    yield rounds
    stop.set()
    for thread in threads:
        thread.join(WAIT_SECONDS)
    assert wrong == []
    assert rounds[0] > 0


@pytest.fixture
def full(workspace: Workspace) -> Workspace:
    """A workspace with many secrets."""
    with scope(workspace.pk):
        for number in range(SECRETS):
            keep_secret(f"webhook.{number}", Secret(f"secret {number}"))
    return workspace


def versions(workspace: Workspace) -> dict[int, int]:
    """How many secrets are sealed under each version."""
    with scope(workspace.pk):
        found = [crypto.version_of(bytes(row.sealed), row.name) for row in SealedSecret.objects.all()]
    return {version: found.count(version) for version in sorted(set(found))}


def test_a_data_rotation_that_is_killed_goes_on_where_it_was_while_everybody_reads(full: Workspace) -> None:
    with readers(full):
        done = r"SELECT count(*) FROM keys_sealedsecret WHERE sealed >= '\x0100000002'"
        kill_when(begin("rotate-data", "--workspace", full.slug), "ops", done, SOME)
        in_between = versions(full)
        assert set(in_between) == {1, 2}
        assert in_between[2] >= SOME
        said = finish("rotate-data", "--workspace", full.slug)
    assert f"{full.slug}: went on with version 2, {in_between[1]} sealed anew." in said
    assert versions(full) == {2: SECRETS}
    with scope(full.pk):
        assert [key.version for key in DataKey.objects.all()] == [2]


def test_a_master_rotation_that_is_killed_goes_on_where_it_was(db: None, first_line: str, set_ring: SetRing) -> None:
    places = [Workspace.objects.create(name=f"W {n}", slug=f"w-{n}") for n in range(SECRETS)]
    for place in places:
        with scope(place.pk):
            keep_secret("webhook", Secret(place.slug))
    second = new_entry()
    set_ring(first_line, second)
    done = f"SELECT count(*) FROM keys_datakey WHERE master_id = '{id_of(second)}'"
    kill_when(begin("rotate-master"), "ops", done, SOME)
    assert 0 < rotation.rotate_master().rewrapped <= SECRETS - SOME
    set_ring(second)
    for place in places:
        with scope(place.pk):
            assert read_secret("webhook") == Secret(place.slug)
