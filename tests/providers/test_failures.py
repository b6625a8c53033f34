"""Every call in every way of going wrong: the error's type says which, and its words are ours."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generation.engines.base import Cancelled
from generation.errors import Category
from generation.faults import translated
from generation.providers.errors import (
    BadRequest,
    ContentRefused,
    Malformed,
    NetworkTrouble,
    OutOfQuota,
    ProviderError,
    RateLimited,
    ServerTrouble,
    TooLarge,
    Unauthorised,
    WrongAddress,
)
from generation.providers.retrying import Retries
from tests.accounts.outgoing.servers import Server, leads_to, serving
from tests.providers import wire
from tests.providers.calls import CALLS, Tried
from tests.providers.conftest import IMPATIENT, ONCE, Made, speaking_to, unheard
from tests.providers.wire import Behave

Failing = Callable[[Tried], Behave]
SOON: dict[str, Any] = {"headers": {"Retry-After": "0.01"}}
LATER: dict[str, Any] = {"headers": {"Retry-After": "30"}}
LARGE = b"x" * 1_200_000

FAILURES: dict[str, tuple[Failing, type[ProviderError], str]] = {
    "401": (lambda one: wire.error(401, "invalid_api_key"), Unauthorised, Category.PROVIDER),
    "402": (lambda one: wire.error(402, None), OutOfQuota, Category.PROVIDER),
    "403": (lambda one: wire.error(403, "permission_denied"), Unauthorised, Category.PROVIDER),
    "429 of money": (lambda one: wire.error(429, "insufficient_quota"), OutOfQuota, Category.PROVIDER),
    "429": (lambda one: wire.error(429, "rate_limit_exceeded", "tokens"), RateLimited, Category.PROVIDER),
    "429 for long": (lambda one: wire.error(429, "rate_limit_exceeded", **LATER), RateLimited, Category.PROVIDER),
    "400": (lambda one: wire.error(400, "invalid_value", param="size"), BadRequest, Category.INPUT),
    "400 of rules": (lambda one: wire.error(400, "moderation_blocked"), ContentRefused, Category.INPUT),
    "404 of a model": (lambda one: wire.error(422, "model_not_found"), BadRequest, Category.INPUT),
    "500": (lambda one: wire.error(500, "server_error"), ServerTrouble, Category.PROVIDER),
    "503 as a page": (lambda one: lambda handler: handler.answer(503, b"<html>"), ServerTrouble, Category.PROVIDER),
    "hang": (lambda one: wire.hangs, NetworkTrouble, Category.NETWORK),
    "drip": (lambda one: wire.slow(one.kind), NetworkTrouble, Category.NETWORK),
    "cut": (lambda one: wire.cut(one.kind), NetworkTrouble, Category.NETWORK),
    "another type": (lambda one: wire.as_bytes(b"<html>hi</html>", "text/html"), Malformed, Category.PROVIDER),
    "nothing": (lambda one: wire.as_bytes(b"", one.kind), Malformed, Category.PROVIDER),
    "too much": (lambda one: wire.as_bytes(LARGE, one.kind), TooLarge, Category.PROVIDER),
    "echo": (lambda one: wire.echoes, BadRequest, Category.INPUT),
    "bad headers": (lambda one: wire.bad_headers, ServerTrouble, Category.PROVIDER),
}
IMPATIENT_FOR = ("hang", "drip")


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("name", CALLS)
def test_a_failure_is_told_by_type(name: str, failure: str, api: Made, server: Server, tmp_path: Path) -> None:
    failing, expected, category = FAILURES[failure]
    tried = CALLS[name]
    if failure == "nothing" and tried.kind == "text/event-stream":
        expected, category = NetworkTrouble, Category.NETWORK  # it ended before it said that it would
    client = api(failing(tried), IMPATIENT, ONCE) if failure in IMPATIENT_FOR else api(failing(tried))
    with pytest.raises(ProviderError) as caught:
        tried.run(client, tmp_path, unheard)
    assert type(caught.value) is expected
    assert caught.value.category == category
    assert caught.value.detail
    assert caught.value.advice
    assert translated(caught.value) is caught.value
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", CALLS)
def test_json_that_is_none_is_told(name: str, api: Made, tmp_path: Path) -> None:
    tried = CALLS[name]
    if tried.kind not in ("application/json", "text/event-stream"):
        return
    body = b'data: {"a": \n\n' if tried.kind == "text/event-stream" else b'{"a": '
    with pytest.raises(Malformed):
        tried.run(api(wire.as_bytes(body, tried.kind)), tmp_path, unheard)


@pytest.mark.parametrize("name", CALLS)
def test_only_what_can_not_be_done_twice_by_it_is_asked_again(
    name: str, api: Made, server: Server, tmp_path: Path
) -> None:
    """A POST that may have arrived costs money each time."""
    tried = CALLS[name]
    with pytest.raises(ServerTrouble):
        tried.run(api(wire.error(500, None)), tmp_path, unheard)
    assert len(server.seen) == (2 if tried.repeatable else 1)


@pytest.mark.parametrize("name", CALLS)
def test_what_was_turned_away_is_asked_again_after_the_wait_that_was_told(
    name: str, api: Made, server: Server, tmp_path: Path
) -> None:
    tried, turned = CALLS[name], iter([wire.error(429, None, **SOON)])
    client = api(lambda handler: next(turned, wire.works)(handler))
    assert tried.run(client, tmp_path, unheard) == tried.good
    assert len(server.seen) == tried.requests + 1


def test_a_long_wait_is_left_to_others(api: Made, server: Server, tmp_path: Path) -> None:
    with pytest.raises(RateLimited) as caught:
        CALLS["chat"].run(api(wire.error(429, None, **LATER)), tmp_path, unheard)
    assert caught.value.retry_after_seconds == 30
    assert len(server.seen) == 1


@pytest.mark.parametrize("name", CALLS)
def test_nobody_there_is_tried_again_and_told(name: str, tmp_path: Path) -> None:
    with serving() as gone:
        client = speaking_to(gone)
    with pytest.raises(NetworkTrouble) as caught:
        CALLS[name].run(client, tmp_path, unheard)
    assert caught.value.unsent


@pytest.mark.parametrize("name", CALLS)
def test_private_networks_stay_closed(name: str, private: Server, tmp_path: Path) -> None:
    with pytest.raises(WrongAddress):
        CALLS[name].run(speaking_to(private), tmp_path, unheard)
    assert private.seen == []


@pytest.mark.parametrize("status", [302, 307, 308])
@pytest.mark.parametrize("name", CALLS)
def test_the_key_goes_to_no_other_host(name: str, status: int, api: Made, other: Server, tmp_path: Path) -> None:
    tried = CALLS[name]
    client = api(leads_to(f"http://127.0.0.1:{other.port}/v1/content", status))
    if tried.fetches:
        assert tried.run(client, tmp_path, unheard) == tried.good
        assert "authorization" not in other.seen[0][2]
        return
    with pytest.raises(WrongAddress):
        tried.run(client, tmp_path, unheard)
    assert other.seen == []


STOPPED: dict[str, Failing] = {
    "while it hangs": lambda one: wire.hangs,
    "while it drips": lambda one: wire.slow(one.kind),
    "while the next try is waited for": lambda one: wire.error(429, None),
}


@pytest.mark.parametrize("when", STOPPED)
@pytest.mark.parametrize("name", CALLS)
def test_a_stop_is_heard_within_a_second(name: str, when: str, api: Made, server: Server, tmp_path: Path) -> None:
    tried = CALLS[name]
    gate = wire.Gate(STOPPED[when](tried))
    begun: list[float] = []

    def report(stage: str, fraction: float) -> None:
        if gate.reached.is_set():
            begun.append(time.monotonic())
        if len(begun) > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        tried.run(api(gate, retries=Retries(3, 5.0, 5.0)), tmp_path, report)
    assert time.monotonic() - begun[0] < 1
    assert list(tmp_path.iterdir()) == []
    assert len(server.seen) == 1


@pytest.mark.parametrize("name", CALLS)
def test_who_stopped_before_it_began_pays_for_nothing(name: str, api: Made, server: Server, tmp_path: Path) -> None:
    def stopped(stage: str, fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        CALLS[name].run(api(), tmp_path, stopped)
    assert server.seen == []
