"""/devices"""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quality.models import GraphicsCard
from quality.resources import services
from quality.resources.values import GB
from quality.values import DeviceKind
from tests.cast import Speaker
from tests.machines import HOST, reading, silent_for, told

pytestmark = pytest.mark.django_db


def the_card(speaker: Speaker) -> Any:
    (card,) = speaker.made("GET", "devices")["cards"]
    return card


def test_a_studio_whose_workers_tell_nothing_has_nothing(as_viewer: Speaker) -> None:
    assert as_viewer.made("GET", "devices") == {"cards": [], "host": None, "warnings": []}


def test_a_card_and_its_machine_are_told(as_viewer: Speaker) -> None:
    told(reading(used_gb=10, ours_gb=6, utilisation=0.4, temperature_c=61.0, power_watts=212.5))
    services.hold("one/GPU-1", ["flux", "wan"])
    found = as_viewer.made("GET", "devices")
    (card,) = found["cards"]
    opaque = card.pop("id")
    assert len(opaque) == 12
    assert card == {
        "name": "Painter 4000",
        "kind": "cuda",
        "simulated": False,
        "total_gb": 24,
        "used_gb": 10,
        "free_gb": 14,
        "available_gb": 18,
        "utilisation": 0.4,
        "temperature_c": 61,
        "power_watts": 212.5,
        "stale": False,
        "warnings": [],
        "holds": 2,
    }
    assert found["host"] == {
        "cpu": 0.25,
        "ram_total_gb": 64,
        "ram_used_gb": 16,
        "disk_total_gb": 1000,
        "disk_free_gb": 400,
    }
    assert found["warnings"] == []
    assert the_card(as_viewer)["id"] == opaque


def test_it_says_nothing_of_where_machines_are_what_they_hold_or_what_operators_note(as_viewer: Speaker) -> None:
    told(reading(), host="rack-7.internal")
    services.hold("rack-7.internal/GPU-1", ["flux-dev"])
    GraphicsCard.objects.update(note="behind the stairs")
    shown = as_viewer.call("GET", "devices").content.decode()
    for hidden in ("rack-7", "GPU-1", "flux", "stairs"):
        assert hidden not in shown


def test_every_workspace_sees_the_same(as_viewer: Speaker, as_outsider: Speaker) -> None:
    told(reading(), reading(id="GPU-2"))
    assert as_viewer.made("GET", "devices") == as_outsider.made("GET", "devices")


def test_who_is_in_no_workspace_sees_nothing(as_intruder: Speaker, as_stranger: Speaker) -> None:
    as_intruder.refused(404, "GET", "devices")
    as_stranger.refused(401, "GET", "devices")


def test_a_stale_card_says_so_and_has_nothing_available(as_viewer: Speaker) -> None:
    told(reading())
    silent_for(30)
    found = as_viewer.made("GET", "devices")
    said = "Painter 4000 has not been heard of for a while. Nothing is sent to it."
    assert (found["cards"][0]["stale"], found["cards"][0]["available_gb"]) == (True, 0)
    assert found["cards"][0]["warnings"] == found["warnings"] == [said]
    assert found["host"] is None


def test_a_card_that_nobody_has_seen_for_an_hour_is_forgotten(as_viewer: Speaker) -> None:
    told(reading())
    silent_for(3_700)
    assert as_viewer.made("GET", "devices")["cards"] == []


def test_a_card_that_is_switched_off_says_so_and_worries_nobody(as_viewer: Speaker) -> None:
    told(reading())
    GraphicsCard.objects.update(is_enabled=False)
    found = as_viewer.made("GET", "devices")
    assert found["cards"][0]["available_gb"] == 0
    assert found["cards"][0]["warnings"] == ["Painter 4000 is switched off by an operator."]
    assert found["warnings"] == []


def test_a_card_that_cannot_be_read_passes_its_warning_on(as_viewer: Speaker) -> None:
    told(reading(used_gb=24, warnings=("The memory of Painter 4000 can't be read.",), measured=False))
    card = the_card(as_viewer)
    assert (card["free_gb"], card["available_gb"]) == (0, 0)
    assert card["warnings"] == ["The memory of Painter 4000 can't be read."]
    GraphicsCard.objects.update(total_gb_override=24.0, reserved_gb_override=4.0)
    card = the_card(as_viewer)
    assert (card["total_gb"], card["available_gb"]) == (24, 18)


def test_what_runs_out_is_said_once_and_in_plain_words(as_viewer: Speaker) -> None:
    tight = replace(HOST, disk_free_bytes=2 * GB, ram_used_bytes=62 * GB)
    told(reading(used_gb=23.9, kind=DeviceKind.SIMULATED), machine=tight)
    told(machine=tight, host="two")
    found = as_viewer.made("GET", "devices")
    assert found["cards"][0]["simulated"] is True
    assert found["warnings"] == [
        "The disk has 2 GB left. Delete what you don't need.",
        "The studio's memory is nearly full. New work may have to wait.",
        "Painter 4000 is nearly full: 102 MB left.",
    ]


def test_many_cards_cost_no_more_than_one(as_viewer: Speaker) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            as_viewer.made("GET", "devices")
        return len(asked)

    told(reading())
    few = statements()
    told(*(reading(id=f"GPU-{n}") for n in range(30)))
    assert statements() == few
