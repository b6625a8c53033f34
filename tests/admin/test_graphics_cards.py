"""The console's page of graphics cards: an operator sets right what a card tells, and a worker goes on telling."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from accounts.ops import every_row
from quality.models import GraphicsCard
from quality.resources.queries import devices
from tests.machines import reading, silent_for, told
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "ops"])

CARD = "one/GPU-1"
PAGE = reverse("admin:quality_graphicscard_change", args=[CARD])
LIST = reverse("admin:quality_graphicscard_changelist")


def test_overrides_are_kept_and_logged_and_no_heartbeat_undoes_them(console: Client) -> None:
    told(reading(used_gb=10))
    form = {"is_enabled": "on", "total_gb_override": "48", "reserved_gb_override": "4", "note": "fan is loud"}
    assert console.post(PAGE, form).status_code == 302
    told(reading(used_gb=12))
    (device,) = devices()
    assert (device.total_gb, device.used_gb) == (48, 16)
    entry = LogEntry.objects.get()
    assert entry.object_id == CARD
    assert "Memory in GB" in entry.get_change_message()


def test_saving_writes_only_what_was_changed(console: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the page and its answer a worker has told more: an old reading must not come back."""
    told(reading(used_gb=10))
    save = GraphicsCard.save

    def later(self: GraphicsCard, **words: object) -> None:
        together(lambda: told(reading(used_gb=20)))
        save(self, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(GraphicsCard, "save", later)
    assert console.post(PAGE, {"note": "switched off"}).status_code == 302
    row = every_row(GraphicsCard).get()
    assert (row.is_enabled, row.note) == (False, "switched off")
    assert row.used_bytes == reading(used_gb=20).used_bytes
    assert devices() == ()


def test_saving_nothing_changes_nothing(console: Client) -> None:
    told(reading())
    assert console.post(PAGE, {"is_enabled": "on"}).status_code == 302
    assert len(devices()) == 1


@pytest.mark.parametrize(
    "form", [{"total_gb_override": "0"}, {"total_gb_override": "-8"}, {"reserved_gb_override": "-1"}]
)
def test_a_size_that_cannot_be_is_refused(form: dict[str, str], console: Client) -> None:
    told(reading())
    answer = console.post(PAGE, {"is_enabled": "on", **form})
    assert answer.status_code == 200
    assert answer.context["errors"]


def test_the_list_shows_who_is_silent_and_what_is_wrong(console: Client) -> None:
    told(reading(used_gb=24, warnings=("Painter 4000 no longer answers.",), measured=False))
    shown = console.get(LIST).content.decode()
    assert "Alive" in shown
    assert "Painter 4000 no longer answers." in shown
    silent_for(60)
    assert "Stale" in console.get(LIST).content.decode()
