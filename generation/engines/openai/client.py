"""The calls, by the wire format of OpenAI's API reference. `report` is called at least ten times a second while
somebody waits; what it raises (`Cancelled`) ends the call at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from generation.engines.base import Report
from generation.engines.openai import answers, bodies
from generation.engines.openai.values import (
    ChatAnswer,
    ChatRequest,
    Clip,
    ClipRequest,
    Made,
    PicturesRequest,
    SpeechRequest,
    State,
)
from generation.providers.errors import network_trouble
from generation.providers.fetching import LARGEST_FILE_BYTES, OCTETS, replacing, save
from generation.providers.http import EVENTS, Call, Client
from generation.providers.polling import Pace, ask_until
from generation.providers.sealing import sealed

OPENAI = "api.openai.com"
READING, DEVELOPING, ROLLING = "reading", "developing", "rolling"
LARGEST_PICTURE_BYTES = 64 * 2**20
LARGEST_SPEECH_BYTES = 64 * 2**20


class OpenAI:
    """One server with one key. All calls raise ProviderError, and what `report` raises."""

    def __init__(self, client: Client) -> None:
        self.client = client

    @sealed
    def chat(self, request: ChatRequest, report: Report) -> ChatAnswer:
        """The whole answer at once."""
        form, body = bodies.chat(request, newer=self._is_openai)
        call = Call("chat", "POST", "/chat/completions", body, form)
        return answers.chat(self.client.document(call, partial(report, READING, 0.0)))

    @sealed
    def stream_chat(self, request: ChatRequest, report: Report, heard: Callable[[str], None]) -> ChatAnswer:
        """The whole answer, each piece of which `heard` was given as it came. What it was given stays given where an
        error follows."""
        form, body = bodies.chat(request, stream=True, newer=self._is_openai)
        call = Call("chat", "POST", "/chat/completions", body, form, EVENTS)
        streamed = answers.StreamedChat()

        def hear(data: str) -> bool:
            piece = streamed.take(data)
            if piece:
                heard(piece)
            return piece is None

        ended = self.client.events(call, partial(report, READING, 0.0), hear)
        if not (ended or streamed.has_ended):
            raise network_trouble(unsent=False, late=False, status=200)
        return streamed.answer()

    @sealed
    def pictures(
        self, request: PicturesRequest, folder: Path, report: Report, most_bytes: int = LARGEST_PICTURE_BYTES
    ) -> tuple[Path, ...]:
        """New pictures, or edits where `request.pictures` are given, as files 0, 1, ... of `folder` in whatever form
        the provider makes. Raises OSError too."""
        form, body = bodies.pictures(request)
        path = "/images/edits" if request.pictures else "/images/generations"
        tick = partial(report, DEVELOPING, 0.0)
        made = answers.pictures(self.client.document(Call("pictures", "POST", path, body, form), tick))
        return tuple(self._kept(one, folder / str(number), report, most_bytes) for number, one in enumerate(made))

    def _kept(self, made: Made, path: Path, report: Report, most_bytes: int) -> Path:
        if made.url:
            call = Call("picture", "GET", url=made.url, takes=("image/", *OCTETS), repeatable=True, fetches=True)
            save(self.client, call, path, partial(report, DEVELOPING, 0.9), most_bytes)
        else:
            with replacing(path) as file:
                file.write(made.content)
        return path

    @sealed
    def speech(self, request: SpeechRequest, report: Report, most_bytes: int = LARGEST_SPEECH_BYTES) -> bytes:
        """Sound in the form asked for."""
        form, body = bodies.speech(request)
        call = Call("speech", "POST", "/audio/speech", body, form, ("audio/", *OCTETS))
        return self.client.content(call, partial(report, READING, 0.0), most_bytes)

    @sealed
    def start_clip(self, request: ClipRequest, report: Report) -> Clip:
        """Ask for a clip. Keep its id: the provider makes it, and is paid, whether or not anybody waits."""
        form, body = bodies.clip(request)
        call = Call("clip", "POST", "/videos", body, form)
        return answers.clip(self.client.document(call, partial(report, ROLLING, 0.0)))

    @sealed
    def clip(self, clip_id: str, report: Report, fraction: float = 0.0) -> Clip:
        """How far it is. Its id stays the one it was begun with: gateways tell another each time."""
        call = Call("clip state", "GET", _clip_path(clip_id), repeatable=True)
        return replace(answers.clip(self.client.document(call, partial(report, ROLLING, fraction))), id=clip_id)

    @sealed
    def wait_for_clip(self, clip: Clip, report: Report, pace: Pace | None = None) -> Clip:
        """The clip when it is done. Raises besides why it failed, and ServerTrouble at the deadline."""
        known = [clip]

        def ask() -> Clip:
            known[0] = self.clip(clip.id, report, known[0].fraction)
            return known[0]

        if clip.state is State.GOING:
            tick: Callable[[], None] = lambda: report(ROLLING, known[0].fraction)  # noqa: E731
            clip = ask_until(ask, lambda one: one.state is not State.GOING, pace or Pace(), tick)
        if clip.state is State.FAILED:
            raise answers.failure(clip)
        return clip

    @sealed
    def save_clip(self, clip_id: str, path: Path, report: Report, most_bytes: int = LARGEST_FILE_BYTES) -> int:
        """Fetch a clip that is done into `path`; its size in bytes. Raises Expired, OSError too."""
        takes = ("video/", *OCTETS)
        call = Call("clip file", "GET", f"{_clip_path(clip_id)}/content", takes=takes, repeatable=True, fetches=True)
        return save(self.client, call, path, partial(report, ROLLING, 1.0), most_bytes)

    @property
    def _is_openai(self) -> bool:
        return urlsplit(self.client.provider.base_url).hostname == OPENAI


def _clip_path(clip_id: str) -> str:
    return f"/videos/{quote(clip_id, safe='')}"
