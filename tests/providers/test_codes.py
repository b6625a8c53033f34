"""Which error an answer is: by status and structured code, whatever the rest of it says."""

from email.utils import formatdate
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generation.errors import Category
from generation.providers import codes, errors
from generation.providers.codes import FIELDS, KNOWN, classify, classify_event, retry_after, told
from generation.providers.errors import (
    BadRequest,
    ContentRefused,
    Malformed,
    OutOfQuota,
    ProviderError,
    RateLimited,
    ServerTrouble,
    Unauthorised,
    WrongAddress,
)
from tests.providers.test_reading_answers import VALUES

unhurried = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NOW = 1_763_827_200.0
WORDS = st.sampled_from(sorted(KNOWN)) | st.text(max_size=20) | VALUES
ERRORS = st.fixed_dictionaries({}, optional=dict.fromkeys(("code", "type", "param", "message"), WORDS))


def answered(status: int, code: str | None = None, **error: Any) -> ProviderError:
    return classify(status, {}, {"error": {"message": "quota credit", "code": code, **error}}, NOW)


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, "billing_hard_limit_reached", OutOfQuota),
        (400, "content_policy_violation", ContentRefused),
        (400, "invalid_api_key", Unauthorised),
        (400, "server_error", BadRequest),
        (400, None, BadRequest),
        (401, "insufficient_quota", Unauthorised),
        (402, None, OutOfQuota),
        (403, None, Unauthorised),
        (403, "content_filter", ContentRefused),
        (404, "model_not_found", BadRequest),
        (405, None, WrongAddress),
        (408, None, ServerTrouble),
        (413, None, BadRequest),
        (422, None, BadRequest),
        (429, "rate_limit_exceeded", RateLimited),
        (429, "insufficient_quota", OutOfQuota),
        (429, "some quota of mine", RateLimited),
        (500, "insufficient_quota", ServerTrouble),
        (503, None, ServerTrouble),
        (302, None, WrongAddress),
        (204 + 50, None, Malformed),
    ],
)
def test_status_and_code_decide(status: int, code: str | None, expected: type[ProviderError]) -> None:
    assert type(answered(status, code)) is expected


def test_a_page_of_404_is_no_provider() -> None:
    assert type(classify(404, {}, None, NOW)) is WrongAddress


def test_the_type_counts_where_the_code_says_nothing() -> None:
    assert type(answered(429, None, type="insufficient_quota")) is OutOfQuota


@pytest.mark.parametrize(
    ("param", "field"),
    [("size", "size"), ("messages[0].content", "messages"), ("messages.1", "messages"), ("sk-x", ""), (["size"], "")],
)
def test_a_field_is_named_where_it_is_one_of_ours(param: Any, field: str) -> None:
    error = answered(400, "invalid_value", param=param)
    assert error.field == field
    assert (f'"{field}"' in error.detail) == bool(field)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("429", RateLimited),
        (503, ServerTrouble),
        ("401", Unauthorised),
        ("content_filter", ContentRefused),
        (7, ServerTrouble),
    ],
)
def test_an_error_amid_an_answer_is_told_by_its_code(code: Any, expected: type[ProviderError]) -> None:
    assert type(classify_event({"error": {"message": "x", "code": code}})) is expected


@unhurried
@given(
    st.integers(300, 599),
    st.dictionaries(st.sampled_from(["retry-after", "retry-after-ms"]), st.text()),
    VALUES | ERRORS,
)
def test_any_answer_is_an_error_in_our_words(status: int, headers: dict[str, str], document: Any) -> None:
    """Of what was said there is only what we know."""
    for value in (document, {"error": document}):
        for error in (classify(status, headers, value, NOW), classify_event(value)):
            assert error.code in KNOWN | {""}
            assert error.field in FIELDS | {""}
            assert error.category in set(Category)
            assert error.detail.endswith(".")
            assert error.advice.endswith(".")
            assert error.retry_after_seconds is None or 0 <= error.retry_after_seconds <= 3600


@unhurried
@given(st.text(min_size=3), st.sampled_from([400, 429, 500]))
def test_words_in_a_message_change_nothing(message: str, status: int) -> None:
    plain, wordy = (
        classify(status, {}, {"error": {"message": text, "code": None}}, NOW)
        for text in ("", f"insufficient_quota credit 401 {message}")
    )
    assert vars(plain) == vars(wordy)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": formatdate(NOW + 90, usegmt=True)}, 90.0),
        ({"retry-after": formatdate(NOW - 90, usegmt=True)}, 0.0),
        ({"retry-after": "1e9"}, 3600.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_a_wait_is_understood(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


def test_every_word_is_of_one_kind() -> None:
    kinds = (codes.KEY, codes.QUOTA, codes.RATE, codes.CONTENT, codes.SERVER, codes.REQUEST)
    assert sum(map(len, kinds)) == len(KNOWN)
    assert told({"error": "plain"}).is_error


def test_an_error_travels_between_processes() -> None:
    import pickle

    for error in (errors.rate_limited(429, "", 3.0), errors.bad_request(400, "", "size"), errors.malformed("data[0]")):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert vars(again) == vars(error)
