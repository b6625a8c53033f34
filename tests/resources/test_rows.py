"""Rows of cards: what a heartbeat writes, what an operator has set, and what routing gets of both."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from quality.models import GraphicsCard, Machine
from quality.resources import queries, services
from quality.resources.queries import devices
from quality.resources.values import GB
from quality.values import DeviceKind
from tests.machines import HOST, reading, silent_for, told

pytestmark = pytest.mark.django_db


def ids() -> list[str]:
    return [device.id for device in devices()]


def set_by_hand(card: str, **values: Any) -> None:
    GraphicsCard.objects.filter(pk=card).update(**values)


def test_a_card_that_was_told_of_is_a_device() -> None:
    told(reading(used_gb=10, ours_gb=6, utilisation=0.4))
    services.hold("one/GPU-1", ["wan", "flux"])
    (device,) = devices()
    assert (device.id, device.name, device.kind) == ("one/GPU-1", "Painter 4000", DeviceKind.CUDA)
    assert (device.total_gb, device.used_gb, device.available_gb) == (24, 4, 18)
    assert (device.holds, device.busy_seconds) == (frozenset({"flux", "wan"}), 0.0)


def test_devices_cost_one_statement_however_many_there_are() -> None:
    told(*(reading(id=f"GPU-{n}") for n in range(20)))
    with CaptureQueriesContext(connection) as asked:
        assert len(devices()) == 20
    assert len(asked) == 1


def test_the_next_heartbeat_writes_the_same_row_and_leaves_an_operators_words() -> None:
    told(reading())
    set_by_hand("one/GPU-1", is_enabled=False, total_gb_override=16.0, note="fan is loud", holds=["flux"])
    (row,) = told(reading(used_gb=3))
    assert row.used_bytes == 3 * GB
    assert (row.is_enabled, row.total_gb_override, row.note, row.holds) == (False, 16.0, "fan is loud", ["flux"])
    assert GraphicsCard.objects.count() == Machine.objects.count() == 1


def test_two_workers_of_one_machine_do_no_harm() -> None:
    for _ in range(2):
        told(reading(), reading(id="GPU-2"))
    assert ids() == ["one/GPU-1", "one/GPU-2"]


def test_the_same_card_of_two_machines_is_two() -> None:
    told(reading(), host="one")
    told(reading(), host="two")
    assert ids() == ["one/GPU-1", "two/GPU-1"]


@pytest.mark.parametrize(("seconds", "alive"), [(0, True), (19, True), (21, False), (3_000, False), (-5, True)])
def test_a_card_is_stale_after_four_heartbeats_by_the_databases_clock(seconds: float, alive: bool) -> None:
    told(reading())
    silent_for(seconds)
    assert (ids() == ["one/GPU-1"]) is alive
    assert [card.alive for card in queries.cards()] == [alive]
    assert bool(queries.machines()) is alive


def test_a_card_that_is_gone_from_its_machine_is_not_routed_to() -> None:
    told(reading(), reading(id="GPU-2"))
    told(reading(id="GPU-2"))
    assert ids() == ["one/GPU-2"]
    told(reading(), reading(id="GPU-2"))
    assert ids() == ["one/GPU-1", "one/GPU-2"]


def test_a_machine_that_leaves_takes_its_cards_along_and_no_others() -> None:
    told(reading(), host="one")
    told(reading(), host="two")
    services.leave("one")
    assert ids() == ["two/GPU-1"]
    assert len(queries.machines()) == 1
    told(reading(), host="one")
    assert ids() == ["one/GPU-1", "two/GPU-1"]


def test_a_card_that_is_switched_off_is_not_routed_to_but_told() -> None:
    told(reading())
    set_by_hand("one/GPU-1", is_enabled=False)
    assert ids() == []
    assert [card.enabled for card in queries.cards()] == [False]


def test_what_is_set_by_hand_wins_over_what_is_read() -> None:
    told(reading(used_gb=10))
    set_by_hand("one/GPU-1", total_gb_override=48.0, reserved_gb_override=4.0)
    (device,) = devices()
    assert (device.total_gb, device.used_gb, device.available_gb) == (48, 14, 32)


def test_the_limit_binds_what_is_set_by_hand_too() -> None:
    told(reading())
    set_by_hand("one/GPU-1", total_gb_override=48.0)
    with override_settings(VRAM_LIMIT="8GB"):
        (device,) = devices()
    assert (device.total_gb, device.available_gb) == (8, 6)


def test_rows_that_do_not_add_up_are_refused_by_the_database() -> None:
    told(reading())
    for wrong in ({"used_bytes": 25 * GB}, {"ours_bytes": 1}, {"ours_bytes": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            set_by_hand("one/GPU-1", **wrong)


def test_a_machine_is_told_as_it_was_read() -> None:
    told()
    assert queries.machines() == (HOST,)
