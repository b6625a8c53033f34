"""Names of downloads: whatever a creator calls a film, the header stays one header and the file a film."""

from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generation.media.downloads import disposition


def exact(header: str) -> str:
    return unquote(header.split("filename*=UTF-8''")[1])


def plain(header: str) -> str:
    message = Message()
    message["Content-Disposition"] = header.split("; filename*=")[0]
    return message.get_filename() or ""


@pytest.mark.parametrize(
    ("name", "expected", "fallback"),
    [
        ("Harbour at dusk", "Harbour at dusk.mp4", "Harbour at dusk.mp4"),
        ("film.mp4", "film.mp4", "film.mp4"),
        ("Film.MP4", "Film.mp4", "Film.mp4"),
        ("Über den Dächern", "Über den Dächern.mp4", "Uber den Dachern.mp4"),
        ("灯台 🎬", "灯台 🎬.mp4", "dailies.mp4"),
        ("مرحبا", "مرحبا.mp4", "dailies.mp4"),
        ("👩\u200d🚀 one", "👩\u200d🚀 one.mp4", "one.mp4"),
        ("../../etc/passwd", "_.._etc_passwd.mp4", "_.._etc_passwd.mp4"),
        ('say "hi"; filename=evil.exe', "say _hi_; filename=evil.exe.mp4", "say _hi__ filename_evil.exe.mp4"),
        ("a\r\nSet-Cookie: x=1", "aSet-Cookie_ x=1.mp4", "aSet-Cookie_ x_1.mp4"),
        ("photo\u202egpj.exe", "photogpj.exe.mp4", "photogpj.exe.mp4"),
        ("half \ud83c", "half.mp4", "half.mp4"),
        ("", "dailies.mp4", "dailies.mp4"),
        (" .. ", "dailies.mp4", "dailies.mp4"),
        (".mp4", "dailies.mp4", "dailies.mp4"),
    ],
)
def test_a_name_becomes(name: str, expected: str, fallback: str) -> None:
    header = disposition(name, "video/mp4")
    assert (exact(header), plain(header)) == (expected, fallback)


def test_without_a_name_the_file_is_shown() -> None:
    assert disposition(None, "video/mp4") == "inline"


def test_the_extension_is_that_of_the_file() -> None:
    assert exact(disposition("setup.exe", "image/png")) == "setup.exe.png"
    assert exact(disposition("notes", "application/x-unknown")) == "notes.bin"


def test_a_long_name_is_cut_and_keeps_its_extension() -> None:
    header = disposition("界" * 5000, "video/mp4")
    assert exact(header) == "界" * 80 + ".mp4"
    assert len(header) < 1000


@given(some.text(max_size=200))
def test_no_name_breaks_the_header(name: str) -> None:
    header = disposition(name, "video/mp4")
    header.encode("ascii")
    assert header.isprintable()
    assert header.count('"') == 2
    assert exact(header).endswith(".mp4")
    assert not set(exact(header)) & set('\\/:*?"<>|\r\n\0')
