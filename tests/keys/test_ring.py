"""The ring of master keys is read strictly: half a ring is worse than none, for it would lose what it seals."""

import base64
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from keys import crypto, ring
from keys.errors import InvalidRing, MasterKeyMissing, Refused, VaultError
from keys.ring import Ring
from keys.secret import Secret
from tests.keys.test_sealed_bytes import PLACE

KEYS = st.binary(min_size=32, max_size=32)
IDS = st.from_regex(ring.ID, fullmatch=True)


def line(name: str, key: bytes) -> str:
    return f"{name}:{base64.urlsafe_b64encode(key).decode()}"


def same_key(known: Ring, name: str, key: bytes) -> bool:
    """Whether the ring's key opens what this key sealed."""
    sealed = crypto.seal(AESGCM(key), Secret("x"), PLACE)
    try:
        return crypto.unseal(known.key(name), sealed, PLACE).reveal() == "x"
    except Refused:
        return False


@given(st.dictionaries(IDS, KEYS, min_size=1, max_size=5), st.sampled_from(["\n", ",", "\n\n", " ,\n", "\r\n"]))
def test_a_ring_is_read_in_order_and_its_last_key_is_the_newest(keys: dict[str, bytes], between: str) -> None:
    known = ring.parse(Secret(between.join(line(name, key) for name, key in keys.items())))
    assert list(known.keys) == list(keys)
    assert known.newest == list(keys)[-1]
    assert all(same_key(known, name, key) for name, key in keys.items())


@given(KEYS)
def test_both_alphabets_of_base64_are_read_with_and_without_padding(key: bytes) -> None:
    for text in (base64.b64encode(key), base64.urlsafe_b64encode(key)):
        for form in (text.decode(), text.decode().rstrip("=")):
            assert same_key(ring.parse(Secret(f"a:{form}")), "a", key)


def test_lines_that_begin_with_a_hash_are_for_people() -> None:
    known = ring.parse(Secret(f"# made in May, with a comma: old\n{line('a', bytes(range(32)))}\n  # the end\n"))
    assert list(known.keys) == ["a"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("# soon\n,\n", "is empty"),
        ("justonekey", "Entry 1 .* no id"),
        (f"{line('a', bytes(range(32)))}\n:x", "Entry 2 .* no id"),
        ("an/id:x", "Entry 1 .* no id"),
        ("a:", '"a" is not 32 bytes'),
        (line("a", bytes(31)), '"a" is not 32 bytes'),
        (line("a", bytes(33)), '"a" is not 32 bytes'),
        ("a:" + "!" * 43, '"a" is not 32 bytes'),
        ("a:" + "é" * 43, '"a" is not 32 bytes'),
        (f"{line('a', bytes(range(32)))}\n{line('a', bytes(range(1, 33)))}", 'id "a"'),
    ],
)
def test_a_ring_that_is_not_whole_is_refused_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(InvalidRing, match=said) as refused:
        ring.parse(Secret(text))
    assert refused.value.advice


@given(st.text())
def test_whatever_stands_there_is_a_ring_or_an_error_with_advice(text: str) -> None:
    advice = ""
    try:
        known = ring.parse(Secret(text))
    except VaultError as error:
        advice = error.advice
    assert advice or known.keys


def test_keys_that_are_not_random_are_named() -> None:
    known = ring.parse(Secret("\n".join((line("typed", b"password" * 4), line("zero", bytes(32)), ring.new_entry()))))
    assert known.weak == ("typed", "zero")


def test_a_new_key_is_random_and_can_be_read() -> None:
    entry = ring.new_entry()
    assert ring.parse(Secret(entry)).weak == ()
    assert ring.new_entry() != entry


def test_a_key_that_is_missing_is_named_with_advice() -> None:
    with pytest.raises(MasterKeyMissing, match='"b" is missing .* DAILIES_MASTER_KEYS_FILE') as refused:
        ring.parse(Secret(line("a", bytes(range(32))))).key("b")
    assert refused.value.master_id == "b"


def test_the_environment_wins_over_the_file_and_the_file_is_read_each_time(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "master_keys"
    path.write_text(line("from-file", bytes(range(32))))
    settings.MASTER_KEYS_FILE = str(path)
    settings.MASTER_KEYS = Secret(line("from-environment", bytes(range(32))))
    assert ring.current().newest == "from-environment"
    settings.MASTER_KEYS = Secret("")
    assert ring.current().newest == "from-file"
    with path.open("a") as file:
        file.write("\n" + line("added", bytes(range(1, 33))) + "\n")
    assert ring.current().newest == "added"


def test_a_file_that_cannot_be_read_is_named(settings: Any, tmp_path: Path) -> None:
    settings.MASTER_KEYS = Secret("")
    settings.MASTER_KEYS_FILE = str(tmp_path / "gone")
    with pytest.raises(InvalidRing, match="no ring of master keys at .*gone"):
        ring.current()
    settings.MASTER_KEYS_FILE = str(tmp_path)
    with pytest.raises(InvalidRing, match="can't be read"):
        ring.current()
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff")
    settings.MASTER_KEYS_FILE = str(tmp_path / "picture")
    with pytest.raises(InvalidRing, match="no text"):
        ring.current()
