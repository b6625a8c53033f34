"""Pictures that people send: checked before anything is decoded, then made upright, opaque, 8-bit sRGB."""

import io
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
import pillow_heif
from PIL import Image, ImageCms

from generation.engines.base import Picture
from generation.media.errors import MediaError
from generation.media.headers import Kind, Size, kind_of, moves, size_of

FIELD = "image"
LARGEST_UPLOAD_BYTES = 25 * 1024 * 1024
LARGEST_SIDE = 8192
LARGEST_AREA = 50_000_000  # pixels; 150 MB once decoded
SMALLEST_SIDE = 64
_MOST_SCANS = 100  # a progressive JPEG has about ten; thousands are an attack on the decoder's time

_MEDIA_TYPES: dict[Kind, str] = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heif": "image/heic",
}
_ACCEPTED = "Send a still picture as JPEG, PNG, WebP or HEIC."
_WRONG_KINDS: dict[Kind, str] = {
    "gif": "This is a GIF, which is not accepted.",
    "avif": "This is an AVIF picture, which is not accepted.",
    "tiff": "This is a TIFF or camera raw file, which is not accepted.",
    "bmp": "This is a BMP picture, which is not accepted.",
    "svg": "This is an SVG drawing, not a photograph or painted picture.",
    "pdf": "This is a PDF document, not a picture.",
    "video": "This is a video, not a picture.",
    "text": "This is text, not a picture, whatever its name says.",
    "unknown": "This is no picture that can be read.",
}
_BROKEN = (
    OSError,  # truncated or unreadable, Pillow's word for most faults
    SyntaxError,  # a broken PNG
    ValueError,
    EOFError,
    RuntimeError,
    IndexError,  # a HEIC that holds no image
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
_ORIENTATION = 0x0112  # EXIF 2.32 section 4.6.4
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture that somebody sent: upright RGB (height, width, 3), its size, and the type it arrived as."""

    rgb: Picture
    width: int
    height: int
    media_type: str


def open_upload(data: bytes) -> Upload:
    """Read a JPEG, PNG, WebP or HEIC by its content.

    EXIF orientation is applied, an embedded colour profile converted to sRGB, transparency laid on white
    (drawings on a transparent ground are made for paper), 16 bits become 8. At most 25 MB, 8192 px a side and
    50 megapixels, at least 64 px a side; sizes are checked in the header. Raises `MediaError`, field "image".
    """
    kind = _accepted_kind(data)
    size = _announced_size(kind, data)
    _check_size(size)
    try:
        image = _decoded(kind, data, size)
        rgb = np.array(_upright(_srgb(_opaque(image), image.info.get("icc_profile")), image))
    except _BROKEN as error:
        raise _damaged() from error
    return Upload(rgb, rgb.shape[1], rgb.shape[0], _MEDIA_TYPES[kind])


def _accepted_kind(data: bytes) -> Kind:
    if not data:
        raise MediaError(FIELD, "The file is empty.", _ACCEPTED)
    if len(data) > LARGEST_UPLOAD_BYTES:
        raise MediaError(FIELD, "The file is larger than 25 MB.", "Send a smaller copy, for example a JPEG.")
    kind = kind_of(data)
    if moves(kind, data):
        raise MediaError(FIELD, "This picture moves.", _ACCEPTED)
    if kind not in _MEDIA_TYPES:
        raise MediaError(FIELD, _WRONG_KINDS[kind], _ACCEPTED)
    if kind == "jpeg" and data.count(b"\xff\xda") > _MOST_SCANS:
        raise _damaged()
    return kind


def _announced_size(kind: Kind, data: bytes) -> Size:
    size = _heif_size(data) if kind == "heif" else size_of(kind, data)
    if size is None:
        raise _damaged()
    return size


def _heif_size(data: bytes) -> Size | None:
    try:
        return cast(Size, pillow_heif.open_heif(data).size)
    except _BROKEN:
        return None


def _check_size(size: Size) -> None:
    width, height = size
    found = f"The picture is {width:,} by {height:,} pixels"
    if max(size) > LARGEST_SIDE or width * height > LARGEST_AREA:
        raise MediaError(
            FIELD,
            f"{found}, which is too large.",
            f"Send one of at most {LARGEST_SIDE:,} pixels a side and {LARGEST_AREA // 1_000_000} megapixels.",
        )
    if min(size) < SMALLEST_SIDE:
        raise MediaError(FIELD, f"{found}, which is too small.", f"Send one of at least {SMALLEST_SIDE} pixels a side.")


def _damaged() -> MediaError:
    return MediaError(
        FIELD,
        "The picture is damaged or incomplete.",
        "Open it in a picture viewer, save it again, and send that copy.",
    )


def _decoded(kind: Kind, data: bytes, size: Size) -> Image.Image:
    if kind == "heif":
        return pillow_heif.open_heif(data).to_pillow()
    image = Image.open(io.BytesIO(data), formats=[kind.upper()])
    if image.size != size:
        raise ValueError("two headers that disagree")
    image.load()
    if image.mode == "P" and image.palette is None:
        raise ValueError("colour numbers without a palette")
    return image


def _opaque(image: Image.Image) -> Image.Image:
    """Without transparency or palette, 8 bits a channel; still in the file's own colours."""
    if image.mode.startswith("I"):
        levels = np.asarray(image).astype(np.int64)
        return Image.fromarray(((levels + 128) // 257).clip(0, 255).astype(np.uint8))
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            return _converted(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # an unusable profile, or one of another kind of picture: viewers ignore those too
    return image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if image.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(source):
        return image
    converted = ImageCms.profileToProfile(image, source, _srgb_profile(), outputMode="RGB")
    assert converted is not None  # only None when asked to work in place
    return converted


@cache
def _srgb_profile() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _upright(image: Image.Image, original: Image.Image) -> Image.Image:
    try:
        turn = _UPRIGHT.get(original.getexif().get(_ORIENTATION, 1))
    except _BROKEN:
        return image  # unreadable EXIF is no reason to refuse a good picture
    return image if turn is None else image.transpose(turn)
