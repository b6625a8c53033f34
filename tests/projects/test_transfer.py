"""A workspace as one file: exported whole, and imported elsewhere."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import ApiToken, Membership, User, Workspace
from accounts.ops import every_row
from accounts.tenancy import scope
from accounts.walls import tenant_tables
from generation.media import storage
from generation.models import Generation, HeroFrame, QueueTicket, Rating, StoredFile, Take
from projects.models import Project, Scene
from projects.transfer import exporting
from projects.transfer.importing import ImportProblem, import_workspace
from projects.transfer.tables import RECORDS, STAYS, TRAVELS, tables
from quality.models import CustomTier
from tests import rows
from tests.projects.conftest import rows_of
from tests.rows import Shelf

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])


def test_every_table_of_a_workspace_is_decided() -> None:
    """A table that is forgotten here would be lost to whoever moves house."""
    assert set(TRAVELS) | set(RECORDS) | set(STAYS) == {model._meta.label for model in tenant_tables()}


def told(row: Any) -> dict[str, Any]:
    """What a row says, without the ids that an import moves."""
    ids = {field.attname for field in row._meta.concrete_fields if field.is_relation or field.primary_key}
    return {name: value for name, value in exporting.as_json(row).items() if name not in ids}


def test_an_export_says_what_it_holds_and_every_hash_is_right(file: Path, workspace: Workspace, owner: User) -> None:
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert set(archive.namelist()) == {part["name"] for part in manifest["files"]} | {"manifest.json"}
        for part in manifest["files"]:
            content = archive.read(part["name"])
            assert (len(content), hashlib.sha256(content).hexdigest()) == (part["bytes"], part["sha256"])
            if part["name"].startswith("rows/"):
                assert content.count(b"\n") == part["rows"]
    assert manifest["workspace"] == {"name": workspace.name, "slug": workspace.slug}
    assert owner.email in [person["email"] for person in manifest["people"]]
    assert manifest["missing_media"] == []


def test_an_export_holds_no_other_workspaces_rows_and_no_secret(
    full: Shelf, elsewhere: Workspace, owner: User, workspace: Workspace, tmp_path: Path
) -> None:
    foreign = rows.shelf_in(elsewhere)
    _, secret = ApiToken.objects.issue(workspace=workspace, user_id=owner.pk, name="script")
    path = tmp_path / "all.zip"
    call_command("export", "--workspace", workspace.slug, "--out", path, stdout=io.StringIO())
    with zipfile.ZipFile(path) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert str(full.project.pk) in text
    for hidden in (str(foreign.project.pk), elsewhere.slug, secret, owner.password):
        assert hidden not in text
    assert ApiToken.objects.get(user=owner).digest not in text


def test_what_is_imported_is_what_was_exported(file: Path, workspace: Workspace, owner: User) -> None:
    copy = import_workspace(file, owner)
    assert copy.name == workspace.name
    for model in tables(TRAVELS):
        before, after = rows_of(workspace, model), rows_of(copy, model)
        assert len(before) == len(after) > 0, model
        if model is StoredFile:  # kept anew, in no order
            before, after = (sorted(stored, key=lambda row: row.sha256) for stored in (before, after))
        for old, new in zip(before, after, strict=True):
            said = told(old)
            if model._meta.label in ("generation.Generation", "generation.Job") and said["state"] == "queued":
                said["state"] = "cancelled"
            if model is StoredFile:
                said.pop("created_at")
            if model is Rating:
                said["counted"] = False  # what nobody rated here teaches nothing here
            assert {name: told(new)[name] for name in said} == said
            assert old.pk != new.pk
    with scope(copy.pk):
        scene = Scene.objects.get()
        assert scene.selected_frame == HeroFrame.objects.get()
        assert scene.selected_take == Take.objects.get()
        assert scene.episode.project.created_by == owner
        for stored in StoredFile.objects.all():
            with storage.open(copy.pk, stored.sha256) as media:
                assert hashlib.sha256(media.read()).hexdigest() == stored.sha256


NEW_COLUMNS = {
    "rows/projects.project.jsonl": ("custom_tier_id", "draft_quality", "fallback_policy", "extra", "idempotency_key"),
    "rows/projects.scene.jsonl": ("extra",),
    "rows/generation.generation.jsonl": (
        *("asks", "consent", "consent_by_id", "first_decision", "route_changes"),
        *("priority", "held_at", "held_by_id"),
    ),
    "rows/generation.job.jsonl": ("measured",),
}


def as_version_one(parts: dict[str, bytes]) -> None:
    """As an export was written before there were ratings, qualities of one's own, questions and measured jobs."""
    parts.pop("rows/generation.rating.jsonl")
    parts.pop("rows/quality.customtier.jsonl")
    for name, columns in NEW_COLUMNS.items():
        rows = [json.loads(line) for line in parts[name].splitlines()]
        assert all(set(columns) <= set(row) for row in rows)
        old = [{key: value for key, value in row.items() if key not in columns} for row in rows]
        parts[name] = b"".join(json.dumps(row).encode() + b"\n" for row in old)
    manifest = json.loads(parts["manifest.json"])
    manifest["files"] = [part for part in manifest["files"] if part["name"] in parts]
    parts["manifest.json"] = json.dumps({**manifest, "version": 1}).encode()


