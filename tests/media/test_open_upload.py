"""What people send: good pictures come out upright and plain, everything else is refused with a sentence."""

import io
import random
import resource
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from media_material import BLUE, RED, WHITE, corners, encoded, exif, heic, plain, quarters
from PIL import Image, ImageCms

from generation.engines.base import Picture
from generation.media.errors import MediaError
from generation.media.pictures import encode_png, open_upload
from generation.media.uploads import LARGEST_UPLOAD_BYTES
from generation.media.video import write_mp4

STILL = "still picture"
UPRIGHT = ["red", "green", "blue", "white"]
TURNED = {  # how a camera that writes this orientation stores the upright picture
    1: lambda rgb: rgb,
    2: lambda rgb: rgb[:, ::-1],
    3: lambda rgb: rgb[::-1, ::-1],
    4: lambda rgb: rgb[::-1],
    5: lambda rgb: rgb.transpose(1, 0, 2),
    6: lambda rgb: np.rot90(rgb, 1),
    7: lambda rgb: rgb[::-1, ::-1].transpose(1, 0, 2),
    8: lambda rgb: np.rot90(rgb, -1),
}


def stored_as(orientation: int) -> Picture:
    return np.ascontiguousarray(TURNED[orientation](quarters()))


def refusal(data: bytes) -> MediaError:
    with pytest.raises(MediaError) as raised:
        open_upload(data)
    assert raised.value.field == "image"
    assert raised.value.detail.endswith(".")
    assert raised.value.advice.endswith(".")
    return raised.value


def png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))


# --- accepted -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", TURNED)
def test_every_exif_orientation_comes_out_upright(kind: str, orientation: int) -> None:
    sent = open_upload(encoded(stored_as(orientation), kind, exif=exif(orientation)))
    assert corners(sent.rgb) == UPRIGHT
    assert (sent.width, sent.height, sent.media_type) == (128, 96, f"image/{kind.lower()}")
    assert sent.rgb.shape == (96, 128, 3)
    assert sent.rgb.dtype == np.uint8


@pytest.mark.parametrize("orientation", TURNED)
def test_a_phone_heic_comes_out_upright_and_is_turned_once(orientation: int) -> None:
    sent = open_upload(heic(stored_as(orientation), exif=exif(orientation)))
    assert corners(sent.rgb) == UPRIGHT
    assert (sent.width, sent.height, sent.media_type) == (128, 96, "image/heic")


def test_unreadable_exif_does_not_spoil_a_good_picture() -> None:
    assert corners(open_upload(encoded(quarters(), "JPEG", exif=b"Exif\0\0nonsense")).rgb) == UPRIGHT


