"""Names of downloads: safe in a header and on any disk, and still the name that the creator gave."""

import re
import unicodedata
from urllib.parse import quote

_EXTENSIONS = {
    "video/mp4": ".mp4",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/heic": ".heic",
}
_LONGEST_STEM = 80  # characters; 320 bytes of UTF-8 at most, a quarter of what proxies take in a header line
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ._()\-]")
# Cc: controls; Cf: direction overrides, which can make "exe.jpg" of "gpj.exe"; Cs: half characters.
_UNWRITABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}  # Cf too, but Persian words and family emoji are spelt with them


def may_be_shown(media_type: str) -> bool:
    """Whether a browser may open it in place: pictures and films of the kinds that we make or take, nothing else."""
    return media_type in _EXTENSIONS


def disposition(download_name: str | None, media_type: str, extension: str = "") -> str:
    """The Content-Disposition header: inline, or a download under `download_name` (RFC 6266, RFC 8187).

    What a browser might run (HTML, SVG, anything but our pictures and films) is never inline. The name always ends as
    `media_type` does (or as `extension` says), so nobody can be handed a picture called "setup.exe".
    """
    if download_name is None and may_be_shown(media_type):
        return "inline"
    extension = extension or _EXTENSIONS.get(media_type, ".bin")
    stem = _stem(download_name or "", extension)
    plain = _NOT_PLAIN.sub("_", unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()).strip()
    exact = quote(stem + extension, safe="")
    return f"attachment; filename=\"{plain or 'dailies'}{extension}\"; filename*=UTF-8''{exact}"


def _stem(name: str, extension: str) -> str:
    written = "".join(letter for letter in name if letter in _JOINERS or not _is_unwritable(letter))
    stem = _FORBIDDEN.sub("_", written)
    if stem.lower().endswith(extension):
        stem = stem[: -len(extension)]
    return stem[:_LONGEST_STEM].strip(" .") or "dailies"


def _is_unwritable(letter: str) -> bool:
    return unicodedata.category(letter) in _UNWRITABLE
