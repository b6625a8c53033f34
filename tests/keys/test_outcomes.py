"""Only status, headers and structured code say what an answer means for the key."""

from email.utils import formatdate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keys.pool.outcomes import CODES, Kind, Outcome, TransportFault, classify, retry_after_ms

NOW = 1_790_000_000.0
AGAINST_THE_KEY = {Kind.QUOTA, Kind.UNAUTHORISED, Kind.RATE_LIMITED, Kind.SERVER_TROUBLE, Kind.NETWORK_TROUBLE}
WORDS = ["credit", "quota", "insufficient_quota exceeded", "invalid_api_key!", "rate limit", "billing", "unauthorized"]
ECHOES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (200, None, Kind.SUCCESS),
        (201, None, Kind.SUCCESS),
        (400, None, Kind.OWN_FAULT),
        (404, None, Kind.OWN_FAULT),
        (413, None, Kind.OWN_FAULT),
        (422, None, Kind.OWN_FAULT),
        (401, None, Kind.UNAUTHORISED),
        (403, None, Kind.UNAUTHORISED),
        (402, None, Kind.QUOTA),
        (429, None, Kind.RATE_LIMITED),
        (429, "rate_limit_exceeded", Kind.RATE_LIMITED),
        (429, "insufficient_quota", Kind.QUOTA),
        (403, "AccountOverdueError", Kind.QUOTA),
        (400, "API_KEY_INVALID", Kind.UNAUTHORISED),
        (400, "content_policy_violation", Kind.REFUSED_CONTENT),
        (403, "moderation_blocked", Kind.REFUSED_CONTENT),
        (400, "OutputImageSensitiveContentDetected", Kind.REFUSED_CONTENT),
        (451, None, Kind.REFUSED_CONTENT),
        (500, "insufficient_quota", Kind.SERVER_TROUBLE),
        (529, None, Kind.SERVER_TROUBLE),
        (302, None, Kind.SERVER_TROUBLE),
        (None, None, Kind.NETWORK_TROUBLE),
    ],
)
def test_what_an_answer_means(status: int | None, code: str | None, kind: Kind) -> None:
    assert classify(status, {}, code, now=NOW).kind is kind


@pytest.mark.parametrize("fault", TransportFault)
def test_a_request_without_an_answer_is_the_networks_trouble_unless_we_ended_it(fault: TransportFault) -> None:
    expected = Kind.OWN_FAULT if fault is TransportFault.CANCELLED else Kind.NETWORK_TROUBLE
    assert classify(None, {}, None, fault, now=NOW) == Outcome(expected)


@given(status=st.sampled_from([400, 404, 405, 409, 413, 415, 422]), echo=ECHOES, header=ECHOES)
def test_words_of_the_user_in_an_answer_disable_no_key(status: int, echo: str, header: str) -> None:
    """Even where they come back in the place of a code, or in a header of the provider's own."""
    plain = "".join(letter for letter in echo if letter not in "_. -").casefold()
    assume(not any(plain in codes for codes in CODES.values()))  # a code and nothing else is one
    kind = classify(status, {"X-Prompt": header, "X-Error": echo, "Retry-After": header}, echo, now=NOW).kind
    assert kind not in AGAINST_THE_KEY


@given(status=st.integers(200, 299), echo=ECHOES)
def test_what_a_success_holds_is_never_read(status: int, echo: str) -> None:
    """A picture's caption about money is no error."""
    assert classify(status, {"Content-Type": "application/json", "X-Caption": echo}, None, now=NOW).kind is Kind.SUCCESS


@pytest.mark.parametrize(
    ("told", "ms"),
    [
        ("7", 7_000),
        (" 7 ", 7_000),
        ("0.25", 1_000),
        ("1.5", 1_500),
        (".5", 1_000),
        ("2.", 2_000),
        ("0", 1_000),
        ("3600", 3_600_000),
        ("86400", 3_600_000),
        ("9" * 400, 3_600_000),
        ("Tue, 22 Sep 2026 14:13:25 GMT", 5_000),
        ("Tuesday, 22-Sep-26 14:13:25 GMT", 5_000),
        ("Tue Sep 22 14:13:25 2026", 5_000),
        ("Tue, 22 Sep 2026 14:00:00 GMT", 1_000),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 3_600_000),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("nan", 0),
        ("inf", 0),
        ("٧", 0),
        ("1e3", 0),
    ],
)
def test_retry_after_as_seconds_fractions_and_dates(told: str, ms: int) -> None:
    assert retry_after_ms({"rEtRy-AfTeR": told}, 1_790_086_400.0) == ms


@given(skew=st.integers(-(10**7), 10**7), wait=st.integers(1, 3600))
def test_a_date_is_counted_from_the_answers_own(skew: int, wait: int) -> None:
    headers = {"Date": formatdate(NOW + skew, usegmt=True), "Retry-After": formatdate(NOW + skew + wait, usegmt=True)}
    assert retry_after_ms(headers, NOW) == wait * 1000


@given(told=st.text(), date=st.text())
def test_no_header_breaks_it_and_every_wait_is_of_a_second_to_an_hour(told: str, date: str) -> None:
    ms = retry_after_ms({"Retry-After": told, "Date": date}, NOW)
    assert ms == 0 or 1_000 <= ms <= 3_600_000


def test_a_wait_belongs_to_limits_quotas_and_troubles_alone() -> None:
    headers = {"Retry-After": "9"}
    waits = {status: classify(status, headers, now=NOW).wait_ms for status in (200, 400, 401, 402, 429, 503)}
    assert waits == {200: 0, 400: 0, 401: 0, 402: 9_000, 429: 9_000, 503: 9_000}