def test_an_export_of_an_earlier_version_is_still_read(file: Path, owner: User) -> None:
    copy = import_workspace(repacked(file, as_version_one, rehash=True), owner)
    assert len(rows_of(copy, Take)) == 1
    assert rows_of(copy, Rating) == rows_of(copy, CustomTier) == []
    (project,) = rows_of(copy, Project)
    assert (project.draft_quality, project.fallback_policy) == (None, "ask")


def test_nothing_that_was_open_begins_again(file: Path, owner: User) -> None:
    copy = import_workspace(file, owner)
    assert not QueueTicket.objects.filter(workspace_id=copy.pk).exists()
    assert {row.state for row in rows_of(copy, Generation)} <= {"succeeded", "cancelled"}


def test_ids_inside_of_json_lead_to_the_copy(full: Shelf, workspace: Workspace, owner: User, tmp_path: Path) -> None:
    every_row(Generation).filter(pk=full.generation.pk).update(
        settings={"frame": str(full.frame.pk), "words": ["x", str(full.scene.pk)], "none": str(full.token.pk)}
    )
    path = tmp_path / "all.zip"
    with path.open("wb") as target:
        exporting.write(workspace, target)
    copy = import_workspace(path, owner, "Copy")
    with scope(copy.pk):
        (settings,) = [row.settings for row in Generation.objects.all() if row.settings]
        assert HeroFrame.objects.filter(pk=settings["frame"]).exists()
        assert Scene.objects.filter(pk=settings["words"][1]).exists()
        assert settings["none"] == str(full.token.pk)


def test_an_import_of_an_import_is_the_same_again(file: Path, owner: User, tmp_path: Path) -> None:
    first = import_workspace(file, owner)
    again = tmp_path / "again.zip"
    with again.open("wb") as target:
        exporting.write(first, target)
    second = import_workspace(again, owner)
    for model in tables(TRAVELS):
        assert len(rows_of(first, model)) == len(rows_of(second, model))


# --- files that are none ------------------------------------------------------------------------------------

Change = Callable[[dict[str, bytes]], None]


