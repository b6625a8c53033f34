"""What was sealed opens at its own place, with its own key, unchanged; nothing else opens at all."""

import base64
from dataclasses import replace
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, given
from hypothesis import strategies as st

from keys import crypto
from keys.crypto import HEADER, NONCE_BYTES, TAG_BYTES, Place
from keys.errors import Refused
from keys.secret import Secret

KEY = AESGCM(bytes(range(32)))
OTHER_KEY = AESGCM(bytes(range(1, 33)))
PLACE = Place(UUID(int=7), UUID(int=11), "webhook", 3)
SECRETS = st.text(st.characters(codec=None))
PLACES = st.builds(
    Place,
    workspace=st.uuids(),
    row=st.uuids(),
    purpose=st.text(max_size=40),
    version=st.integers(min_value=1, max_value=2**32 - 1),
)


@given(SECRETS, PLACES)
def test_what_was_sealed_opens(text: str, place: Place) -> None:
    assert crypto.unseal(KEY, crypto.seal(KEY, Secret(text), place), place).reveal() == text


@given(SECRETS, PLACES, PLACES)
def test_it_opens_nowhere_else(text: str, place: Place, other: Place) -> None:
    assume(place != other)
    with pytest.raises(Refused):
        crypto.unseal(KEY, crypto.seal(KEY, Secret(text), place), other)


@given(PLACES, PLACES)
def test_no_two_places_are_bound_alike(one: Place, other: Place) -> None:
    assert (one.bound == other.bound) is (one == other)


@pytest.mark.parametrize(
    "other",
    [
        replace(PLACE, workspace=UUID(int=8)),
        replace(PLACE, row=UUID(int=12)),
        replace(PLACE, purpose="oidc"),
        replace(PLACE, purpose="webhook "),
        replace(PLACE, version=4),
    ],
)
def test_each_part_of_the_place_counts(other: Place) -> None:
    with pytest.raises(Refused, match=other.purpose):
        crypto.unseal(KEY, crypto.seal(KEY, Secret("x"), PLACE), other)


def test_a_version_that_was_rewritten_is_refused() -> None:
    sealed = crypto.header(4) + crypto.seal(KEY, Secret("x"), PLACE)[HEADER.size :]
    with pytest.raises(Refused, match="changed"):
        crypto.unseal(KEY, sealed, replace(PLACE, version=4))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Refused):
        crypto.unseal(OTHER_KEY, crypto.seal(KEY, Secret("x"), PLACE), PLACE)


@given(st.binary(max_size=60), st.data())
def test_what_is_cut_short_is_refused(plain: bytes, data: st.DataObject) -> None:
    sealed = crypto.seal(KEY, Secret(plain.hex()), PLACE)
    kept = data.draw(st.integers(min_value=0, max_value=len(sealed) - 1))
    with pytest.raises(Refused):
        crypto.unseal(KEY, sealed[:kept], PLACE)


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_bit_is_refused(position: int, change: int) -> None:
    sealed = bytearray(crypto.seal(KEY, Secret("a secret"), PLACE))
    sealed[position % len(sealed)] ^= change
    with pytest.raises(Refused):
        crypto.unseal(KEY, bytes(sealed), PLACE)


@given(st.binary(max_size=200))
def test_rubbish_is_refused_and_breaks_nothing(sealed: bytes) -> None:
    with pytest.raises(Refused):
        crypto.unseal(KEY, sealed, PLACE)


def test_no_two_sealings_are_alike() -> None:
    assert len({crypto.seal(KEY, Secret("x"), PLACE) for _ in range(50)}) == 50


def test_the_format_is_the_one_that_is_written_down() -> None:
    """Any AES-GCM can read what the vault wrote, so nobody's secrets depend on this code staying."""
    sealed = crypto.seal(KEY, Secret("plain"), PLACE)
    assert sealed[:5] == b"\x01\x00\x00\x00\x03"
    assert len(sealed) == HEADER.size + NONCE_BYTES + len("plain") + TAG_BYTES
    bound = b"\x01\x00\x00\x00\x03" + UUID(int=7).bytes + UUID(int=11).bytes + b"webhook"
    assert AESGCM(bytes(range(32))).decrypt(sealed[5:17], sealed[17:], bound) == b"plain"


def test_what_was_sealed_long_ago_still_opens() -> None:
    """A fixed ciphertext: a change of format that cannot read it loses people's secrets."""
    old = base64.b64decode("AQAAAAMAAAAAAAAAAAAAAAB+0NS324jenwEl5MyJIucRoM5402w=")
    assert crypto.unseal(KEY, old, PLACE).reveal() == "plain"


@given(PLACES, PLACES)
def test_a_rewrapped_key_is_the_same_key(old: Place, new: Place) -> None:
    wrapped = crypto.wrapped_new_key(KEY, old)
    sealed = crypto.seal(crypto.unwrap(KEY, wrapped, old), Secret("x"), PLACE)
    again = crypto.rewrap(KEY, wrapped, old, OTHER_KEY, new)
    assert crypto.unseal(crypto.unwrap(OTHER_KEY, again, new), sealed, PLACE).reveal() == "x"
    with pytest.raises(Refused):
        crypto.unwrap(KEY, again, new)
