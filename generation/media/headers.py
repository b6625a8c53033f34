"""What a file is and how large its picture would be, from its bytes: nothing is decoded, no name trusted."""

import struct
from typing import Literal, TypeAlias

from generation.media.recipes import PNG_SIGNATURE, png_chunks

Kind: TypeAlias = Literal[
    "jpeg", "png", "webp", "heif", "gif", "avif", "tiff", "bmp", "svg", "pdf", "video", "text", "unknown"
]
Size: TypeAlias = tuple[int, int]
"""(width, height) in pixels."""

_SIGNATURES: dict[bytes, Kind] = {
    b"\xff\xd8\xff": "jpeg",
    PNG_SIGNATURE: "png",
    b"GIF8": "gif",
    b"%PDF": "pdf",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
    b"BM": "bmp",
    b"\x1a\x45\xdf\xa3": "video",  # Matroska, WebM
    b"FLV\x01": "video",
    b"OggS": "video",
    b"\0\0\x01\xba": "video",  # MPEG program stream
    b"\0\0\x01\xb3": "video",  # MPEG elementary stream
}
_QUICKTIME_BOXES = {b"moov", b"mdat", b"wide", b"free", b"skip"}
_HEIF_BRANDS = {
    b"heic",
    b"heix",
    b"heim",
    b"heis",
    b"mif1",
}  # ISO/IEC 23008-12: stills; the others are sequences
_AVIF_BRANDS = {b"avif", b"avis"}
_TEXT_SAMPLE_BYTES = 4096

_START_OF_FRAME = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # ITU-T T.81 table B.1
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}


def kind_of(data: bytes) -> Kind:
    """The kind of a file by its first bytes."""
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF":
        return {b"WEBP": "webp", b"AVI ": "video"}.get(data[8:12], "unknown")  # type: ignore[return-value]
    if data[4:8] == b"ftyp":
        return _kind_of_brands(data)
    if data[4:8] in _QUICKTIME_BOXES:
        return "video"
    return _kind_of_text(data[:_TEXT_SAMPLE_BYTES])


def _kind_of_brands(data: bytes) -> Kind:
    """ISO/IEC 14496-12: the major brand, a version, then the compatible brands up to the end of the box."""
    end = min(int.from_bytes(data[:4], "big"), 256)
    major, others = data[8:12], {data[at : at + 4] for at in range(16, end, 4)}
    if major in _AVIF_BRANDS or (major == b"mif1" and others & _AVIF_BRANDS):
        return "avif"
    return "heif" if major in _HEIF_BRANDS else "video"


def _kind_of_text(sample: bytes) -> Kind:
    text = sample.decode("utf-8", "replace")
    odd = sum(1 for letter in text[:-1] if letter == "\ufffd" or (letter < " " and letter not in "\t\r\n\f"))
    if odd:
        return "unknown"
    return "svg" if "<svg" in text.lower() else "text"


def moves(kind: Kind, data: bytes) -> bool:
    """Whether a PNG or WebP holds more than one frame."""
    if kind == "png":
        return any(name == b"acTL" and body[:4] > b"\0\0\0\1" for name, body in png_chunks(data))
    if kind == "webp":
        return data[12:16] == b"VP8X" and len(data) > 20 and bool(data[20] & 0x02)
    return False


def size_of(kind: Kind, data: bytes) -> Size | None:
    """The size that a PNG, JPEG or WebP announces; None where its header is broken."""
    readers = {"png": _png_size, "jpeg": _jpeg_size, "webp": _webp_size}
    try:
        return readers[kind](data)
    except (struct.error, IndexError):
        return None


def _png_size(data: bytes) -> Size | None:
    width, height = struct.unpack_from(">II", data, 16)
    return (width, height) if data[12:16] == b"IHDR" else None


def _jpeg_size(data: bytes) -> Size | None:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += _jpeg_step(data, at, marker)
    return None


def _jpeg_step(data: bytes, at: int, marker: int) -> int:
    """Bytes to the next marker; a lone 0xFF is padding."""
    if marker == 0xFF:
        return 1
    if marker in _WITHOUT_LENGTH:
        return 2
    return 2 + int(struct.unpack_from(">H", data, at + 2)[0])


def _webp_size(data: bytes) -> Size | None:
    """RFC 9649 section 2: extended, lossless and lossy headers each keep the size elsewhere."""
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        bits = int(struct.unpack_from("<I", data, 21)[0])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if data[12:16] == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None
