"""Damaged pictures, for real: cut off, turned, in other colours, shredded."""

import io

import numpy as np
import pytest
from PIL import Image, ImageFile

from generation.engines.base import Picture
from generation.media.mending import MOST_LOST, Unreadable, mend
from generation.media.pictures import encode_png


@pytest.fixture(scope="module")
def picture() -> Picture:
    """A grain that does not compress, so that bytes and rows go along."""
    return np.random.default_rng(7).integers(0, 256, (200, 160, 3), dtype=np.uint8)


def encoded(rgb: Picture, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(rgb).save(out, kind, **options)
    return out.getvalue()


def test_a_whole_picture_is_left_as_it_is(picture: Picture) -> None:
    mended = mend(encode_png(picture, {}))
    assert mended.words == ""
    assert (mended.rgb == picture).all()


def test_the_end_of_a_picture_that_was_cut_off_is_filled_in(picture: Picture) -> None:
    data = encode_png(picture, {})
    mended = mend(data[: int(len(data) * 0.95)])
    assert mended.rgb.shape == picture.shape
    good = int(200 * (1 - MOST_LOST))
    assert (mended.rgb[:good] == picture[:good]).all()
    assert (mended.rgb[-1] == mended.rgb[-2]).all()
    assert "missing and is filled in" in mended.words


def test_a_picture_that_is_half_gone_is_nobodys_picture_any_more(picture: Picture) -> None:
    data = encode_png(picture, {})
    with pytest.raises(Unreadable):
        mend(data[: len(data) // 2])


@pytest.mark.parametrize("data", [b"", b"no picture at all", b"\x89PNG\r\n\x1a\n" + bytes(200)])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        mend(data)


def test_a_picture_that_lies_on_its_side_is_set_upright(picture: Picture) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    mended = mend(encoded(picture, "PNG", exif=exif))
    assert mended.rgb.shape == (160, 200, 3)
    assert "upright" in mended.words


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_other_colours_become_those_that_everybody_reads(picture: Picture, mode: str) -> None:
    out = io.BytesIO()
    Image.fromarray(picture).convert(mode).save(out, "JPEG")
    mended = mend(out.getvalue())
    assert mended.rgb.shape == picture.shape
    assert "colours" in mended.words


def test_the_switch_for_cut_off_files_is_off_afterwards(picture: Picture) -> None:
    data = encode_png(picture, {})
    mend(data[: int(len(data) * 0.95)])
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
