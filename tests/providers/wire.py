"""A server that speaks OpenAI's wire format, and the ways in which it goes wrong. Shapes as in the API reference and in
answers of real servers; keys and addresses are made up."""

import base64
import json
import threading
from collections.abc import Callable
from typing import Any

from tests.accounts.outgoing.servers import Handler, drips

Behave = Callable[[Handler], None]

KEY = "sk-canary-5f1d-sings-on-the-wire"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
SOUND = b"ID3" + bytes(range(200))
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(1000)
USAGE = {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29}
GOING: dict[str, Any] = {
    "id": "video_68d7512d", "object": "video", "created_at": 1758941485, "completed_at": None, "expires_at": None,
    "error": None, "model": "sora-2", "progress": 40, "seconds": "4", "size": "1280x720", "status": "in_progress",
    "remixed_from_video_id": None,
}  # fmt: skip
DONE = {**GOING, "status": "completed", "progress": 100, "completed_at": 1758941600, "expires_at": 1758945200}


def failed(code: str) -> dict[str, Any]:
    """A clip that was not made."""
    return {**GOING, "status": "failed", "error": {"code": code, "message": f"Not made. {KEY}"}}


CHAT = {
    "id": "chatcmpl-B9MBs8", "object": "chat.completion", "created": 1741569952, "model": "gpt-4.1",
    "choices": [{
        "index": 0, "message": {"role": "assistant", "content": "A quiet harbour.", "refusal": None},
        "logprobs": None, "finish_reason": "stop",
    }],
    "usage": USAGE, "service_tier": "default",
}  # fmt: skip
B64 = {
    "created": 1713833628, "background": "opaque", "output_format": "png", "quality": "medium", "size": "1024x1024",
    "data": [{"b64_json": base64.b64encode(PICTURE).decode()}],
    "usage": {
        "total_tokens": 100, "input_tokens": 50, "output_tokens": 50,
        "input_tokens_details": {"text_tokens": 10, "image_tokens": 40},
    },
}  # fmt: skip


def chunk(delta: dict[str, Any], ending: str | None = None) -> dict[str, Any]:
    """One event of a streamed chat."""
    choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": ending}
    return {"id": "chatcmpl-123", "object": "chat.completion.chunk", "created": 1, "choices": [choice], "usage": None}


CHUNKS: list[dict[str, Any]] = [
    chunk({"role": "assistant", "content": ""}),
    chunk({"content": "A quiet "}),
    chunk({"content": "harbour."}),
    chunk({}, "stop"),
    {"id": "chatcmpl-123", "object": "chat.completion.chunk", "created": 1, "choices": [], "usage": USAGE},
]


def as_json(value: Any, status: int = 200, **headers: str) -> Behave:
    """A JSON answer."""
    return lambda handler: handler.answer(
        status, json.dumps(value).encode(), Content_Type="application/json", **headers
    )


def as_bytes(content: bytes, kind: str) -> Behave:
    return lambda handler: handler.answer(200, content, Content_Type=kind)


def streamed(*events: Any, end: bool = True) -> Behave:
    """Events in chunks of HTTP, each its own."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for data in [json.dumps(event) for event in events] + ["[DONE]"] * end:
            line = f"data: {data}\n\n".encode()
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(line), line))
            handler.wfile.flush()
        handler.wfile.write(b"0\r\n\r\n")

    return behave


def works(handler: Handler) -> None:
    """Each call as it should be."""
    path = handler.path.partition("?")[0]
    asked = handler.server.seen[-1]
    if path.endswith("/chat/completions"):
        good = streamed(*CHUNKS) if b'"stream": true' in asked[3] else as_json(CHAT)
    elif path.endswith(("/images/generations", "/images/edits")):
        url = {"data": [{"url": f"http://{handler.headers['Host']}/files/one?sig={KEY}", "revised_prompt": "x"}]}
        good = as_json(url if b'"url"' in asked[3] else B64)
    elif path.endswith("/files/one"):
        good = as_bytes(PICTURE, "image/png")
    elif path.endswith("/audio/speech"):
        good = as_bytes(SOUND, "audio/mpeg")
    elif path.endswith("/content"):
        good = as_bytes(FILM, "video/mp4")
    else:
        good = as_json(GOING if handler.command == "POST" else DONE)
    good(handler)


def error(status: int, code: str | None, kind: str = "invalid_request_error", **more: Any) -> Behave:
    """An error as OpenAI words it; the key is echoed in the message."""
    headers = more.pop("headers", {})
    body = {"error": {"message": f"Incorrect: {KEY}. See credit and quota.", "type": kind, "param": None, "code": code}}
    body["error"].update(more)
    return as_json(body, status, **headers)


def hangs(handler: Handler) -> None:
    """Says nothing until the other side has gone."""
    handler.close_connection = True
    handler.connection.settimeout(3)
    try:
        while handler.connection.recv(1):
            pass
    except OSError:
        pass


def slow(kind: str) -> Behave:
    """Begins well, then a byte each 50 ms."""
    return drips(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode())


def cut(kind: str, begun: bytes = b'{"id": "x') -> Behave:
    """Ends in the middle."""

    def behave(handler: Handler) -> None:
        handler.close_connection = True
        handler.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 9999\r\n\r\n".encode() + begun)

    return behave


def echoes(handler: Handler) -> None:
    """The key wherever an answer has room: reason, headers good and bad, every member of the error."""
    handler.close_connection = True
    names = dict.fromkeys(("message", "type", "param", "code"), KEY)
    body = json.dumps({"error": names, KEY: KEY}).encode()
    head = f"HTTP/1.1 400 {KEY}\r\nContent-Type: application/json\r\nX-{KEY}: {KEY}\r\nRetry-After: {KEY}\r\n"
    handler.wfile.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def bad_headers(handler: Handler) -> None:
    """Lines that are no headers, with the key in them: urllib3 would log what it could not read."""
    handler.close_connection = True
    handler.wfile.write(f"HTTP/1.1 500 No\r\nContent-Length: 0\r\n{KEY} no header\r\n: {KEY}\r\n\r\n".encode())


class Gate:
    """Lets a behaviour be told when it was reached."""

    def __init__(self, behave: Behave) -> None:
        self.behave, self.reached = behave, threading.Event()

    def __call__(self, handler: Handler) -> None:
        self.reached.set()
        self.behave(handler)
