"""When a worker makes way, and when its memory wants another in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.workers.deciding import FEWEST_JOBS, GROWTH_BYTES, makes_way, outgrown, version_key
from generation.workers.values import BadDevice, device_word
from quality.values import DeviceKind

MB = 2**20


def test_a_worker_makes_way_for_a_newer_one_and_for_no_other() -> None:
    assert makes_way("0.9.1", ["0.10.0"])
    assert makes_way("1.0rc1", ["1.0"])
    assert not makes_way("1.0", ["1.0", "1.0rc1", "0.9"])
    assert not makes_way("1.0", [])


NUMBERS = st.lists(st.integers(0, 20).map(str), min_size=1, max_size=4).map(".".join)
VERSIONS = st.tuples(NUMBERS, st.sampled_from(("", "a1", "b2", "rc1"))).map("".join)


@given(VERSIONS, VERSIONS)
def test_of_two_versions_at_most_one_makes_way(first: str, second: str) -> None:
    assert makes_way(first, [second]) == (version_key(second) > version_key(first))
    assert not (makes_way(first, [second]) and makes_way(second, [first]))


def test_memory_over_the_limit_is_told_at_once() -> None:
    assert "more than the 1.0 GB" in outgrown([2 * 1024 * MB], 1024 * MB)
    assert outgrown([900 * MB], 1024 * MB) == ""


def test_memory_that_grows_with_each_job_is_a_leak() -> None:
    leaking = [500 * MB + n * 60 * MB for n in range(30)]
    assert "grew by" in outgrown(leaking, None)
    assert outgrown(leaking[: FEWEST_JOBS - 1], None) == "", "too few to judge"


def test_memory_that_fills_and_stays_is_none() -> None:
    filling = [min(500 + n * 200, 2500) * MB for n in range(40)]
    assert outgrown(filling, None) == ""
    one_large = [500 * MB] * 20 + [4000 * MB] + [500 * MB] * 20
    assert outgrown(one_large, None) == ""


@given(st.lists(st.integers(400 * MB, 400 * MB + GROWTH_BYTES - 1), max_size=60))
def test_memory_that_stays_within_the_growth_is_never_a_leak(samples: list[int]) -> None:
    assert outgrown(samples, None) == ""


def test_devices_are_written_as_people_know_them() -> None:
    assert (device_word("CUDA:1").kind, device_word("cuda:1").index) == (DeviceKind.CUDA, 1)
    assert device_word("mps").text == "mps:0"
    assert device_word("cpu").kind is None


@pytest.mark.parametrize("text", ["", "gpu", "cuda", "cuda:x", "sim:-1", "cpu:0", "sim:0;rm"])
def test_a_device_that_is_none_is_refused_with_what_would_work(text: str) -> None:
    with pytest.raises(BadDevice) as refused:
        device_word(text)
    assert "cuda:0" in refused.value.advice
