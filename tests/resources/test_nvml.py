"""NVIDIA cards: what a driver says, right or wrong, and what is made of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from quality.resources import nvml
from quality.resources.cleaning import clean
from quality.resources.nvml import ALL_CARDS, NvmlReader, is_ours
from quality.resources.values import GB, Raw, Reading, Trouble
from quality.values import DeviceKind
from tests.resources import nvml_library
from tests.resources.nvml_scenes import OUR_PID, SCENES
from tests.resources.nvml_table import TableNvml


@pytest.fixture(autouse=True)
def _one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nvml, "is_ours", lambda pid: pid == OUR_PID)


def reader(scene: str) -> NvmlReader:
    return NvmlReader(TableNvml(SCENES[scene]))


def readings(scene: str) -> list[Reading]:
    return [clean(raw) for raw in reader(scene).read()]


def test_two_cards_are_told_apart_and_what_is_ours_from_what_is_others() -> None:
    big, small = readings("two cards")
    assert big == Reading(
        "GPU-aaaa", "Painter 4000", DeviceKind.CUDA, 24 * GB, 10 * GB, 6 * GB, 0.4, 61.0, 212.5, (), True
    )
    assert (small.name, small.total_bytes, small.used_bytes, small.ours_bytes) == ("Sketcher 12", 12 * GB, GB, 0)


@pytest.mark.parametrize("scene", ["no card", "driver not loaded"])
def test_a_machine_without_cards_has_none_and_no_warning(scene: str) -> None:
    assert readings(scene) == []


@pytest.mark.parametrize(
    ("scene", "said"), [("no permission at all", "may not read"), ("the count fails", "can't be read")]
)
def test_cards_that_cannot_be_counted_are_one_that_is_closed(scene: str, said: str) -> None:
    (closed,) = readings(scene)
    assert closed.id == ALL_CARDS
    assert (closed.total_bytes, closed.measured) == (0, False)
    assert said in closed.warnings[0]


def test_a_card_that_may_not_be_read_is_closed_and_the_other_is_not() -> None:
    big, small = readings("no permission for one")
    assert (big.measured, small.measured) == (True, False)
    assert small.used_bytes == small.total_bytes
    assert "may not read Sketcher 12" in small.warnings[0]
    assert "by hand" in small.warnings[0]


def test_a_card_that_is_lost_keeps_its_name_and_the_driver_is_opened_anew() -> None:
    library = TableNvml(SCENES["lost in the middle"])
    asked = NvmlReader(library)
    before, after = (asked.read() for _ in range(2))
    assert [card.trouble for card in before] == [None, None]
    assert [card.trouble for card in after] == [Trouble.LOST, None]
    assert (after[0].id, after[0].name) == ("GPU-aaaa", "Painter 4000")
    assert "no longer answers" in clean(after[0]).warnings[0]
    assert (library.opened, library.closed) == (1, 1)
    asked.read()
    assert library.opened == 2


@pytest.mark.parametrize(
    "scene", ["memory unknown to the driver", "no memory", "more used than there is", "all bits set"]
)
def test_numbers_that_cannot_be_true_leave_nothing_free_and_a_warning(scene: str) -> None:
    (card,) = readings(scene)
    assert card.used_bytes == card.total_bytes
    assert not card.measured
    assert card.warnings == (
        "The memory of Painter 4000 can't be read. Nothing is sent to it. An operator can set its memory by hand.",
    )


@pytest.mark.parametrize("scene", ["knows nothing else", "absurd heat"])
def test_what_a_card_does_not_know_is_none_and_its_memory_still_counts(scene: str) -> None:
    (card,) = readings(scene)
    assert (card.measured, card.total_bytes, card.used_bytes) == (True, 24 * GB, 10 * GB)
    assert (card.utilisation, card.temperature_c, card.power_watts, card.warnings) == (None, None, None, ())


def test_a_process_whose_share_is_unknown_counts_as_somebody_elses() -> None:
    assert readings("process of unknown size")[0].ours_bytes == 2 * GB


def test_ours_is_never_more_than_is_used() -> None:
    assert readings("processes hold more than is used")[0].ours_bytes == 10 * GB


@pytest.mark.skipif(nvml_library.COMPILER is None, reason="the table above is the same without a compiler")
@pytest.mark.parametrize("scene", SCENES)
def test_a_compiled_driver_says_the_same_as_the_table(scene: str, tmp_path: Path) -> None:
    """The real pynvml, its structures and its errors, over a library in C."""
    nvml_library.built(SCENES[scene], tmp_path)
    asked = reader(scene)
    expected = [[asdict(card) for card in asked.read()] for _ in range(2)]
    assert nvml_library.read_twice(tmp_path, OUR_PID) == expected


def test_a_machine_without_the_library_has_no_cards() -> None:
    class NoLibrary(TableNvml):
        def nvmlInit(self) -> None:
            raise self.NVMLError(self.NVML_ERROR_LIBRARY_NOT_FOUND)

    assert NvmlReader(NoLibrary(SCENES["two cards"])).read() == ()


@pytest.fixture
def process() -> Iterator[Any]:
    """Starts processes with an environment, and ends them."""
    started: list[subprocess.Popen[bytes]] = []

    def start(**environment: str) -> int:
        words = [sys.executable, "-c", "print(flush=True); input()"]
        child = subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(child)
        assert child.stdout is not None
        child.stdout.readline()
        return child.pid

    yield start
    for child in started:
        child.communicate(b"\n")


def test_a_worker_of_this_studio_is_ours_and_nobody_else(process: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAILIES_STATE", "/srv/studio")
    assert is_ours(process(DAILIES_DEVICE="cpu", DAILIES_STATE="/srv/studio"))
    assert not is_ours(process(DAILIES_DEVICE="cpu", DAILIES_STATE="/srv/another"))
    assert not is_ours(process(DAILIES_STATE="/srv/studio"))
    assert not is_ours(2**22 + 1)
    assert is_ours(os.getpid())


def test_a_name_may_come_as_bytes() -> None:
    class Older(TableNvml):
        def nvmlDeviceGetName(self, card: Any) -> Any:
            return card.name.encode()

    found: tuple[Raw, ...] = NvmlReader(Older(SCENES["two cards"])).read()
    assert found[0].name == "Painter 4000"
