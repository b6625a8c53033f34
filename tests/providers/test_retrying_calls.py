"""Whether a call is asked again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.providers import errors
from generation.providers.errors import ProviderError
from generation.providers.retrying import Retries, wait_before_again

ALL: list[ProviderError] = [
    errors.unauthorised(401, ""),
    errors.out_of_quota(402, "", None),
    errors.rate_limited(429, "", None),
    errors.rate_limited(429, "", 3.0),
    errors.content_refused(400, ""),
    errors.bad_request(400, "", ""),
    errors.server_trouble(503, "", None),
    errors.server_trouble(503, "", 900.0),
    errors.not_finished(),
    errors.network_trouble(unsent=True, late=False),
    errors.network_trouble(unsent=False, late=True),
    errors.malformed(),
    errors.too_large(1),
    errors.expired(410),
    errors.wrong_address(),
    errors.forbidden_address(),
]


def wait(error: ProviderError, number: int = 1, repeatable: bool = True, chance: float = 1.0) -> float | None:
    return wait_before_again(error, number, repeatable=repeatable, retries=Retries(3, 0.5, 8.0), chance=chance)


@pytest.mark.parametrize("error", ALL, ids=lambda one: type(one).__name__)
def test_what_does_not_pass_is_not_asked_again(error: ProviderError) -> None:
    assert error.transient or wait(error) is None


@pytest.mark.parametrize("error", ALL, ids=lambda one: type(one).__name__)
def test_a_post_is_asked_again_only_where_nothing_was_done(error: ProviderError) -> None:
    untouched = isinstance(error, errors.RateLimited) or (error.unsent and isinstance(error, errors.NetworkTrouble))
    assert (wait(error, repeatable=False) is not None) <= untouched


@given(st.sampled_from(ALL), st.integers(1, 5), st.booleans(), st.floats(0, 1))
def test_waits_are_bounded_and_end(error: ProviderError, number: int, repeatable: bool, chance: float) -> None:
    seconds = wait(error, number, repeatable, chance)
    assert seconds is None or (number < 3 and 0 < seconds <= 8)


def test_a_wait_that_was_told_is_kept_to_or_left_to_others() -> None:
    assert wait(errors.rate_limited(429, "", 3.0)) == 3.0
    assert wait(errors.rate_limited(429, "", 8.5)) is None


def test_waits_grow() -> None:
    passing = errors.server_trouble(500, "", None)
    assert [wait(passing, number) for number in (1, 2, 3)] == [0.5, 1.0, None]
