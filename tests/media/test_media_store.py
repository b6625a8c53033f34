"""The content-addressed store: one name for one content, written once, whole, inside its workspace."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import FileSystemStorage, storages
from media_material import names
from pytest_django import Settings

from generation.engines.base import Cancelled
from generation.errors import Category, Cause
from generation.faults import translated
from generation.media import storage
from generation.media.errors import DiskFull, MissingFile
from generation.media.storage import StoredFile

WORKSPACE = UUID("0198c0de-0000-7000-8000-000000000001")
CONTENT = b"a film" * 1000
DIGEST = hashlib.sha256(CONTENT).hexdigest()
DISK = "django.core.files.storage.FileSystemStorage"
ELSEWHERE = "django.core.files.storage.InMemoryStorage"


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.STORAGES = {
        **settings.STORAGES,
        "media": {"BACKEND": DISK, "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


@pytest.fixture
def elsewhere(settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "media": {"BACKEND": ELSEWHERE}}


@pytest.fixture(params=["folder", "elsewhere"])
def any_store(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(request.param)


@pytest.mark.usefixtures("any_store")
def test_what_is_put_is_found_under_its_digest(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(CONTENT)
    for content in (CONTENT, tmp_path / "film.mp4"):
        assert storage.put(WORKSPACE, content, "video/mp4") == StoredFile(DIGEST, len(CONTENT))
    with storage.open(str(WORKSPACE), DIGEST) as file:
        assert file.read() == CONTENT
    with storage.local_path(WORKSPACE, DIGEST) as path:
        assert path.read_bytes() == CONTENT
    assert storages["media"].listdir(str(WORKSPACE))[1] == [DIGEST]


@pytest.mark.usefixtures("any_store")
def test_what_is_deleted_is_gone_and_deleting_again_is_no_error() -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    storage.delete(WORKSPACE, DIGEST)
    storage.delete(WORKSPACE, DIGEST)
    with pytest.raises(MissingFile):
        storage.open(WORKSPACE, DIGEST)
    with pytest.raises(MissingFile), storage.local_path(WORKSPACE, DIGEST):
        pass


@pytest.mark.parametrize("use", ["open", "put", "read"])
def test_a_store_that_is_no_folder_is_not_told_as_a_file_that_is_gone(folder: Path, use: str) -> None:
    (folder / str(WORKSPACE)).write_text("not a folder")
    with pytest.raises(NotADirectoryError) as raised:
        USES[use]()
    told = translated(raised.value)
    assert (told.category, told.cause, told.transient) == (Category.STORAGE, Cause.UNKNOWN, True)


def put_there() -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")


def read_there() -> None:
    with storage.local_path(WORKSPACE, DIGEST):
        pass


USES: dict[str, Callable[[], object]] = {
    "open": lambda: storage.open(WORKSPACE, DIGEST),
    "put": put_there,
    "read": read_there,
}


@pytest.mark.usefixtures("any_store")
def test_a_part_that_a_crash_left_is_replaced() -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    with storages["media"].open(f"{WORKSPACE}/{DIGEST}", "wb") as file:
        file.write(b"a fi")
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    with storage.open(WORKSPACE, DIGEST) as file:
        assert file.read() == CONTENT


@pytest.mark.usefixtures("any_store")
def test_two_workspaces_share_nothing() -> None:
    other = uuid4()
    for workspace in (WORKSPACE, other):
        storage.put(workspace, CONTENT, "video/mp4")
    storage.delete(other, DIGEST)
    with storage.open(WORKSPACE, DIGEST) as file:
        assert file.read() == CONTENT


def test_the_same_content_is_not_written_twice(folder: Path) -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    before = (folder / str(WORKSPACE) / DIGEST).stat()
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    after = (folder / str(WORKSPACE) / DIGEST).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_the_path_on_disk_is_the_stored_file_itself(folder: Path) -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    with storage.local_path(WORKSPACE, DIGEST) as path:
        assert path == folder / str(WORKSPACE) / DIGEST


@pytest.mark.usefixtures("elsewhere")
def test_the_copy_of_a_far_file_goes_when_it_is_no_longer_needed() -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    with storage.local_path(WORKSPACE, DIGEST) as path:
        assert path.is_file()
    assert not path.parent.exists()


def test_many_writers_of_one_content_leave_one_whole_file(folder: Path) -> None:
    film = b"frames" * 400_000
    writers = [threading.Thread(target=storage.put, args=(WORKSPACE, film, "video/mp4")) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert names(folder / str(WORKSPACE)) == [hashlib.sha256(film).hexdigest()]


def test_a_full_disk_leaves_nothing_and_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generation.media.storage.os.fsync", full)
    with pytest.raises(DiskFull) as raised:
        storage.put(WORKSPACE, CONTENT, "video/mp4")
    assert str(folder) in raised.value.folder
    assert str(folder) not in str(raised.value), "a path of this machine is shown to a creator"
    assert names(folder / str(WORKSPACE)) == []


def test_a_file_that_changes_while_it_is_stored_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder / "film.mp4"
    source.write_bytes(CONTENT)

    def changed(*_: object) -> bool:
        source.write_bytes(b"b film" * 1000)
        return False

    monkeypatch.setattr("generation.media.storage._holds", changed)
    with pytest.raises(ValueError, match="changed"):
        storage.put(WORKSPACE, source, "video/mp4")
    assert names(folder / str(WORKSPACE)) == []


@pytest.mark.parametrize(
    ("workspace", "digest"),
    [
        (WORKSPACE, "../" * 20 + "x"),
        (WORKSPACE, DIGEST + "\n"),
        (WORKSPACE, ""),
        ("..", DIGEST),
        ("", DIGEST),
    ],
)
def test_no_name_leads_out_of_the_store(workspace: UUID | str, digest: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        storage.stored_name(workspace, digest)


def test_without_a_media_storage_the_default_one_serves(tmp_path: Path, settings: Settings) -> None:
    settings.STORAGES = {"default": {"BACKEND": DISK, "OPTIONS": {"location": str(tmp_path)}}}
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    assert isinstance(storage.media_storage()._wrapped, FileSystemStorage)  # type: ignore[attr-defined]
    assert names(tmp_path / str(WORKSPACE)) == [DIGEST]


def test_what_a_killed_process_left_half_written_is_swept_after_a_while(folder: Path) -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    own = folder / str(WORKSPACE)
    young, old = own / ".0123.part", own / ".4567.part"
    for part in (young, old):
        part.write_bytes(b"half")
    os.utime(old, (1, 1))
    assert storage.sweep_parts(WORKSPACE, 3600) == 1
    assert {path.name for path in own.iterdir()} == {young.name, DIGEST}


def test_a_workspace_without_files_has_nothing_to_sweep(folder: Path) -> None:
    assert storage.sweep_parts(UUID(int=7), 0) == 0


def test_a_part_that_vanishes_while_the_folder_is_swept_stops_nothing(folder: Path) -> None:
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    (folder / str(WORKSPACE) / ".gone.part").symlink_to("nowhere")
    assert storage.sweep_parts(WORKSPACE, 0) == 0


@pytest.mark.usefixtures("any_store")
def test_each_piece_on_its_way_is_heard(tmp_path: Path) -> None:
    """A big file on slow storage is written for minutes: whoever waits hears that it goes on."""
    heard: list[int] = []
    large = os.urandom(3 * (1 << 20))
    (tmp_path / "film.mp4").write_bytes(large)
    for content in (tmp_path / "film.mp4", large[:-1]):
        heard.clear()
        storage.put(WORKSPACE, content, "video/mp4", wrote=lambda: heard.append(1))
        assert len(heard) >= 3


@pytest.mark.usefixtures("any_store")
def test_whoever_hears_may_stop_it_and_it_can_be_stored_again() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        storage.put(WORKSPACE, CONTENT, "video/mp4", wrote=stop)
    storage.put(WORKSPACE, CONTENT, "video/mp4")
    with storage.open(WORKSPACE, DIGEST) as file:
        assert file.read() == CONTENT


def test_what_is_stopped_leaves_nothing_on_the_disk(folder: Path) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        storage.put(WORKSPACE, CONTENT, "video/mp4", wrote=stop)
    assert names(folder / str(WORKSPACE)) == []


def test_the_disk_is_waited_for_on_the_way(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else all of a film would be waited for at its end, in one long silence."""
    waits: list[int] = []
    monkeypatch.setattr(storage, "_FLUSH_BYTES", 1 << 20)
    monkeypatch.setattr(os, "fsync", waits.append)
    storage.put(WORKSPACE, os.urandom(3 * (1 << 20)), "video/mp4")
    assert len(waits) == 4
