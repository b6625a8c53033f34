"""A key with a marker goes through every call and every failure; then it is looked for in whatever is left of that."""

import base64
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.views.debug import ExceptionReporter

from generation.engines.base import Cancelled
from generation.providers.errors import ProviderError
from keys.secret import MASK
from tests.accounts.outgoing.servers import Handler, Server, leads_to
from tests.providers import wire
from tests.providers.calls import CALLS, Tried
from tests.providers.conftest import IMPATIENT, ONCE, Made, speaking_to, unheard
from tests.providers.test_failures import FAILURES
from tests.providers.wire import Behave

KEY = wire.KEY


class Written(logging.Handler):
    """All that any logger was given, as text."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        shown = traceback.format_exception(*record.exc_info) if record.exc_info else []
        self.lines += [self.format(record), repr(record.__dict__), *shown]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """Every logger there is speaks at DEBUG, also those that keep their words to themselves."""
    heard = Written()
    loggers = [one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    deaf = [one for one in loggers if not one.propagate]
    for one in [logging.root, *loggers]:
        monkeypatch.setattr(one, "disabled", False)
        monkeypatch.setattr(one, "level", logging.DEBUG)
        one.manager._clear_cache()  # type: ignore[attr-defined]
    for one in [logging.root, *deaf]:
        one.addHandler(heard)
    yield heard
    for one in [logging.root, *deaf]:
        one.removeHandler(heard)
    logging.root.manager._clear_cache()  # type: ignore[attr-defined]


def chained(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and all that it came of, whether or not that is shown."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            waiting += [one.__cause__, one.__context__]
            yield one


def forms(error: BaseException) -> Iterator[str]:
    """All that may be shown of an exception, the locals of its frames included."""
    for one in chained(error):
        yield from traceback.TracebackException.from_exception(one, capture_locals=True).format()
        yield repr(one) + str(one) + repr(one.args) + repr(vars(one)) + str(pickle.dumps(one))
        if isinstance(one, ProviderError):
            yield json.dumps(one.as_dict())


def reported(error: BaseException) -> str:
    """What Django mails of an exception; its templates say much at DEBUG."""
    logging.disable()
    try:
        return ExceptionReporter(None, type(error), error, error.__traceback__).get_traceback_text()
    finally:
        logging.disable(logging.NOTSET)


def hits(texts: list[str]) -> list[str]:
    """Texts with the key in them, plain or as base64, hex and backwards."""
    coded = [base64.b64encode(KEY.encode()[start:]).decode().rstrip("=")[:-2] for start in range(3)]
    return [text for text in texts if any(form in text for form in (KEY, KEY.encode().hex(), KEY[::-1], *coded))]


def _nested(**members: Any) -> Behave:
    return wire.as_json({"id": KEY + "/..", "choices": [{"message": members}], "data": [members], "status": KEY})


ECHOING: dict[str, Callable[[Tried], Behave]] = {
    **{name: failing for name, (failing, _, _) in FAILURES.items()},
    "onward": lambda one: leads_to(f"http://127.0.0.1:1/{KEY}?key={KEY}"),
    "onward to what is private": lambda one: leads_to(f"http://127.0.0.2:9/{KEY}?key={KEY}", 307),
    "onward without end": lambda one: lambda handler: leads_to(f"{handler.path}1?key={KEY}")(handler),
    "wrong members": lambda one: _nested(content=[KEY], b64_json=KEY, url=[KEY]),
    "wrong address": lambda one: _nested(content=5, url=f"ftp://{KEY}"),
    "private address": lambda one: _nested(content=5, url=f"http://127.0.0.2:9/?sig={KEY}"),
    "deep JSON": lambda one: wire.as_bytes(f'"{KEY}"'.join(["["] * 50_00).encode()[:40_000], "application/json"),
    "broken JSON": lambda one: wire.as_bytes(f'{{"{KEY}": "{KEY}'.encode(), one.kind),
    "broken events": lambda one: wire.as_bytes(f"data: {KEY}\n\n".encode(), "text/event-stream"),
    "error events": lambda one: wire.streamed({"error": {"message": KEY, "code": KEY, "type": KEY, "param": KEY}}),
    "failed clip": lambda one: wire.as_json(wire.failed(KEY)),
    "type with the key": lambda one: wire.as_bytes(b"{}", f"text/{KEY}"),
    "cut amid the key": lambda one: wire.cut(one.kind, f"data: {KEY}".encode()),
    "no HTTP": lambda one: lambda handler: (handler.wfile.write(f"{KEY} {KEY}\r\n\r\n".encode()), None)[1],
}
assert not hits(list(ECHOING))


def failed_by(run: Callable[[], Any]) -> Exception | None:
    """What a call raised."""
    try:
        run()
    except (ProviderError, RuntimeError) as error:
        return error
    return None


@pytest.mark.parametrize("name", CALLS)
def test_the_key_is_nowhere_after_a_failure(name: str, api: Made, tmp_path: Path, written: Written) -> None:
    tried = CALLS[name]
    raised = []
    for failing in ECHOING.values():
        raised.append(failed_by(partial(tried.run, api(failing(tried), IMPATIENT, ONCE), tmp_path, unheard)))
    lines = list(written.lines)
    failed = [error for error in raised if error is not None]
    assert len(failed) >= len(FAILURES)
    assert [hits(list(forms(error))) for error in failed] == [[]] * len(failed)
    by_type = {type(error): error for error in failed}
    assert hits([reported(error) for error in by_type.values()]) == []
    assert hits(lines) == []
    assert any("dailies.providers" in line for line in lines)


@pytest.mark.parametrize("name", CALLS)
def test_the_key_is_nowhere_after_success_and_stop(name: str, api: Made, tmp_path: Path, written: Written) -> None:
    tried = CALLS[name]
    client = api()
    tried.run(client, tmp_path, unheard)
    base = client.client
    shown = [repr(client), repr(base), repr(base.provider), str(base.provider), repr(vars(base)), repr(tried.good)]
    assert hits([*shown, str(pickle.dumps(base.provider))]) == []
    assert MASK in repr(base.provider)

    def stop(stage: str, fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled) as caught:
        tried.run(client, tmp_path, stop)
    assert hits(list(forms(caught.value))) == []
    assert hits(written.lines) == []


def test_the_key_is_nowhere_after_a_stop_amid_an_answer(api: Made, tmp_path: Path, written: Written) -> None:
    """What was read so far lies in frames of ours when the stop is raised."""

    def begins(handler: Handler) -> None:
        wire.cut("application/json", f'{{"id": "{KEY}'.encode())(handler)
        handler.wfile.flush()
        wire.hangs(handler)

    gate, count = wire.Gate(begins), [0]

    def report(stage: str, fraction: float) -> None:
        count[0] += gate.reached.is_set()
        if count[0] > 4:
            raise Cancelled

    with pytest.raises(Cancelled) as caught:
        CALLS["chat"].run(api(gate), tmp_path, report)
    assert hits(list(forms(caught.value))) == []
    assert hits(written.lines) == []


def test_a_key_that_no_header_holds_is_told_without_it(server: Server, tmp_path: Path, written: Written) -> None:
    client = speaking_to(server, key=f"{KEY}\r\nX-Other: {KEY}")
    with pytest.raises(ProviderError) as caught:
        CALLS["chat"].run(client, tmp_path, unheard)
    assert hits(list(forms(caught.value))) == []
    assert hits(written.lines) == []
    assert server.seen == []


def test_a_fault_of_ours_shows_no_key_either(
    api: Made, tmp_path: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slips(document: Any) -> Any:
        raise KeyError(KEY)

    monkeypatch.setattr("generation.engines.openai.answers.chat", slips)
    with pytest.raises(Exception, match="went wrong") as caught:
        CALLS["chat"].run(api(), tmp_path, unheard)
    assert hits(list(forms(caught.value))) == []
    assert hits(written.lines) == []
    assert any("KeyError" in line and "slips:" in line for line in written.lines)


def test_the_marker_would_be_found(written: Written) -> None:
    """The search itself works: frames of what an exception came of are looked into, though no traceback shows them."""

    def inside(kept: str) -> None:
        raise ValueError

    def outside() -> None:
        try:
            inside(KEY)
        except ValueError:
            raise RuntimeError from None

    error = failed_by(outside)
    assert error is not None
    assert hits(list(forms(error)))
    logging.getLogger("some.library").debug("sent %s", KEY)
    assert hits(written.lines)
    assert hits([base64.b64encode(b"ab" + KEY.encode()).decode()])
