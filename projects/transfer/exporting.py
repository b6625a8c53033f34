"""Everything of a workspace as one ZIP: rows as JSON lines, media by their digests, and a manifest with all hashes.

The rows are read in one snapshot; after that no transaction is open, however long the media take.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import IO, Any

from asgiref.sync import sync_to_async
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.http import StreamingHttpResponse
from django.utils import timezone

from accounts.models import Membership, Workspace
from accounts.tenancy import Tenant, scope
from generation.media import storage
from generation.media.errors import MissingFile
from generation.models import StoredFile
from projects.transfer.hiding import without_machines
from projects.transfer.tables import FORMAT, NAMES_MACHINES, RECORDS, TRAVELS, VERSION, file_of, tables

IN_MEMORY_BYTES = 1 << 20
CHUNK_BYTES = 1 << 20
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the ZIP, as the manifest tells it."""

    name: str
    sha256: str
    bytes: int
    rows: int = 0
    media_type: str = ""


@dataclass(slots=True)
class Snapshot:
    """The rows of a workspace at one moment, spooled, and the media that belong to them."""

    workspace: Workspace
    made_at: str
    people: list[dict[str, str]]
    parts: list[Part] = field(default_factory=list)
    spools: dict[str, IO[bytes]] = field(default_factory=dict)
    media: list[tuple[str, int, str]] = field(default_factory=list)

    def manifest(self, missing: list[str]) -> dict[str, Any]:
        """What the file holds: names, sizes, hashes, and the media that the studio itself no longer has."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.made_at,
            "workspace": {"name": self.workspace.name, "slug": self.workspace.slug},
            "people": self.people,
            "files": [asdict(part) for part in self.parts],
            "missing_media": missing,
        }


def snapshot(workspace: Workspace) -> Snapshot:
    """Read every row in one view of the database. Call it outside of any transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        members = Membership.objects.filter(workspace=workspace).select_related("user").order_by("id")
        people = [_person(member) for member in members]
        found = Snapshot(workspace, timezone.now().isoformat(), people)
        with scope(workspace.pk):
            for model in tables(TRAVELS + RECORDS):
                _spool(found, model)
            files = StoredFile.objects.order_by("sha256").values_list("sha256", "bytes", "media_type")
            found.media = list(files)
    return found


def _person(member: Membership) -> dict[str, str]:
    user = member.user
    return {"id": str(user.pk), "email": user.email, "name": user.name, "role": member.role}


def _spool(found: Snapshot, model: type[Tenant]) -> None:
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115  # closed by `chunks`
    digest, rows = hashlib.sha256(), 0
    for row in getattr(model, "everything", model.objects).order_by("id").iterator(chunk_size=ROWS_AT_ONCE):
        line = json.dumps(as_json(row), cls=_Exact, ensure_ascii=False).encode() + b"\n"
        spool.write(line)
        digest.update(line)
        rows += 1
    found.spools[file_of(model)] = spool
    found.parts.append(Part(file_of(model), digest.hexdigest(), spool.tell(), rows))


class _Exact(DjangoJSONEncoder):
    """Django's, with the microseconds that it leaves out."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def as_json(row: models.Model) -> dict[str, Any]:
    """A row as plain values; its workspace is said once, in the manifest, and machines are not named."""
    told = {f.attname: f.value_from_object(row) for f in row._meta.concrete_fields if f.attname != "workspace_id"}
    return without_machines(told) if row._meta.label in NAMES_MACHINES else told


class _Sink:
    """What a ZipFile writes to, taken out piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """What was written since the last call."""
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole


def chunks(found: Snapshot) -> Iterator[bytes]:
    """The ZIP in pieces, made as they are taken; the manifest comes last."""
    sink, missing = _Sink(), []
    with zipfile.ZipFile(sink, "w") as archive:  # type: ignore[call-overload]  # any object with write and flush
        for name, spool in found.spools.items():
            spool.seek(0)
            with spool:
                yield from _copied(archive, sink, name, spool, zipfile.ZIP_DEFLATED)
        for sha256, size, media_type in found.media:
            name = f"media/{sha256}"
            try:
                with storage.open(found.workspace.pk, sha256) as source:
                    yield from _copied(archive, sink, name, source, zipfile.ZIP_STORED)
            except MissingFile:
                missing.append(sha256)
                continue
            found.parts.append(Part(name, sha256, size, media_type=media_type))
        manifest = json.dumps(found.manifest(missing), indent=1, ensure_ascii=False)
        archive.writestr("manifest.json", manifest)
    yield sink.taken()


def _copied(archive: zipfile.ZipFile, sink: _Sink, name: str, source: IO[bytes], how: int) -> Iterator[bytes]:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = how
    with archive.open(entry, "w", force_zip64=True) as target:
        while piece := source.read(CHUNK_BYTES):
            target.write(piece)
            yield sink.taken()


def download(workspace: Workspace) -> StreamingHttpResponse:
    """The file as an answer, made while it is sent."""
    response = StreamingHttpResponse(_sent(chunks(snapshot(workspace))), content_type="application/zip")
    name = f"{workspace.slug}-{timezone.now():%Y-%m-%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


async def _sent(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    take = sync_to_async(lambda: next(pieces, None), thread_sensitive=False)
    while (piece := await take()) is not None:
        yield piece


def write(workspace: Workspace, target: IO[bytes]) -> int:
    """The same into an open file; how many bytes."""
    return sum(target.write(piece) for piece in chunks(snapshot(workspace)))