def test_a_colour_profile_is_converted_to_srgb() -> None:
    """A profile in which red and green have changed places: numbers that say red must come out green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    renamed = profile.replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be"))
    swapped = renamed.replace(b"rXYZ", b"-XYZ").replace(b"gXYZ", b"rXYZ").replace(b"-XYZ", b"gXYZ")
    for data in (
        encoded(plain(RED), "PNG", icc_profile=swapped),
        heic(plain(RED), icc_profile=swapped, icc_profile_type="prof"),
    ):
        assert np.abs(open_upload(data).rgb[9, 9].astype(int) - (20, 230, 20)).max() <= 4


def test_a_broken_profile_is_ignored() -> None:
    assert corners(open_upload(encoded(quarters(), "JPEG", icc_profile=b"junk")).rgb) == UPRIGHT


def test_what_is_transparent_becomes_white() -> None:
    see_through = Image.fromarray(np.dstack([plain(BLUE), np.zeros((64, 64), np.uint8)]))
    for kind in ("PNG", "WEBP"):
        assert (open_upload(encoded(see_through, kind)).rgb == 255).all()


def test_half_transparent_is_half_white() -> None:
    half = Image.fromarray(np.dstack([plain((0, 0, 0)), np.full((64, 64), 128, np.uint8)]))
    assert abs(int(open_upload(encoded(half, "PNG")).rgb[5, 5, 0]) - 127) <= 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_colour_mode_becomes_rgb(mode: str) -> None:
    sent = open_upload(encoded(Image.fromarray(quarters()).convert(mode), "JPEG" if mode == "CMYK" else "PNG"))
    assert sent.rgb.shape == (96, 128, 3)
    assert sent.rgb.dtype == np.uint8
    assert int(sent.rgb[-9, -9].min()) > 200


def test_16_bits_become_8_with_the_same_brightness() -> None:
    levels = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (64, 1))
    sent = open_upload(encoded(Image.fromarray(levels), "PNG"))
    assert np.array_equal(sent.rgb[0, :, 1], np.arange(256))


def test_nothing_of_the_sender_survives_in_what_is_written() -> None:
    phone = encoded(quarters(), "JPEG", exif=exif(6), comment=b"Somebody's home")
    written = encode_png(open_upload(phone).rgb, {"origin": "upload"})
    for trace in (b"Exif", b"eXIf", b"Phonemaker", b"home"):
        assert trace not in written
    assert dict(Image.open(io.BytesIO(written)).getexif()) == {}


# --- refused ------------------------------------------------------------------------------------------------


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"").detail == "The file is empty."


def test_text_with_the_name_of_a_picture_is_refused() -> None:
    error = refusal(b"Dear studio, this is my picture. It is really a letter.")
    assert "text" in error.detail
    assert "JPEG, PNG, WebP or HEIC" in error.advice


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (encoded(plain(RED), "TIFF"), "TIFF"),
        (encoded(plain(RED), "BMP"), "BMP"),
        (encoded(plain(RED), "GIF"), "GIF"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01", "video"),
        (b"RIFF\x24\0\0\0AVI LIST", "video"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
        (bytes(range(200, 256)) * 10, "no picture"),
    ],
)
def test_other_kinds_are_called_by_their_name(data: bytes, word: str) -> None:
    error = refusal(data)
    assert word in error.detail
    assert STILL in error.advice


def test_a_video_is_refused(tmp_path: Path) -> None:
    write_mp4([plain(RED)] * 2, tmp_path / "clip.mp4", 24, {})
    assert "video" in refusal((tmp_path / "clip.mp4").read_bytes()).detail


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_what_moves_is_refused_and_a_still_picture_asked_for(kind: str) -> None:
    frames = [Image.fromarray(plain(colour)) for colour in (RED, BLUE, WHITE)]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert STILL in refusal(data).advice


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("kind", ["JPEG", "progressive", "PNG", "WEBP", "HEIC"])
def test_a_truncated_picture_is_refused_and_never_filled_with_grey(kind: str, share: float) -> None:
    grain = np.random.default_rng(3).integers(0, 256, (128, 160, 3), dtype=np.uint8)
    whole = {
        "JPEG": lambda: encoded(grain, "JPEG"),
        "progressive": lambda: encoded(grain, "JPEG", progressive=True),
        "PNG": lambda: encoded(grain, "PNG"),
        "WEBP": lambda: encoded(grain, "WEBP"),
        "HEIC": lambda: heic(grain),
    }[kind]()
    assert open_upload(whole).width == 160
    assert "damaged or incomplete" in refusal(whole[: int(len(whole) * share)]).detail


def test_a_giant_is_refused_from_its_header_without_memory_for_it() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = refusal(png_header(60_000, 60_000))
    assert "60,000 by 60,000 pixels" in error.detail
    assert "8,192" in error.advice
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB


def test_a_giant_webp_and_jpeg_are_refused_from_their_headers() -> None:
    webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (15_999).to_bytes(3, "little") * 2
    jpeg = b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 65_000, 65_000) + bytes(20)
    assert "16,000 by 16,000" in refusal(webp).detail
    assert "65,000 by 65,000" in refusal(jpeg).detail


@pytest.mark.parametrize(("width", "height"), [(8193, 64), (64, 8193), (8000, 6251)])
def test_sides_and_area_have_a_limit(width: int, height: int) -> None:
    assert "too large" in refusal(png_header(width, height)).detail


@pytest.mark.parametrize(("width", "height"), [(63, 64), (64, 63), (1, 1), (0, 64)])
def test_tiny_pictures_are_refused(width: int, height: int) -> None:
    assert "64 pixels" in refusal(png_header(width, height)).advice


def test_64_pixels_are_enough() -> None:
    assert open_upload(encoded(plain(RED, 64, 64), "PNG")).width == 64


def test_more_than_25_mb_are_refused() -> None:
    assert "25 MB" in refusal(b"\xff\xd8\xff" + bytes(LARGEST_UPLOAD_BYTES)).detail


def test_a_decoder_bomb_of_scans_is_refused() -> None:
    jpeg = encoded(quarters(), "JPEG", progressive=True)
    scan = jpeg[jpeg.index(b"\xff\xda") : -2]
    assert "damaged" in refusal(jpeg[:-2] + scan * 200 + b"\xff\xd9").detail


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_any_damage_gives_a_picture_or_a_sentence_never_a_fault() -> None:
    """Seeded mutations of every kind; PNG checksums are made right so that they reach the decoder."""
    chance = random.Random(7)
    samples = [encoded(quarters(), kind, exif=exif(6)) for kind in ("JPEG", "PNG", "WEBP")]
    samples += [heic(quarters()), encoded(Image.fromarray(quarters()).convert("P"), "PNG", transparency=0)]
    for _ in range(5000):
        data = bytearray(chance.choice(samples))
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(min(len(data), chance.choice([64, 400, len(data)])))] = chance.randrange(256)
        with suppress(MediaError):
            assert open_upload(with_checksums(data)).rgb.dtype == np.uint8


def with_checksums(data: bytearray) -> bytes:
    at = 8
    while data[:4] == b"\x89PNG" and at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if at + 12 + length > len(data):
            break
        struct.pack_into(">I", data, at + 8 + length, zlib.crc32(bytes(data[at + 4 : at + 8 + length])))
        at += 12 + length
    return bytes(data)
