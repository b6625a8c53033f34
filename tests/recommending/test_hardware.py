"""Classes of machines."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quality.recommending.hardware import class_here, class_of, hardware_words
from quality.recommending.values import HardwareClass
from quality.values import Device
from tests.recommending.conftest import machine

ORDER = [HardwareClass.LOW_END, HardwareClass.MID_RANGE, HardwareClass.HIGH_END, HardwareClass.ENTHUSIAST]


@pytest.mark.parametrize(
    ("total_gb", "expected"),
    [
        (None, "none"),
        (2, "low-end"),
        (6, "low-end"),
        (7, "low-end"),
        (8, "mid-range"),
        (12, "mid-range"),
        (15, "mid-range"),
        (16, "high-end"),
        (20, "high-end"),
        (24, "high-end"),
        (25, "enthusiast"),
        (32, "enthusiast"),
        (141, "enthusiast"),
    ],
)
def test_8_is_mid_range_16_and_24_are_high_end_and_more_is_enthusiast(total_gb: float | None, expected: str) -> None:
    assert class_of(total_gb) == expected


@pytest.mark.parametrize(("told_gb", "sold_gb"), [(7.79, 8), (15.73, 16), (15.99, 16), (23.65, 24), (24.1, 24)])
def test_a_card_is_judged_as_it_is_sold(told_gb: float, sold_gb: float) -> None:
    """Its driver tells a little less than is on the box."""
    assert class_of(told_gb) == class_of(sold_gb)


@given(st.floats(0, 2000), st.floats(0, 2000))
def test_more_memory_is_never_a_lower_class(one: float, other: float) -> None:
    smaller, larger = sorted((one, other))
    assert ORDER.index(class_of(smaller)) <= ORDER.index(class_of(larger))


def test_a_machine_is_of_the_class_of_its_largest_card() -> None:
    assert class_here(machine(8, 24, 12)) == "high-end"
    assert class_here(machine()) == "none"


def test_the_machine_is_told_in_plain_words() -> None:
    assert hardware_words(machine()) == "8 processor cores and 32 GB of memory, 100 GB free on disk."
    assert hardware_words(machine(12, 23.99)).startswith("Card 1 with 24 GB and 1 more. 8 processor cores")
    assert "1 processor core and" in hardware_words(machine(processors=1))


def test_a_card_whose_name_says_its_size_is_not_told_it_twice() -> None:
    simulated = replace(machine(), devices=(Device("sim", "Simulated card 1 (8 GB)", 8),))
    assert hardware_words(simulated).startswith("Simulated card 1 (8 GB). 8 processor cores")
