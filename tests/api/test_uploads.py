"""/scenes/{id}/uploads: a picture of one's own as a hero frame."""

import io
import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Workspace
from accounts.tenancy import scope
from generation.media import storage
from generation.media.uploads import open_upload
from generation.models import HeroFrame, Output, StoredFile
from tests import rows
from tests.api.pictures import corners, encoded, exif, heic, quarters
from tests.cast import Speaker, problem
from tests.rows import Shelf

pytestmark = pytest.mark.django_db
UPRIGHT = ["red", "green", "blue", "white"]


def png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


def animated_gif() -> bytes:
    stills = [Image.new("RGB", (80, 80), colour) for colour in ("red", "blue")]
    file = io.BytesIO()
    stills[0].save(file, "GIF", save_all=True, append_images=stills[1:], duration=100, loop=0)
    return file.getvalue()


def send(speaker: Speaker, shelf: Shelf, content: bytes, name: str = "photo.jpg", kind: str = "image/jpeg") -> Any:
    file = SimpleUploadedFile(name, content, content_type=kind)
    return speaker.post(f"/api/v1/scenes/{shelf.scene.pk}/uploads", {"image": file})


def stored(workspace: Workspace, frame: Any) -> bytes:
    with scope(workspace.pk):
        output = Output.objects.select_related("file").get(pk=frame["output"]["id"])
    with storage.local_path(workspace.pk, output.file.sha256) as path:
        return path.read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: encoded(quarters(), "JPEG", quality=95), id="JPEG"),
        pytest.param(lambda: encoded(quarters(), "PNG"), id="PNG"),
        pytest.param(lambda: encoded(quarters(), "WEBP", quality=95), id="WebP"),
        pytest.param(lambda: heic(quarters()), id="a phone's HEIC"),
        pytest.param(
            lambda: encoded(quarters().transpose(1, 0, 2)[::-1], "JPEG", quality=95, exif=exif(6)), id="EXIF-rotated"
        ),
    ],
)
def test_a_photograph_becomes_an_upright_frame(
    as_editor: Speaker, shelf: Shelf, workspace: Workspace, content: Any
) -> None:
    answer = send(as_editor, shelf, content())
    assert answer.status_code == 201, answer.content.decode()
    frame = answer.json()
    assert (frame["origin"], frame["scene"], frame["label"], frame["generation"]) == (
        "upload",
        str(shelf.scene.pk),
        "1B",
        None,
    )
    assert (frame["output"]["width"], frame["output"]["height"]) == (128, 96)
    assert 0 <= frame["score"] <= 100
    assert corners(open_upload(stored(workspace, frame)).rgb) == UPRIGHT
    assert as_editor.get(frame["output"]["url"]).status_code == 200


