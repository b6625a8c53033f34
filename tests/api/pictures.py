"""Pictures to send, made as the tests of media make them."""

from tests.media.media_material import corners, encoded, exif, heic, quarters

__all__ = ["corners", "encoded", "exif", "heic", "quarters"]
