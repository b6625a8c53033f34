"""Each step by doing it: files that are damaged, a disk that is full, memory that is held."""

import errno
import gc
import os
import tempfile
import time
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from accounts.tenancy import scope
from generation import files, queue, values
from generation.engines.animatic import raster
from generation.handlers.base import Made, Work
from generation.media import storage
from generation.media.pictures import encode_png
from generation.models import Generation, HeroFrame, Job, StoredFile
from generation.resolution import restarting
from generation.resolution import steps as registry
from generation.resolution.steps.base import Context
from generation.resolution.steps.free_memory import resident_bytes
from generation.resolution.values import DONE, FAILED, NOTHING, Facts
from generation.services import running
from generation.values import CPU_LANE
from generation.worker import Station
from projects.models import Scene
from tests import rows
from tests.resolution.conftest import Trouble, done, hurry, jobs, real_run, session, steps

pytestmark = pytest.mark.django_db(transaction=True)


def at_hand(scene: Scene, params: dict[str, object] | None = None, category: str = "storage") -> Context:
    facts = Facts(category, "", values.TAKES, "low", 1, pictures=1)
    return Context(scene.tenant_id, uuid4(), None, facts, params or {})


def run(key: str, context: Context) -> tuple[str, str, bool]:
    step = registry.step(key)
    assert step is not None
    outcome = step.run(context)
    return outcome.state, outcome.words, outcome.mended


def grain(seed: int = 7) -> bytes:
    return encode_png(np.random.default_rng(seed).integers(0, 256, (90, 160, 3), dtype=np.uint8), {"seed": seed})


def frame_with(scene: Scene, content: bytes) -> HeroFrame:
    """A frame whose file is this."""
    frame = rows.frame_of(scene)
    with scope(scene.tenant_id):
        frame.output.file_id = files.keep(scene.tenant_id, content, "image/png")
        frame.output.save(update_fields=["file_id"])
    return frame


def digest_of(frame: HeroFrame) -> str:
    with scope(frame.tenant_id):
        return HeroFrame.objects.select_related("output__file").get(pk=frame.pk).output.file.sha256


def path_of(frame: HeroFrame) -> Path:
    found = storage.media_storage()
    assert isinstance(found, FileSystemStorage)
    return Path(found.path(storage.stored_name(frame.tenant_id, digest_of(frame))))


def takes(scene: Scene, frame: HeroFrame) -> None:
    """One take of the frame that waits."""
    with scope(scene.tenant_id):
        asked = rows.asked(scene, values.TAKES)
        for job in Job.objects.filter(generation=asked):
            job.params = {**job.params, "frame_sha256": digest_of(frame)}
            job.save()
        Generation.objects.filter(pk=asked.pk).update(settings={"frame_sha256": digest_of(frame)})


def test_cached_memory_is_freed(scene: Scene) -> None:
    @lru_cache(4)
    def held(number: int) -> np.ndarray:  # type: ignore[type-arg]
        return np.full(40 << 20, number, np.uint8)

    vars(raster)["held_by_a_test"] = held
    try:
        for number in range(3):
            held(number)
        before = resident_bytes()
        state, words, _ = run("free_memory", at_hand(scene, category="memory"))
    finally:
        del vars(raster)["held_by_a_test"]
    assert state == DONE
    assert "MB are free again" in words
    assert before - resident_bytes() > 100 << 20


def test_where_nothing_is_held_little_is_freed(scene: Scene) -> None:
    run("free_memory", at_hand(scene, category="memory"))
    gc.collect()
    assert run("free_memory", at_hand(scene, category="memory"))[0] == NOTHING


