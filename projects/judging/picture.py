"""A report as one picture: the pages of its PDF, one under the other."""

import threading
from io import BytesIO

import pypdfium2
from PIL import Image

from projects.judging.paper import as_pdf
from projects.judging.values import Report

PIXELS_PER_POINT = 1.6
"""A page is 952 pixels wide: as sharp as a screen needs."""
MOST_PAGES = 8
_one_at_a_time = threading.Lock()
"""PDFium is not safe in several threads at once."""


def as_png(report: Report) -> bytes:
    """The first pages as one PNG."""
    pages = _pages(as_pdf(report))
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    written = BytesIO()
    whole.save(written, "PNG")
    return written.getvalue()


def _pages(pdf: bytes) -> list[Image.Image]:
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        count = min(len(document), MOST_PAGES)
        return [document[number].render(scale=PIXELS_PER_POINT).to_pil().convert("RGB") for number in range(count)]
