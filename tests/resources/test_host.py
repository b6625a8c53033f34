"""Processor, memory and disk of this machine, and what is said before something runs out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from quality.resources import host, warnings
from quality.resources.queries import together
from quality.resources.values import GB, HostReading
from tests.machines import HOST


def test_this_machine_is_read(tmp_path: Path) -> None:
    host.read(tmp_path)
    found = host.read(tmp_path / "not made yet" / "media")
    assert found.cpu is not None
    assert 0 <= found.cpu <= 1
    assert found.ram_total_bytes is not None
    assert 0 < (found.ram_used_bytes or 0) <= found.ram_total_bytes
    assert 0 <= (found.disk_free_bytes or 0) <= (found.disk_total_bytes or 0)


def test_a_disk_that_cannot_be_asked_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: str) -> Any:
        raise OSError(116, "Stale file handle")

    monkeypatch.setattr(psutil, "disk_usage", gone)
    assert (host.read(tmp_path).disk_total_bytes, host.read(tmp_path).disk_free_bytes) == (None, None)


@pytest.mark.parametrize(
    ("machine", "said"),
    [
        (HOST, []),
        (replace(HOST, disk_free_bytes=2 * GB), ["The disk has 2 GB left. Delete what you don't need."]),
        (
            replace(HOST, disk_free_bytes=round(0.25 * GB)),
            ["The disk has 0.2 GB left. Delete what you don't need."],
        ),
        (
            replace(HOST, disk_free_bytes=40 * 2**20),
            ["The disk has 40 MB left. Delete what you don't need."],
        ),
        (replace(HOST, disk_total_bytes=20 * GB, disk_free_bytes=2 * GB), []),
        (
            replace(HOST, ram_used_bytes=60 * GB),
            ["The studio's memory is nearly full. New work may have to wait."],
        ),
        (HostReading(None, None, None, None, None), []),
    ],
)
def test_a_machine_says_what_runs_out_before_it_does(machine: HostReading, said: list[str]) -> None:
    assert list(warnings.of_host(machine)) == said


def test_a_card_says_when_it_is_full_or_hot() -> None:
    assert list(warnings.of_card("Painter 4000", 24 * GB, 10 * GB, 60.0)) == []
    assert list(warnings.of_card("Painter 4000", 24 * GB, round(23.5 * GB), 91.4)) == [
        "Painter 4000 is nearly full: 0.5 GB left.",
        "Painter 4000 is at 91 °C and may slow down.",
    ]


def test_several_machines_are_told_as_one() -> None:
    assert together([]) is None
    assert together([HOST]) == HOST
    second = HostReading(0.75, 32 * GB, 8 * GB, 100 * GB, 50 * GB)
    assert together([HOST, second]) == HostReading(0.5, 96 * GB, 24 * GB, 100 * GB, 50 * GB)
    unknown = HostReading(None, None, None, None, None)
    assert together([unknown]) == HostReading(None, None, None, None, None)
