"""Pictures in other colours than sRGB: what a profile says is what is seen, whatever kind of profile it is."""

import struct
from itertools import product

import numpy as np
import pytest
from media_material import encoded, exif, plain
from PIL import Image

from generation.media.pictures import open_upload

P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""Red, green and blue of Display P3 and Adobe RGB (1998), adapted to D50, as their profiles hold them."""
WHITE = (0.9642, 1.0, 0.8249)


def fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def profile(space: bytes, pcs: bytes, tags: dict[bytes, bytes], kind: bytes = b"mntr") -> bytes:
    """An ICC profile, version 2 (ICC.1:2001-04, section 6)."""
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        content += b"\0" * (-len(content) % 4)
        table += name + struct.pack(">II", at + len(body), len(content))
        body += content
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = b"\0" * 4 + b"\x02\x10\0\0" + kind + space + pcs + date + b"acsp" + b"\0" * 24
    head += b"\0" * 4 + fixed(*WHITE)
    head += b"\0" * (128 - 4 - len(head))
    whole = head + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole) + 4) + whole


def named(text: str) -> bytes:
    said = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(said)) + said + b"\0" * 78


def matrix(primaries: tuple[tuple[float, ...], ...], name: str) -> bytes:
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    tags = {b"desc": named(name), b"wtpt": b"XYZ \0\0\0\0" + fixed(*WHITE)}
    for letter, xyz in zip("rgb", primaries, strict=True):
        tags[f"{letter}XYZ".encode()] = b"XYZ \0\0\0\0" + fixed(*xyz)
        tags[f"{letter}TRC".encode()] = curve
    return profile(b"RGB ", b"XYZ ", tags)


def inks() -> bytes:
    """Four inks on white paper, by a table of their sixteen mixtures; cyan is rather a violet."""
    identity = bytes(range(256))
    cells = b"".join(
        bytes((round(255 * (1 - k) * (1 - 0.3 * (c + m + y))), 128 + 50 * (m + c) - 20 * y, 128 + 90 * y - 60 * c))
        if not k
        else bytes((0, 128, 128))
        for c, m, y, k in product((0, 1), repeat=4)
    )
    table = (
        b"mft1\0\0\0\0" + bytes((4, 3, 2, 0)) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + identity * 4 + cells + identity * 3
    )
    return profile(b"CMYK", b"Lab ", {b"desc": named("Inks"), b"A2B0": table}, b"prtr")


def middle(data: bytes) -> list[int]:
    return [int(value) for value in open_upload(data).rgb[9, 9]]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("primaries", "sent", "seen"),
    [(P3, (200, 100, 100), (212, 94, 97)), (ADOBE, (100, 200, 100), (5, 201, 91)), (P3, (128, 128, 128), (127,) * 3)],
)
def test_wider_colours_are_seen_as_they_were_meant(
    kind: str, primaries: tuple[tuple[float, ...], ...], sent: tuple[int, ...], seen: tuple[int, ...]
) -> None:
    data = encoded(plain(sent), kind, icc_profile=matrix(primaries, "Wide"), quality=100, subsampling=0)
    assert np.abs(np.subtract(middle(data), seen)).max() <= 6


def test_inks_are_mixed_as_their_profile_says() -> None:
    paper, violet = Image.new("CMYK", (64, 64)), Image.new("CMYK", (64, 64), (255, 0, 0, 0))
    assert min(middle(encoded(paper, "JPEG", icc_profile=inks()))) > 245
    red, green, blue = middle(encoded(violet, "JPEG", icc_profile=inks(), quality=100))
    assert blue > red > green
    plain_red, _, plain_blue = middle(encoded(violet, "JPEG", quality=100))
    assert plain_red < red
    assert plain_blue > 200


@pytest.mark.parametrize("mode", ["L", "CMYK", "P"])
def test_a_profile_of_another_kind_of_picture_is_passed_over(mode: str) -> None:
    image = Image.fromarray(plain((51, 51, 51))).convert(mode)
    wrong = inks() if mode != "CMYK" else matrix(P3, "Wide")
    data = encoded(image, "JPEG" if mode == "CMYK" else "PNG", icc_profile=wrong)
    assert np.abs(np.subtract(middle(data), 51)).max() <= 4


def test_a_palette_with_see_through_colours_and_a_profile_is_all_of_it_at_once() -> None:
    image = Image.new("P", (64, 64), 1)
    image.putpalette([0, 0, 0, 200, 100, 100])
    opaque = encoded(image, "PNG", transparency=0, icc_profile=matrix(P3, "Wide"))
    assert np.abs(np.subtract(middle(opaque), (212, 94, 97))).max() <= 4
    assert middle(encoded(image, "PNG", transparency=1)) == [255, 255, 255]


def test_a_turned_photograph_with_wide_colours_is_upright_and_right() -> None:
    halves = np.zeros((64, 128, 3), np.uint8)
    halves[:, :64], halves[:, 64:] = (200, 100, 100), (20, 20, 20)
    data = encoded(halves, "JPEG", icc_profile=matrix(P3, "Wide"), exif=exif(6), quality=100, subsampling=0)
    sent = open_upload(data)
    assert (sent.width, sent.height) == (64, 128)
    assert np.abs(sent.rgb[20, 30].astype(int) - (212, 94, 97)).max() <= 6
    assert sent.rgb[110, 30].max() < 40
