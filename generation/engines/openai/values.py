"""What is asked for, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """`role`: system, user or assistant."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """`schema`: a JSON schema that the answer must follow, with the name it goes by; `most_tokens` of the answer."""

    model: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    schema_name: str = "answer"
    temperature: float | None = None
    seed: int | None = None
    most_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that were read and written."""

    read: int
    written: int


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """`usage` is None where the server does not count; `cut`: the answer was longer than it might be."""

    text: str
    usage: Usage | None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """A picture that goes along, as it lies on disk."""

    content: bytes = field(repr=False)
    content_type: str = "image/png"


@dataclass(frozen=True, slots=True)
class PicturesRequest:
    """`size` "1536x1024"; `as_file`: what to say for `response_format` to servers that know it (b64_json or url);
    `pictures` makes it an edit of these, and `mask` says where of the first."""

    model: str
    prompt: str
    count: int = 1
    size: str = ""
    quality: str = ""
    as_file: str = ""
    pictures: tuple[File, ...] = ()
    mask: File | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One picture: its bytes, or where they can be fetched for a while."""

    content: bytes = field(default=b"", repr=False)
    url: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """`form`: mp3, opus, aac, flac, wav or pcm; `speed` 0.25..4."""

    model: str
    text: str
    voice: str
    form: str = "mp3"
    speed: float | None = None
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class ClipRequest:
    """`size` "1280x720"; `picture`: the first frame, of that size."""

    model: str
    prompt: str
    seconds: int
    size: str
    picture: File | None = None


class State(StrEnum):
    """Of a clip at the provider."""

    GOING = "going"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip at the provider: by which id, how far (0..1), and where it failed, the error as it was told."""

    id: str
    state: State
    fraction: float = 0.0
    error: Mapping[str, Any] | None = field(default=None, repr=False)