def test_files_are_compared_with_what_was_stored(scene: Scene) -> None:
    frame = frame_with(scene, grain())
    named: dict[str, object] = {"frame_sha256": digest_of(frame)}
    assert run("verify_files", at_hand(scene, named)) == (DONE, "1 file: whole.", False)
    data = bytearray(path_of(frame).read_bytes())
    data[len(data) // 2] ^= 1
    path_of(frame).write_bytes(data)
    assert run("verify_files", at_hand(scene, named)) == (FAILED, "1 of 1 file is damaged.", False)
    path_of(frame).unlink()
    assert run("verify_files", at_hand(scene, named))[0] == FAILED


def test_a_copy_that_comes_whole_is_worth_another_try(scene: Scene) -> None:
    frame = frame_with(scene, grain())
    named: dict[str, object] = {"frame_sha256": digest_of(frame)}
    assert run("fetch_again", at_hand(scene, named)) == (DONE, "1 file came whole this time.", True)
    path_of(frame).write_bytes(b"")
    assert run("fetch_again", at_hand(scene, named))[0] == FAILED
    step = registry.step("fetch_again")
    assert step is not None
    assert not step.applies(Facts("storage", "", values.TAKES, "low", 1, pictures=1, remote_store=False))


def test_a_cut_off_picture_is_repaired_and_the_take_is_made_of_the_repaired_one(
    scene: Scene, station: Station, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real handler reads it, fails, is mended, and reads again."""
    frame = frame_with(scene, grain())
    takes(scene, frame)
    before, path = digest_of(frame), path_of(frame)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.96)])

    def read_then_stop(work: Work) -> Made:
        from generation.handlers.inputs import stored_picture

        stored_picture(work.workspace_id, work.params["frame_sha256"])
        raise running.JobError("input", "Read well enough.", "Stop here.")

    trouble(read_then_stop)
    hurry(station)
    (first, *_) = jobs(scene)
    assert [kept["cause"] for kept in first.failures] == ["picture_damaged", ""]
    assert first.failures[-1]["detail"] == "Read well enough."
    assert first.params["frame_sha256"] != before
    assert first.params["frame_sha256"] == digest_of(frame)
    assert "filled in" in steps(scene)["repair_picture"].outcome


def test_a_shredded_picture_is_left_to_a_person(scene: Scene, station: Station) -> None:
    frame = frame_with(scene, grain())
    takes(scene, frame)
    path_of(frame).write_bytes(b"\x89PNG" + bytes(50))
    hurry(station)
    (first, *_) = jobs(scene)
    assert (first.state, first.tries) == (values.FAILED, 1)
    assert session(scene).state == "needs_you"
    ran = done(scene)
    assert ran["repair_picture"] == (FAILED, None)
    assert ran["verify_files"] == (FAILED, None)
    assert "choose_picture" in steps(scene)


def old_orphan(scene: Scene, size: int = 3 << 20) -> StoredFile:
    content = np.random.default_rng(3).bytes(size)
    with scope(scene.tenant_id):
        kept = StoredFile.objects.get(pk=files.keep(scene.tenant_id, content, "image/png"))
        StoredFile.objects.filter(pk=kept.pk).update(created_at=timezone.now() - timedelta(hours=2))
    return kept


def test_a_full_disk_is_cleared_of_what_nobody_needs(
    scene: Scene, station: Station, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The store refuses to write until there is room: the job's next try finds it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "take-killed"
    left.mkdir()
    (left / "take.mp4").write_bytes(bytes(1 << 20))
    long_ago = time.time() - 7200
    for path in (left / "take.mp4", left):
        os.utime(path, (long_ago, long_ago))
    (tmp_path / "take-young").mkdir()
    orphan = old_orphan(scene)
    real = storage._write

    def full_while_the_orphan_is_there(*args: object) -> None:
        if storage.media_storage().exists(storage.stored_name(scene.tenant_id, orphan.sha256)):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "_write", full_while_the_orphan_is_there)
    rows.asked(scene)
    hurry(station)
    (job,) = jobs(scene)
    assert job.state == values.SUCCEEDED
    assert [kept["cause"] for kept in job.failures] == ["disk_full"]
    assert "4.0 MB are free again." in steps(scene)["free_disk"].outcome
    assert done(scene) == {"free_disk": (DONE, True)}
    assert session(scene).state == "resolved"
    assert not left.exists()
    assert (tmp_path / "take-young").exists()


def test_memory_that_keeps_running_short_ends_the_process_where_another_starts(
    scene: Scene, station: Station, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    monkeypatch.setattr(restarting, "_supervised", True)
    monkeypatch.setattr(restarting, "end_this_process", lambda: ended.append("ended"))

    def greedy(work: Work) -> Made:
        raise MemoryError

    trouble(greedy)
    rows.asked(scene)
    hurry(station)
    assert ended == []
    hurry(station)
    assert ended == ["ended"]
    assert station.retired, "between the signal and its end it claims nothing more"
    (job,) = jobs(scene)
    assert job.state == values.QUEUED
    assert queue.claim(CPU_LANE, "the next process") is None  # it waits as any other try


def test_a_step_that_fails_itself_stops_nothing(
    scene: Scene, station: Station, trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = registry.step("free_memory")
    assert step is not None

    def broken(self: object, context: Context) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(step), "run", broken)

    def greedy(work: Work) -> Made:
        raise MemoryError

    trouble(greedy)
    rows.asked(scene)
    hurry(station, 3)
    assert done(scene)["free_memory"][0] == FAILED
    assert jobs(scene)[0].state == values.FAILED


NEW_STEP = '''
"""Another key of the pool."""

from generation.resolution.steps.base import Step
from generation.resolution.values import DONE, Outcome


class SwitchKey(Step):
    key, title, words, automatic = "switch_key", "Use another key", "One key may be at its limit.", True
    chances = {"provider": 0.7}

    def run(self, context):
        return Outcome(DONE, "Another key is in use.", mended=True)
'''


def test_a_new_step_is_one_class_in_one_file(
    scene: Scene, station: Station, trouble: Trouble, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Nothing else is told of it: it is found, planned, run, told and counted."""
    (tmp_path / "switch_key.py").write_text(NEW_STEP)
    registry.__path__.append(str(tmp_path))
    registry.registered.cache_clear()
    asked: list[int] = []

    def limited(work: Work) -> Made:
        asked.append(work.number)
        if len(asked) == 1:
            raise running.JobError("provider", "The key is at its limit.", "Wait.", transient=False)
        return real_run(work, lambda stage, fraction: None)

    def forget() -> None:
        registry.__path__.remove(str(tmp_path))
        registry.registered.cache_clear()

    request.addfinalizer(forget)
    trouble(limited)
    rows.asked(scene)
    hurry(station)
    assert done(scene) == {"switch_key": (DONE, True)}
    assert jobs(scene)[0].state == values.SUCCEEDED
