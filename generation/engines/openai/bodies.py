"""From what is asked for to what is sent (pure). Fields that are not set are left out: servers refuse some they don't
know."""

import json
from collections.abc import Mapping
from typing import Any

from generation.engines.openai.values import ChatRequest, ClipRequest, File, PicturesRequest, SpeechRequest
from generation.providers.multipart import Part, form

JSON = "application/json"
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


def chat(request: ChatRequest, *, stream: bool = False, newer: bool = False) -> tuple[str, bytes]:
    """Content type and body. `newer`: OpenAI's own name for the most tokens, which its reasoning models ask for and
    others do not know."""
    asked: dict[str, Any] = {
        "model": request.model,
        "messages": [{"role": one.role, "content": one.text} for one in request.messages],
        "temperature": request.temperature,
        "seed": request.seed,
        "max_completion_tokens" if newer else "max_tokens": request.most_tokens,
    }
    if request.schema is not None:
        schema = {"name": request.schema_name, "strict": True, "schema": request.schema}
        asked["response_format"] = {"type": "json_schema", "json_schema": schema}
    if stream:
        asked |= {"stream": True, "stream_options": {"include_usage": True}}
    return _json(asked)


def pictures(request: PicturesRequest) -> tuple[str, bytes]:
    """Content type and body of new pictures, or of an edit where there are some to begin with."""
    asked = {
        "model": request.model,
        "prompt": request.prompt,
        "n": request.count,
        "size": request.size or None,
        "quality": request.quality or None,
        "response_format": request.as_file or None,
    }
    if not request.pictures:
        return _json(asked)
    name = "image" if len(request.pictures) == 1 else "image[]"
    files = [_file(name, picture) for picture in request.pictures]
    if request.mask is not None:
        files.append(_file("mask", request.mask))
    return form([*_fields(asked), *files])


def speech(request: SpeechRequest) -> tuple[str, bytes]:
    """Content type and body."""
    return _json({
        "model": request.model,
        "input": request.text,
        "voice": request.voice,
        "response_format": request.form,
        "speed": request.speed,
        "instructions": request.instructions or None,
    })  # fmt: skip


def clip(request: ClipRequest) -> tuple[str, bytes]:
    """Content type and body; seconds are a text on the wire."""
    asked = {
        "model": request.model,
        "prompt": request.prompt,
        "seconds": str(request.seconds),
        "size": request.size,
    }
    files = [] if request.picture is None else [_file("input_reference", request.picture)]
    return form([*_fields(asked), *files])


def _json(asked: Mapping[str, Any]) -> tuple[str, bytes]:
    kept = {name: value for name, value in asked.items() if value is not None}
    return JSON, json.dumps(kept).encode()


def _fields(asked: Mapping[str, Any]) -> list[Part]:
    return [Part(name, str(value).encode("utf-8", "replace")) for name, value in asked.items() if value is not None]


def _file(name: str, file: File) -> Part:
    return Part(name, file.content, f"{name.strip('[]')}.{EXTENSIONS.get(file.content_type, 'bin')}", file.content_type)