def test_what_a_phone_writes_into_a_photograph_is_not_kept(
    as_editor: Speaker, shelf: Shelf, workspace: Workspace
) -> None:
    sent = encoded(quarters(), "JPEG", exif=exif(1))
    assert b"Phonemaker" in sent
    frame = send(as_editor, shelf, sent).json()
    kept = stored(workspace, frame)
    assert b"Phonemaker" not in kept
    assert b"Exif" not in kept


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(lambda: b"I am a picture, honest.", "This is text, not a picture", id="text"),
        pytest.param(lambda: encoded(quarters(512, 512), "JPEG")[:-1500], "", id="truncated JPEG"),
        pytest.param(lambda: png_header(60_000, 60_000), "60", id="60,000 x 60,000 header"),
        pytest.param(animated_gif, "GIF", id="animated GIF"),
        pytest.param(lambda: b"", "", id="nothing"),
        pytest.param(lambda: b"\x00" * 2048, "no picture", id="zeros"),
        pytest.param(lambda: b"%PDF-1.7\n" + b" " * 100, "PDF", id="PDF"),
        pytest.param(lambda: encoded(quarters(32, 32), "PNG"), "", id="too small"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence_and_leaves_nothing(
    as_editor: Speaker, shelf: Shelf, content: Any, said: str
) -> None:
    answer = send(as_editor, shelf, content())
    assert answer.status_code == 400, answer.content.decode()
    (error,) = problem(answer)["errors"]
    assert error["field"] == "image"
    assert said in error["detail"]
    assert error["advice"].endswith(".")
    with scope(shelf.scene.tenant_id):
        assert HeroFrame.objects.count() == 1
        assert StoredFile.objects.count() == 2


def test_a_file_that_is_too_large_is_refused_before_it_is_read(as_editor: Speaker, shelf: Shelf) -> None:
    answer = send(as_editor, shelf, b"\xff\xd8\xff" + b"\x00" * (25 * 1024**2 + 1))
    assert answer.status_code == 400
    assert "25 MB" in problem(answer)["errors"][0]["advice"] + problem(answer)["errors"][0]["detail"]


@pytest.mark.parametrize("body", [{}, {"image": "data:image/png;base64,AAAA"}, {"image": None}, [], None])
def test_json_instead_of_a_form_is_told_what_to_send(as_editor: Speaker, shelf: Shelf, body: Any) -> None:
    told = as_editor.refused(400, "POST", f"scenes/{shelf.scene.pk}/uploads", body if body is not None else {})
    assert told["errors"][0]["field"] == "image"
    assert "Choose" in told["errors"][0]["advice"]


def test_a_form_without_the_picture_is_told_what_is_missing(as_editor: Speaker, shelf: Shelf) -> None:
    answer = as_editor.post(f"/api/v1/scenes/{shelf.scene.pk}/uploads", {"image": "just words", "other": "x"})
    assert answer.status_code == 400
    assert problem(answer)["errors"][0]["field"] == "image"


def test_a_form_that_breaks_off_is_a_problem(as_editor: Speaker, shelf: Shelf) -> None:
    address = f"/api/v1/scenes/{shelf.scene.pk}/uploads"
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        answer = as_editor.post(address, b"--y\r\nnonsense", content_type=kind)
        assert answer.status_code == 400, kind
        problem(answer)


def test_another_kind_of_body_is_415(as_editor: Speaker, shelf: Shelf) -> None:
    answer = as_editor.post(f"/api/v1/scenes/{shelf.scene.pk}/uploads", b"x", content_type="image/jpeg")
    assert answer.status_code == 415
    assert "multipart/form-data" in problem(answer)["advice"]


def test_an_outsider_cannot_put_a_picture_into_a_scene(as_outsider: Speaker, as_viewer: Speaker, shelf: Shelf) -> None:
    picture = encoded(quarters(), "PNG")
    assert send(as_outsider, shelf, picture).status_code == 404
    assert send(as_viewer, shelf, picture).status_code == 403
    with scope(shelf.scene.tenant_id):
        assert HeroFrame.objects.count() == 1


def test_the_same_picture_twice_is_two_frames_of_one_file(as_editor: Speaker, shelf: Shelf) -> None:
    picture = encoded(quarters(), "PNG")
    first, second = (send(as_editor, shelf, picture).json() for _ in range(2))
    assert first["id"] != second["id"]
    assert [first["label"], second["label"]] == ["1B", "1C"]
    with scope(shelf.scene.tenant_id):
        assert (
            len({o.file_id for o in Output.objects.filter(pk__in=[first["output"]["id"], second["output"]["id"]])}) == 1
        )


def test_an_own_picture_beside_frames_that_are_being_made_gets_a_letter_of_its_own(
    as_editor: Speaker, shelf: Shelf
) -> None:
    rows.asked(shelf.scene, count=4)
    assert send(as_editor, shelf, encoded(quarters(), "PNG")).json()["label"] == "1F"


def test_a_name_that_is_an_attack_is_only_a_name(as_editor: Speaker, shelf: Shelf) -> None:
    answer = send(as_editor, shelf, encoded(quarters(), "PNG"), name="../../etc/passwd\x00.png", kind="text/html")
    assert answer.status_code == 201
    assert answer.json()["output"]["media_type"] == "image/png"
