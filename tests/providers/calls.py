"""Every call that there is, by name: what it asks, and what must come back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.engines.base import Report
from generation.engines.openai.client import OpenAI
from generation.engines.openai.values import (
    ChatAnswer,
    ChatRequest,
    Clip,
    ClipRequest,
    File,
    Message,
    PicturesRequest,
    SpeechRequest,
    State,
    Usage,
)
from generation.providers.polling import Pace
from tests.providers import wire

CHAT = ChatRequest("gpt-4.1", (Message("user", "Where are we?"),))
ANSWER = ChatAnswer("A quiet harbour.", Usage(19, 10))
CLIP = ClipRequest("sora-2", "A quiet harbour.", 4, "1280x720", File(wire.PICTURE))
GOING = Clip(wire.GOING["id"], State.GOING, 0.4)
DONE = Clip(wire.GOING["id"], State.DONE, 1.0)
PACE = Pace(every_seconds=0.02, deadline_seconds=5.0, most_failures=1)


@dataclass(frozen=True)
class Tried:
    """One call: `kind` is what its answer's content type begins with; `repeatable`: a GET."""

    run: Callable[[OpenAI, Path, Report], Any]
    good: Any
    kind: str = "application/json"
    repeatable: bool = False
    fetches: bool = False
    requests: int = 1


def _contents(paths: tuple[Path, ...]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def _pictures(request: PicturesRequest) -> Callable[[OpenAI, Path, Report], Any]:
    return lambda api, folder, report: _contents(api.pictures(request, folder, report, 10_000))


def _save(api: OpenAI, folder: Path, report: Report) -> bytes:
    path = folder / "clip.mp4"
    size = api.save_clip(DONE.id, path, report, 10_000)
    return path.read_bytes()[:size]


_NEW = PicturesRequest("gpt-image-1", "A quiet harbour.", size="1024x1024")
_URL = PicturesRequest("dall-e-3", "A quiet harbour.", as_file="url")
_EDIT = PicturesRequest("gpt-image-1", "At night.", pictures=(File(wire.PICTURE),), mask=File(wire.PICTURE))
_SPEECH = SpeechRequest("tts-1", "Good evening.", "alloy")

CALLS: dict[str, Tried] = {
    "chat": Tried(lambda api, folder, report: api.chat(CHAT, report), ANSWER),
    "streamed chat": Tried(
        lambda api, folder, report: api.stream_chat(CHAT, report, lambda text: None), ANSWER, "text/event-stream"
    ),
    "pictures": Tried(_pictures(_NEW), [wire.PICTURE]),
    "pictures by address": Tried(_pictures(_URL), [wire.PICTURE], requests=2),
    "edits": Tried(_pictures(_EDIT), [wire.PICTURE]),
    "speech": Tried(lambda api, folder, report: api.speech(_SPEECH, report, 10_000), wire.SOUND, "audio/mpeg"),
    "clip": Tried(lambda api, folder, report: api.start_clip(CLIP, report), GOING),
    "clip state": Tried(lambda api, folder, report: api.clip(DONE.id, report), DONE, repeatable=True),
    "clip waited for": Tried(lambda api, folder, report: api.wait_for_clip(GOING, report, PACE), DONE, repeatable=True),
    "clip file": Tried(_save, wire.FILM, "video/mp4", repeatable=True, fetches=True),
}
