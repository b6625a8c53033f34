"""From what came back to what it says (pure). Whatever the bytes: an answer of ours, or a ProviderError."""

import base64
import binascii
import re
from typing import Any

from generation.engines.openai.values import ChatAnswer, Clip, Made, State, Usage
from generation.providers.codes import classify_event
from generation.providers.documents import Document, parsed
from generation.providers.errors import ContentRefused, ProviderError, content_refused, malformed, server_trouble

END = "[DONE]"
MOST_CHARACTERS = 1_048_576
"""Of a text that was asked for."""
MOST_PICTURES = 10
_ID = re.compile(r"[\w.=:-]{1,512}", re.ASCII)
_STATES = {
    **dict.fromkeys(("queued", "in_progress", "pending", "processing", "running"), State.GOING),
    **dict.fromkeys(("completed", "succeeded"), State.DONE),
    **dict.fromkeys(("failed", "cancelled", "canceled", "expired"), State.FAILED),
}
"""OpenAI's own are queued, in_progress, completed and failed; gateways have others."""
_FILTERED, _LENGTH = "content_filter", "length"


def chat(document: Document) -> ChatAnswer:
    """Raises Malformed, ContentRefused."""
    choice = next(document.items("choices"), None)
    if choice is None:
        raise malformed("choices")
    message = choice.inner("message")
    ending = _ending(choice)
    if message.has("refusal") and message.text("refusal"):
        raise content_refused(200, "")
    return ChatAnswer(message.text("content", most=MOST_CHARACTERS), usage(document), ending == _LENGTH)


def as_json(answer: ChatAnswer) -> Any:
    """The JSON value that was asked for by a schema. Raises Malformed for what is none, as of an answer cut short."""
    value = parsed(answer.text)
    if value is None:
        raise malformed("content")
    return value


def usage(document: Document) -> Usage | None:
    """What was counted; None where nothing was. Raises Malformed."""
    if not document.has("usage"):
        return None
    counted = document.inner("usage")
    return Usage(counted.whole("prompt_tokens"), counted.whole("completion_tokens"))


def _ending(choice: Document) -> str:
    """Why the answer ended; empty while it goes on. Raises ContentRefused."""
    ending = choice.text("finish_reason") if choice.has("finish_reason") else ""
    if ending == _FILTERED:
        raise content_refused(200, "content_filter")
    return ending


class StreamedChat:
    """An answer that comes piece by piece: `take` the data of each event, then `answer`."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._usage: Usage | None = None
        self._ending = ""

    def __repr__(self) -> str:
        return "<StreamedChat>"

    def take(self, data: str) -> str | None:
        """The text that this event adds; None after the last. Raises Malformed, ContentRefused, and what an error
        told amid the answer is."""
        if data.strip() == END:
            return None
        document = Document(parsed(data))
        if document.has("error"):
            raise classify_event(document.raw())
        self._usage = usage(document) or self._usage
        choice = next(document.items("choices"), None) if document.has("choices") else None
        if choice is None:
            return ""
        text = _added(choice)
        self._ending = _ending(choice) or self._ending
        self._size += len(text)
        if self._size > MOST_CHARACTERS:
            raise malformed("choices")
        self._pieces.append(text)
        return text

    @property
    def has_ended(self) -> bool:
        """Whether the server said that it was all."""
        return bool(self._ending)

    def answer(self) -> ChatAnswer:
        """All of it. Raises Malformed where nothing came."""
        if not self._pieces:
            raise malformed("choices")
        return ChatAnswer("".join(self._pieces), self._usage, self._ending == _LENGTH)


def _added(choice: Document) -> str:
    if not choice.has("delta"):
        return ""
    delta = choice.inner("delta")
    if delta.has("refusal") and delta.text("refusal"):
        raise content_refused(200, "")
    return delta.text("content") if delta.has("content") else ""


def pictures(document: Document) -> tuple[Made, ...]:
    """1..MOST_PICTURES. Raises Malformed."""
    made = tuple(_made(one) for one in document.items("data"))
    if not 0 < len(made) <= MOST_PICTURES:
        raise malformed("data")
    return made


def _made(one: Document) -> Made:
    if one.has("b64_json"):
        return Made(content=_decoded(one))
    return Made(url=one.text("url"))


def _decoded(one: Document) -> bytes:
    try:
        content = base64.b64decode(one.text("b64_json"), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise malformed(one.place("b64_json"))
    return content


def clip(document: Document) -> Clip:
    """Raises Malformed, also for an id that is no part of a path."""
    name, word = document.text("id"), document.text("status")
    if not _ID.fullmatch(name) or not name.strip("."):
        raise malformed("id")
    state = _STATES.get(word)
    if state is None:
        raise malformed("status")
    percent = document.whole("progress") if document.has("progress") else 0
    fraction = 1.0 if state is State.DONE else min(100, percent) / 100
    error = document.raw().get("error") if state is State.FAILED else None
    return Clip(name, state, fraction, error if isinstance(error, dict) else {} if state is State.FAILED else None)


def failure(clip: Clip) -> ProviderError:
    """Why a clip failed. It is not made again by itself: what failed there once was perhaps paid."""
    error = classify_event({"error": dict(clip.error or {})})
    if isinstance(error, ContentRefused):
        return error
    failed = server_trouble(error.status, error.code, None)
    failed.detail, failed.advice = "The provider could not make this.", "Try again, or choose another model."
    failed.transient = False
    return failed
