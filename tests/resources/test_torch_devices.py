"""AMD cards and Apple's processors, by a torch that sees them."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from quality.resources import torch_devices
from quality.resources.cleaning import clean
from quality.resources.values import GB, Trouble
from quality.values import DeviceKind


def refuse(*args: Any) -> Any:
    raise RuntimeError("HIP error: invalid device")


def torch_with(hip: str | None = None, mps: bool = False, **cuda: Any) -> Any:
    """A torch with these parts."""
    parts = {
        "is_available": lambda: hip is not None,
        "device_count": lambda: 1,
        "get_device_properties": lambda index: SimpleNamespace(name="Red 7900", uuid="amd-1"),
        "mem_get_info": lambda index: (14 * GB, 24 * GB),
        "memory_reserved": lambda index: 4 * GB,
        "utilization": lambda index: 30,
        "temperature": lambda index: 55,
        "power_draw": lambda index: 180_000,
        **cuda,
    }
    return SimpleNamespace(
        version=SimpleNamespace(hip=hip),
        cuda=SimpleNamespace(**parts),
        backends=SimpleNamespace(mps=SimpleNamespace(is_available=lambda: mps)),
        mps=SimpleNamespace(recommended_max_memory=lambda: 24 * GB, driver_allocated_memory=lambda: 3 * GB),
    )


def test_an_amd_card_is_read() -> None:
    (card,) = (clean(raw) for raw in torch_devices.told_by(torch_with(hip="6.2")))
    assert (card.id, card.name, card.kind) == ("amd-1", "Red 7900", DeviceKind.ROCM)
    assert (card.total_bytes, card.used_bytes, card.ours_bytes) == (24 * GB, 10 * GB, 4 * GB)
    assert (card.utilisation, card.temperature_c, card.power_watts) == (0.3, 55.0, 180.0)


def test_an_amd_card_that_fails_is_closed_with_a_warning() -> None:
    (raw,) = torch_devices.told_by(torch_with(hip="6.2", mem_get_info=refuse))
    assert (raw.id, raw.trouble) == ("amd-1", Trouble.UNREADABLE)
    assert clean(raw).warnings


def test_what_needs_a_library_that_is_missing_is_not_known() -> None:
    (raw,) = torch_devices.told_by(torch_with(hip="6.2", utilization=refuse, temperature=refuse, power_draw=refuse))
    assert (raw.utilisation, raw.temperature_c, raw.power_watts, raw.trouble) == (None, None, None, None)


@pytest.mark.parametrize(("available_gb", "others_gb"), [(30, 0), (10, 11), (0, 21)])
def test_apples_memory_is_shared_with_everybody(
    available_gb: int, others_gb: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=available_gb * GB))
    (card,) = (clean(raw) for raw in torch_devices.told_by(torch_with(mps=True)))
    assert (card.kind, card.total_bytes, card.ours_bytes) == (DeviceKind.MPS, 24 * GB, 3 * GB)
    assert card.used_bytes - card.ours_bytes == others_gb * GB


def test_a_torch_that_sees_nothing_of_its_own_tells_nothing() -> None:
    assert torch_devices.told_by(torch_with()) == ()


def test_torch_is_loaded_only_where_it_and_its_driver_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(torch_devices, "ROCM_DRIVER", tmp_path / "kfd")
    assert not torch_devices.may_be_there()
    assert torch_devices.read() == ()
    (tmp_path / "kfd").touch()
    assert torch_devices.may_be_there()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert not torch_devices.may_be_there()
