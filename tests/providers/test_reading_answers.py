"""Whatever a server sends, what comes of it is an answer or an error of ours."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generation.engines.openai import answers, bodies
from generation.engines.openai.values import ChatRequest, ClipRequest, File, Message, PicturesRequest, SpeechRequest
from generation.providers.codes import FIELDS
from generation.providers.documents import Document, parsed, storable
from generation.providers.errors import ContentRefused, Malformed, ProviderError, ServerTrouble
from tests.providers import wire

unhurried = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))
READERS: dict[str, tuple[Callable[[Document], Any], dict[str, Any]]] = {
    "chat": (answers.chat, wire.CHAT),
    "pictures": (answers.pictures, wire.B64),
    "clip": (answers.clip, wire.DONE),
    "failed clip": (lambda document: answers.failure(answers.clip(document)), wire.failed("moderation_blocked")),
    "usage": (answers.usage, wire.CHAT),
}


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for name, one in inner for place in places(one, (*at, name)))]


def put(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    """The same value with something else in one place."""
    if not at:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[at[0]] = put(value[at[0]], at[1:], new)
    return copy


@pytest.mark.parametrize("name", READERS)
@unhurried
@given(data=st.data())
def test_a_good_answer_with_anything_in_any_place(name: str, data: st.DataObject) -> None:
    reader, good = READERS[name]
    spoilt = put(good, data.draw(st.sampled_from(places(good))), data.draw(VALUES))
    with suppress(ProviderError):
        reader(Document(spoilt))


@pytest.mark.parametrize("name", READERS)
@unhurried
@given(value=VALUES)
def test_any_json_at_all(name: str, value: Any) -> None:
    with suppress(ProviderError):
        READERS[name][0](Document(value))


@unhurried
@given(events=st.lists(st.builds(json.dumps, VALUES) | st.text(max_size=20), max_size=5), data=st.data())
def test_any_events_of_a_streamed_chat(events: list[str], data: st.DataObject) -> None:
    good = [json.dumps(one) for one in wire.CHUNKS]
    one = data.draw(st.sampled_from(wire.CHUNKS))
    spoilt = put(one, data.draw(st.sampled_from(places(one))), data.draw(VALUES))
    chat = answers.StreamedChat()
    with suppress(ProviderError):
        for event in [*good, json.dumps(spoilt), *events]:
            chat.take(event)
        chat.answer()


@unhurried
@given(st.binary() | st.text().map(lambda text: text.encode()))
@example(b"[" * 100_000)
@example(b"9" * 10_000)
@example(b'"\\ud800"')
@example(b"NaN")
def test_any_bytes_are_json_or_none(raw: bytes) -> None:
    parsed(raw)


@unhurried
@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_can_be_stored(text: str) -> None:
    kept = storable(text)
    assert "\x00" not in kept.encode().decode()


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        (("choices",), [], "choices"),
        (("choices", 0, "message", "content"), None, "choices[0].message.content"),
        (("usage", "prompt_tokens"), -1, "usage.prompt_tokens"),
        (("usage", "prompt_tokens"), True, "usage.prompt_tokens"),
    ],
)
def test_the_place_that_can_not_be_read_is_named(place: tuple[Any, ...], value: Any, named: str) -> None:
    with pytest.raises(Malformed) as caught:
        answers.chat(Document(put(wire.CHAT, place, value)))
    assert caught.value.field == named


@pytest.mark.parametrize(
    ("place", "value"),
    [(("choices", 0, "finish_reason"), "content_filter"), (("choices", 0, "message", "refusal"), "I can't.")],
)
def test_a_refusal_amid_a_good_answer_is_one(place: tuple[Any, ...], value: str) -> None:
    with pytest.raises(ContentRefused):
        answers.chat(Document(put(wire.CHAT, place, value)))


def test_an_answer_that_was_cut_short_says_so() -> None:
    assert answers.chat(Document(put(wire.CHAT, ("choices", 0, "finish_reason"), "length"))).cut


@pytest.mark.parametrize("name", ["../models", "a/b", "", ".", "..", "x" * 600, "a?b", "ä"])
def test_an_id_that_would_lead_elsewhere_is_none(name: str) -> None:
    with pytest.raises(Malformed):
        answers.clip(Document({**wire.DONE, "id": name}))


@pytest.mark.parametrize(
    ("code", "expected"),
    [("moderation_blocked", ContentRefused), ("internal_error", ServerTrouble), (None, ServerTrouble)],
)
def test_why_a_clip_failed(code: str, expected: type[ProviderError]) -> None:
    error = answers.failure(answers.clip(Document(wire.failed(code))))
    assert type(error) is expected
    assert not error.transient  # it may have been paid


@unhurried
@given(st.text(), st.text(), st.integers(1, 10), st.binary())
def test_bodies_hold_what_was_asked_for_and_fields_that_errors_may_name(
    prompt: str, model: str, count: int, picture: bytes
) -> None:
    made = [
        bodies.chat(ChatRequest(model, (Message("user", prompt),), {}, most_tokens=count), stream=True, newer=True),
        bodies.pictures(PicturesRequest(model, prompt, count, "1x1", "low", "url")),
        bodies.speech(SpeechRequest(model, prompt, "alloy", speed=1.0, instructions="x")),
    ]
    for kind, body in made:
        assert kind == "application/json"
        assert json.loads(body)["model"] == model
        assert json.loads(body).keys() <= FIELDS
    file = File(picture)
    for kind, body in (
        bodies.pictures(PicturesRequest(model, prompt, count, pictures=(file, file), mask=file)),
        bodies.clip(ClipRequest(model, prompt, count, "1x1", file)),
    ):
        assert picture in body
        assert prompt.encode("utf-8", "replace") in body
        boundary = kind.partition("boundary=")[2].encode()
        assert body.endswith(b"\r\n--" + boundary + b"--\r\n")
