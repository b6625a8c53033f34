"""The forms of a catalogue: one row's fields, the whole as text, and a share."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import yaml
from django import forms
from unfold.widgets import (  # type: ignore[import-untyped]
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from quality.catalogue.changing import document_of
from quality.catalogue.loader import check, lines_in, parse
from quality.catalogue.rules import named
from quality.catalogue.schema import Catalogue, Row
from quality.errors import CatalogueError, Fault
from quality.values import Medium

FILE = "the text"
"""What faults call the file that an operator writes into the page."""
PAIRS = {"size": ("width", "height"), "seconds": ("seconds_low", "seconds_high")}
"""Fields of a row that are two fields of the form."""


def number(label: str, help_text: str = "", **limits: Any) -> forms.FloatField:
    """A field of a number; empty leaves the row's field out."""
    widget = UnfoldAdminIntegerFieldWidget(attrs={"step": "any"})
    return forms.FloatField(label=label, help_text=help_text, required=False, widget=widget, **limits)


def whole(label: str, help_text: str = "") -> forms.IntegerField:
    """The same for a whole number."""
    return forms.IntegerField(label=label, help_text=help_text, required=False, widget=UnfoldAdminIntegerFieldWidget)


class NoteForm(forms.Form):
    """Why a version is made."""

    note = forms.CharField(
        label="Why", max_length=200, required=False, widget=UnfoldAdminTextInputWidget, help_text="Shown in the list."
    )


class RowForm(NoteForm):
    """The fields of a row that an operator may change; a row has only those that mean something for it."""

    off = forms.BooleanField(
        label="Switched off",
        required=False,
        widget=UnfoldBooleanSwitchWidget,
        help_text="While it is off, nothing is routed to it.",
    )
    width = whole("Width", "In pixels, at 16:9.")
    height = whole("Height", "In pixels, at 16:9.")
    steps = whole("Steps")
    guidance = number("Guidance")
    frames = whole("Frames", "4n+1.")
    fps = whole("Frames a second")
    seconds_low = number("Seconds, at least", "For one output on the card below.")
    seconds_high = number("Seconds, at most")
    credits = whole("Credits", "For one output.")
    card_gb = number("Card", "The smallest card that the row is meant for, in GB.")
    memory = forms.CharField(
        label="Ways to hold the model",
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 9, "spellcheck": "false", "wrap": "off"}),
        help_text="As YAML, from the fastest to the one that needs least.",
    )

    def __init__(self, row: Row, catalogue: Catalogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        for name in _meaningless(row, catalogue):
            del self.fields[name]
        told = row.model_dump(mode="json", exclude_defaults=False)
        for name, pair in PAIRS.items():
            told |= dict(zip(pair, told.pop(name) or (None, None), strict=True))
        told["memory"] = as_yaml(row.model_dump(mode="json", exclude_defaults=True).get("memory", []))
        self.initial = {**{name: told[name] for name in self.fields if name in told}, **self.initial}
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    def clean_memory(self) -> Any:
        """The ways as plain values."""
        try:
            return parse(self.cleaned_data["memory"], FILE) or []
        except CatalogueError as error:
            raise forms.ValidationError([str(fault) for fault in error.faults]) from error

    def changed_row(self) -> dict[str, Any]:
        """The row's fields as plain values; None leaves one out."""
        values = {name: self.cleaned_data[name] for name in self.fields if name not in ("off", "note")}
        for name, pair in PAIRS.items():
            if pair[0] in values:
                both = [values.pop(part) for part in pair]
                values[name] = None if both == [None, None] else both
        return values

    def tell(self, faults: Iterable[Fault]) -> None:
        """Each fault at its field; what is no fault of this row stands above the form."""
        for fault in faults:
            root = fault.field.split(".")[0]
            name = PAIRS.get(root, (root,))[0]
            here = fault.where == named(self.row.id) and name in self.fields
            self.add_error(name if here else None, f"{fault.field}: {fault.detail}" if here else str(fault))


def _meaningless(row: Row, catalogue: Catalogue) -> set[str]:
    """Fields that a row of this kind has not."""
    gone: set[str] = set()
    if row.function.medium not in (Medium.PICTURE, Medium.VIDEO):
        gone |= {"width", "height"}
    if row.function.medium is not Medium.VIDEO:
        gone |= {"frames", "fps"}
    return gone if catalogue.is_local(row) else gone | {"card_gb"} | (set() if row.memory else {"memory"})


class TextForm(NoteForm):
    """A whole catalogue as YAML."""

    text = forms.CharField(
        label="The catalogue",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 30, "spellcheck": "false", "wrap": "off"}),
        help_text="The number of the version is given when it is kept.",
    )
    field_order = ("text", "note")

    def tell(self, faults: Iterable[Fault]) -> None:
        """Every fault with its line, its row and its field."""
        self.add_error("text", [str(fault) for fault in faults])


class ShareForm(forms.Form):
    """How many of the workspaces."""

    share = forms.IntegerField(min_value=0, max_value=100)


def as_text(document: dict[str, Any]) -> str:
    """A document as YAML that people can read and change; without its number. PostgreSQL forgets the order of fields,
    so it is that of the schema, where the document passes the check."""
    with suppress(CatalogueError):
        document = document_of(check(document, FILE))
    return as_yaml({name: value for name, value in document.items() if name != "version"})


def read_text(text: str) -> tuple[Any, dict[str, int]]:
    """The values of a text, and where each of them stands. Raises CatalogueError."""
    return parse(text, FILE), dict(lines_in(text))


def as_yaml(value: Any) -> str:
    """Plain values as text, the innermost on one line."""
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
