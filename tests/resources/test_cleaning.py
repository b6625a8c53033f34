"""Whatever a driver says, what may be planned with is true: 0 <= ours <= used <= total, and never more than is free."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.resources.cleaning import clean
from quality.resources.limit import capped
from quality.resources.planning import device_of
from quality.resources.values import GB, Override, Raw, Reading, Trouble
from quality.values import DeviceKind
from tests.machines import reading

NUMBERS = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(-(2**70), 2**70)
RAWS = st.builds(
    Raw,
    id=st.just("GPU-1"),
    name=st.just("Painter 4000"),
    kind=st.sampled_from(DeviceKind),
    total_bytes=NUMBERS | st.integers(0, 100 * GB),
    used_bytes=NUMBERS | st.integers(0, 100 * GB),
    ours_bytes=NUMBERS,
    utilisation=NUMBERS,
    temperature_c=NUMBERS,
    power_watts=NUMBERS,
    trouble=st.none() | st.sampled_from(Trouble),
)
LIMITS = st.none() | st.integers(1, 200 * GB)
GIGABYTES = st.none() | st.floats(0, 4096)
OVERRIDES = st.builds(Override, total_gb=st.none() | st.floats(0.1, 4096), reserved_gb=GIGABYTES)


@given(RAWS, LIMITS)
def test_a_reading_always_adds_up(raw: Raw, limit_bytes: int | None) -> None:
    found = clean(raw, limit_bytes)
    assert 0 <= found.ours_bytes <= found.used_bytes <= found.total_bytes
    assert limit_bytes is None or found.total_bytes <= limit_bytes
    assert found.measured == (not found.warnings)
    assert found.measured or found.used_bytes == found.total_bytes
    for value in (found.utilisation, found.temperature_c, found.power_watts):
        assert value is None or (math.isfinite(value) and value >= 0)


@given(RAWS, LIMITS, OVERRIDES)
def test_what_is_available_is_never_below_nothing_and_never_above_the_limit(
    raw: Raw, limit_bytes: int | None, override: Override
) -> None:
    device = device_of("one/GPU-1", clean(raw, limit_bytes), override, limit_bytes=limit_bytes)
    assert 0 <= device.used_gb <= device.total_gb
    assert 0 <= device.available_gb <= max(0.0, device.total_gb - 2)
    assert limit_bytes is None or device.total_gb <= limit_bytes / GB


@given(st.integers(1, 100), st.integers(0, 100), st.integers(0, 100), st.integers(1, 100))
def test_a_limit_frees_no_more_than_there_is(total: int, used: int, ours: int, limit_gb: int) -> None:
    whole = reading(total_gb=total, used_gb=min(used, total), ours_gb=min(ours, used, total))
    small = capped(whole, limit_gb * GB)
    assert small.total_bytes - small.used_bytes <= whole.total_bytes - whole.used_bytes


def test_what_others_hold_lies_in_the_hidden_part_first() -> None:
    assert capped(reading(total_gb=80, used_gb=10), 8 * GB).used_bytes == 0
    assert capped(reading(total_gb=24, used_gb=20), 8 * GB).used_bytes == 4 * GB
    assert capped(reading(total_gb=24, used_gb=6, ours_gb=6), 8 * GB).ours_bytes == 6 * GB


def unread() -> Reading:
    return clean(Raw("GPU-1", "Painter 4000", DeviceKind.CUDA, trouble=Trouble.UNREADABLE))


@pytest.mark.parametrize(
    ("card", "override", "available"),
    [
        (reading(used_gb=10), Override(), 12),
        (reading(used_gb=10, ours_gb=6), Override(), 18),
        (reading(used_gb=10), Override(reserved_gb=4), 8),
        (reading(used_gb=10), Override(total_gb=16), 4),
        (reading(used_gb=10), Override(total_gb=48, reserved_gb=0), 36),
        (reading(used_gb=0), Override(reserved_gb=100), 0),
        (unread(), Override(), 0),
        (unread(), Override(reserved_gb=4), 0),
        (unread(), Override(total_gb=24, reserved_gb=4), 18),
    ],
)
def test_an_operator_knows_better(card: Reading, override: Override, available: float) -> None:
    """total - what others hold - 2 GB - what is kept free besides; our own work makes room for what comes next."""
    assert device_of("one/GPU-1", card, override).available_gb == pytest.approx(available)
