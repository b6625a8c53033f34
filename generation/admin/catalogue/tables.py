"""Tables of the catalogue's pages, as unfold's table component takes them."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.ops import badge, every_row
from generation.admin.catalogue.forms import as_yaml
from generation.admin.catalogue.preview import SHOWN, Outcome, Replay
from quality.catalogue.changing import ROW, Changes, Document, changes_between, lines_of, rows_of
from quality.models import CatalogueVersion

Table = dict[str, Any]


def rows(document: Document, product: Document, source: str) -> Table:
    """Every row of a catalogue and every row that it has switched off, each a link to its form."""
    present = rows_of(document)
    every = {**rows_of(product), **present}
    return {
        "headers": ["Row", "Function", "Quality", "Engine", "Size", "Steps", "Credits", "Card", ""],
        "rows": [_row(row, row_id in present, source) for row_id, row in every.items()],
    }


def _row(row: Document, present: bool, source: str) -> list[Any]:
    href = reverse("admin:catalogue_row", args=[source, row["id"]])
    size = " x ".join(map(str, row.get("size") or ()))
    frames = f", {row['frames']} frames" if row.get("frames") else ""
    return [
        format_html('<a class="text-link underline" href="{}">{}</a>', href, row["id"]),
        row["function"].replace("_", " "),
        row["tier"],
        row["engine"],
        f"{size}{frames}",
        row.get("steps", ""),
        row["credits"],
        f"{row['card_gb']:g} GB" if row.get("card_gb") else "",
        "" if present else badge("Switched off", "warning"),
    ]


def differences(version: CatalogueVersion) -> list[tuple[str, Table]]:
    """What differs from the product's catalogue as it was, and from the version that was changed."""
    found = [("What differs from the product's catalogue", _diff(version.changes))]
    base = every_row(CatalogueVersion).filter(number=version.based_on).first()
    if base is not None:
        changes = changes_between(base.document, version.document)
        found.append((f"What differs from version {base.number}", _diff(changes)))
    return found


def _diff(changes: Changes) -> Table:
    lines = [[line.row, line.field, *_sides(line.field, line.before, line.after)] for line in lines_of(changes)]
    return {"headers": ["Row", "Field", "Before", "After"], "rows": lines}


def _sides(field: str, before: Any, after: Any) -> tuple[SafeString | str, SafeString | str]:
    if field == ROW:
        return ("", badge("Added", "info")) if before is None else ("", badge("Switched off", "warning"))
    return _value(before), _value(after)


def _value(value: Any) -> SafeString | str:
    """A plain value in a word, a long one as YAML."""
    if value is None:
        return "as usual"
    if isinstance(value, list) and all(isinstance(part, int | float) for part in value):
        return ", ".join(f"{part:g}" for part in value)
    if isinstance(value, list | dict):
        return format_html('<pre class="console-yaml">{}</pre>', as_yaml(value))
    return f"{value}"


def differing(found: Replay) -> Table:
    """Requests that would go elsewhere, the same ones counted together."""
    headers = ["Asked", "Row", "Quality", "Size", "Credits", "Requests"]
    return {"headers": headers, "rows": [_difference(one) for one in found.differing[:SHOWN]]}


def _difference(one: Any) -> list[Any]:
    before: Outcome = one.before
    after: Outcome = one.after
    pairs = [(getattr(before, name), getattr(after, name)) for name in ("row", "tier", "size", "credits")]
    return [one.asked.replace("_", " "), *(_step(*pair) for pair in pairs), f"{one.requests:,}"]


def _step(before: Any, after: Any) -> SafeString | str:
    return f"{before}" if before == after else format_html("{} → <b>{}</b>", before, after)
