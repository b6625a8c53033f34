"""generation/history/plainly.py"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers

from generation.history.plainly import plainly
from generation.quote_serializers import ConsentSerializer, FallbackSerializer, QuoteSerializer
from generation.serializers import ErrorSerializer

WORDS = st.text(max_size=8)
AMOUNT = st.integers(0, 10**6) | st.floats(0, 1e6)
FALLBACK = st.fixed_dictionaries(
    {"reason": WORDS, "advice": WORDS}, optional={"key": WORDS, "tips": st.lists(WORDS, max_size=3), "older": WORDS}
)
WAY = st.fixed_dictionaries(
    {"key": WORDS, "words": WORDS, "when": st.sampled_from(["now", "later", "never"])}
    | {"change": st.dictionaries(WORDS, st.integers(0, 9), max_size=2)}
)
QUOTE = st.fixed_dictionaries(
    dict.fromkeys(("requested_tier", "achieved_tier", "position", "notice"), WORDS)
    | dict.fromkeys(("credits", "width", "height", "frames"), st.integers(0, 9999))
    | {"fallback": st.none() | FALLBACK, "seconds": st.lists(AMOUNT, min_size=2, max_size=2)},
    optional={"ahead": st.integers(0, 9), "fps": st.integers(0, 60), "work_seconds": st.lists(AMOUNT, max_size=2)}
    | {"memory_gb": AMOUNT, "preview": st.booleans(), "simulated": st.booleans(), "reason": WORDS}
    | {"suggestion": WORDS, "ways": st.lists(WAY, max_size=2)},
)
CONSENT = st.fixed_dictionaries(
    {"asked_at": WORDS, "until": st.none() | WORDS, "answer": st.sampled_from(["", "continue", "cancel", "timeout"])}
    | {"answered_at": st.none() | WORDS, "again": st.booleans()}
)
ERROR = st.fixed_dictionaries({"category": WORDS, "detail": WORDS, "advice": WORDS})
STORED = [
    (QuoteSerializer, QUOTE),
    (FallbackSerializer, FALLBACK),
    (ConsentSerializer, CONSENT),
    (ErrorSerializer, ERROR),
]


@pytest.mark.parametrize(("serializer", "told"), STORED, ids=[one.__name__ for one, _ in STORED])
def test_what_is_stored_is_told_as_its_serializer_tells_it(
    serializer: type[serializers.Serializer[Any]], told: st.SearchStrategy[Any]
) -> None:
    write = plainly(serializer())

    @given(told)
    def alike(value: dict[str, Any]) -> None:
        assert write(value) == serializer(value).data

    alike()


def test_nothing_is_told_as_nothing() -> None:
    assert plainly(ErrorSerializer())(None) is None


def test_a_list_that_is_missing_is_a_new_one_each_time() -> None:
    write = plainly(FallbackSerializer())
    first, second = (write({"reason": "", "advice": ""}) for _ in range(2))
    first["tips"].append("x")
    assert second["tips"] == []


def test_what_must_be_there_is_missed_by_name() -> None:
    with pytest.raises(KeyError, match="advice"):
        plainly(ErrorSerializer())({"category": "", "detail": ""})