def repacked(file: Path, change: Change, rehash: bool = False) -> Path:
    """The export with something changed in it; `rehash`: by somebody who made the manifest fit."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if rehash:
        manifest = json.loads(parts["manifest.json"])
        for part in manifest["files"]:
            content = parts[part["name"]]
            part |= {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        parts["manifest.json"] = json.dumps(manifest).encode()
    out = file.with_name("changed.zip")
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out


def row_changed(table: str, **words: Any) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        lines = parts[f"rows/{table}.jsonl"].splitlines()
        lines[0] = json.dumps({**json.loads(lines[0]), **words}).encode()
        parts[f"rows/{table}.jsonl"] = b"\n".join(lines) + b"\n"

    return change


def manifest_changed(**words: Any) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts["manifest.json"] = json.dumps({**json.loads(parts["manifest.json"]), **words}).encode()

    return change


def drop(name: str) -> Change:
    return lambda parts: parts.pop(name) and None


STRANGER = "0198c0de-0000-7000-8000-000000000001"
BROKEN: dict[str, tuple[Change, bool, str]] = {
    "a changed row": (row_changed("projects.project", name="Theirs"), False, "changed or damaged"),
    "no manifest": (drop("manifest.json"), False, "no manifest"),
    "another format": (manifest_changed(format="photos"), False, "written as photos"),
    "a later version": (manifest_changed(version=99), False, "Update this studio|written as"),
    "a table missing": (drop("rows/projects.scene.jsonl"), False, "missing"),
    "a row of nobody": (row_changed("projects.scene", episode_id=STRANGER), True, "does not hold"),
    "a text too long": (row_changed("projects.project", name="x" * 500), True, "do not fit"),
    "a null character": (row_changed("projects.project", name="a\0b"), True, "do not fit"),
    "a word for a number": (row_changed("generation.take", seed="many"), True, "do not fit"),
    "a number that is none": (row_changed("generation.takescore", value=float("nan")), True, "do not fit"),
    "a number without end": (row_changed("generation.take", total=float("inf")), True, "do not fit"),
    "no such quality": (row_changed("projects.project", quality="ultra"), True, "do not fit"),
    "no such kind": (row_changed("generation.generation", kind="spell"), True, "do not fit"),
    "no id": (row_changed("generation.take", id="7"), True, "no row"),
    "no JSON": (lambda parts: parts.update({"rows/generation.take.jsonl": b"{]\n"}), True, "no row"),
    "deep JSON": (lambda parts: parts.update({"rows/generation.take.jsonl": b"[" * 100_000 + b"\n"}), True, "no row"),
    "JSON too deep to walk through": (
        row_changed("generation.generation", settings=json.loads("[" * 900 + "]" * 900)),
        True,
        "do not fit",
    ),
    "a table that the manifest does not tell": (
        lambda parts: manifest_changed(
            files=[
                part
                for part in json.loads(parts["manifest.json"])["files"]
                if part["name"] != "rows/projects.scene.jsonl"
            ]
        )(parts),
        False,
        "missing from its manifest",
    ),
    "a path outside": (
        manifest_changed(files=[{"name": "../../etc/passwd", "sha256": "0" * 64, "bytes": 1}]),
        False,
        "manifest",
    ),
}


@pytest.mark.parametrize("name", list(BROKEN))
def test_a_file_that_is_no_export_makes_nothing(name: str, file: Path, owner: User) -> None:
    change, rehash, words = BROKEN[name]
    there = set(Workspace.objects.values_list("pk", flat=True))
    with pytest.raises(ImportProblem, match=words) as refused:
        import_workspace(repacked(file, change, rehash), owner)
    assert refused.value.advice
    assert set(Workspace.objects.values_list("pk", flat=True)) == there
    assert {row.workspace_id for row in every_row(StoredFile)} <= there


def test_a_picture_that_is_none_by_its_content_is_refused(file: Path, owner: User) -> None:
    def change(parts: dict[str, bytes]) -> None:
        page = b"<script>alert(1)</script>"
        manifest = json.loads(parts["manifest.json"])
        picture = next(part for part in manifest["files"] if part["media_type"] == "image/png")
        parts.pop(picture["name"])
        picture["name"] = f"media/{hashlib.sha256(page).hexdigest()}"
        parts[picture["name"]] = page
        parts["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(ImportProblem, match="by its content"):
        import_workspace(repacked(file, change, rehash=True), owner)


def unpackable(archive: bytes) -> bytes:
    """Says that everything in it is packed in a way that nobody knows."""
    return archive.replace(b"PK\x03\x04\x14\x00\x00\x00\x00\x00", b"PK\x03\x04\x14\x00\x00\x00\x63\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x63\x00"
    )


def locked(archive: bytes) -> bytes:
    """Says that everything in it wants a password."""
    return archive.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


@pytest.mark.parametrize("spoil", [unpackable, locked])
def test_an_archive_that_cannot_be_unpacked_is_told_as_damaged(
    spoil: Callable[[bytes], bytes], file: Path, owner: User
) -> None:
    spoilt = repacked(file, lambda parts: None)
    content = spoil(spoilt.read_bytes())
    assert content != spoilt.read_bytes()
    spoilt.write_bytes(content)
    with pytest.raises(ImportProblem, match="damaged"):
        import_workspace(spoilt, owner)


def test_a_text_is_no_export(tmp_path: Path, owner: User) -> None:
    (tmp_path / "words.zip").write_text("Dear studio")
    with pytest.raises(ImportProblem, match="no ZIP"):
        import_workspace(tmp_path / "words.zip", owner)
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("import_workspace", tmp_path / "words.zip", "--owner", "nobody@northlight.film")


def test_the_command_imports_for_a_person(file: Path, outsider: User) -> None:
    said = io.StringIO()
    call_command("import_workspace", file, "--owner", outsider.email, "--name", "Moved", stdout=said)
    moved = Workspace.objects.get(name="Moved")
    assert f"/w/{moved.slug}/" in said.getvalue()
    assert [(one.user, one.role) for one in Membership.objects.filter(workspace=moved)] == [(outsider, "owner")]


def test_an_import_that_fails_in_the_middle_leaves_nothing(
    file: Path, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = set(Workspace.objects.values_list("pk", flat=True))
    monkeypatch.setattr("projects.transfer.importing._save", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_workspace(file, owner)
    assert set(Workspace.objects.values_list("pk", flat=True)) == there
    assert {row.workspace_id for row in every_row(StoredFile)} <= there
