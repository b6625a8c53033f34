"""Signed addresses: for one file, for a few minutes, the same within a step."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from generation.media.addresses import LIFE_SECONDS, STEP_SECONDS, media_address, seconds_left

MOMENTS = st.floats(min_value=0, max_value=4e9)
SLUGS = st.from_regex(r"[-a-z0-9_]{1,40}", fullmatch=True)


def left(address: str, now: float) -> int | None:
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return seconds_left(parts.path, query["until"], query["signature"], now)


@given(SLUGS, st.uuids(), MOMENTS)
def test_an_address_lives_ten_minutes_at_least_and_fifteen_at_most(slug: str, output: UUID, now: float) -> None:
    address = media_address(slug, output, now)
    found = left(address, now)
    assert found is not None
    assert LIFE_SECONDS - STEP_SECONDS <= found <= LIFE_SECONDS
    assert left(address, now + LIFE_SECONDS + 1) == 0


@given(SLUGS, st.uuids(), MOMENTS, st.floats(min_value=0, max_value=3 * STEP_SECONDS))
def test_within_a_step_it_is_the_same(slug: str, output: UUID, now: float, later: float) -> None:
    same_step = int(now) // STEP_SECONDS == int(now + later) // STEP_SECONDS
    assert (media_address(slug, output, now) == media_address(slug, output, now + later)) == same_step


@given(SLUGS, st.uuids(), SLUGS, st.uuids(), MOMENTS)
def test_it_serves_for_no_other_file_and_no_other_workspace(
    slug: str, output: UUID, other_slug: str, other: UUID, now: float
) -> None:
    ours, theirs = media_address(slug, output, now), media_address(other_slug, other, now)
    mixed = f"{urlsplit(theirs).path}?{urlsplit(ours).query}"
    assert (left(mixed, now) is None) == ((slug, output) != (other_slug, other))


@given(st.text(max_size=30), st.text(max_size=60))
def test_what_we_did_not_sign_is_no_address(until: str, signature: str) -> None:
    assert seconds_left("/media/north/1", until, signature, 0.0) is None


@pytest.mark.parametrize("until", ["", "-1", "1e9", "١٢٣", "9" * 13, " 900", "900\n"])
def test_an_end_that_is_no_plain_number_is_none(until: str) -> None:
    assert seconds_left("/media/north/1", until, "x", 0.0) is None


def test_another_key_ends_all_addresses(settings: Settings) -> None:
    address = media_address("north", UUID(int=1), 0.0)
    settings.SECRET_KEY = "another" * 9
    assert left(address, 0.0) is None
