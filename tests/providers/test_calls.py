"""Each call as it should go: what is sent, and what comes back."""

import json
from pathlib import Path

import pytest

from generation.engines.base import STAGES
from generation.engines.openai import answers
from generation.engines.openai.values import ChatRequest, Message, State
from generation.providers.errors import ServerTrouble
from generation.providers.polling import Pace
from tests.accounts.outgoing.servers import Handler, Server
from tests.providers import wire
from tests.providers.calls import CALLS, CHAT, CLIP, GOING
from tests.providers.conftest import Made, unheard


@pytest.mark.parametrize("name", CALLS)
def test_a_call_brings_what_the_server_sent(name: str, api: Made, server: Server, tmp_path: Path) -> None:
    tried, told = CALLS[name], []
    assert tried.run(api(), tmp_path, lambda stage, fraction: told.append((stage, fraction))) == tried.good
    assert len(server.seen) == tried.requests
    assert server.seen[0][2]["authorization"] == f"Bearer {wire.KEY}"
    assert server.seen[0][1].startswith("/v1/")
    assert {stage for stage, _ in told} <= STAGES.keys()
    assert all(0 <= fraction <= 1 for _, fraction in told)


def test_a_picture_at_an_address_is_fetched_without_the_key(api: Made, server: Server, tmp_path: Path) -> None:
    CALLS["pictures by address"].run(api(), tmp_path, unheard)
    assert "authorization" not in server.seen[1][2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0"]


def test_pieces_are_heard_as_they_come(api: Made) -> None:
    heard: list[str] = []
    api().stream_chat(CHAT, unheard, heard.append)
    assert heard == ["A quiet ", "harbour."]


def test_a_schema_is_sent_and_its_json_read(api: Made, server: Server) -> None:
    chat = {**wire.CHAT, "choices": [{"message": {"content": '{"scenes": 3}'}, "finish_reason": "stop"}]}
    schema = {"type": "object", "properties": {"scenes": {"type": "integer"}}}
    request = ChatRequest("m", (Message("user", "Plan."),), schema, most_tokens=50, seed=7, temperature=0.5)
    answer = api(wire.as_json(chat)).chat(request, unheard)
    assert answers.as_json(answer) == {"scenes": 3}
    sent = json.loads(server.seen[0][3])
    assert sent["response_format"]["json_schema"] == {"name": "answer", "strict": True, "schema": schema}
    assert (sent["max_tokens"], sent["seed"], sent["temperature"]) == (50, 7, 0.5)


def test_a_clip_is_waited_for_and_its_progress_told(api: Made) -> None:
    states = iter([wire.GOING, {**wire.GOING, "progress": 80}, wire.DONE])
    told: list[float] = []

    def goes_on(handler: Handler) -> None:
        wire.as_json(next(states))(handler)

    done = api(goes_on).wait_for_clip(GOING, lambda stage, fraction: told.append(fraction), Pace(0.02, 5))
    assert done.state is State.DONE
    assert told == sorted(told)
    assert {0.4, 0.8} <= set(told)


def test_a_clip_keeps_the_id_it_was_begun_with(api: Made, server: Server) -> None:
    """LiteLLM's proxy puts the route into the id that it gives first, and into no other."""
    done = api(wire.as_json({**wire.DONE, "id": "video_other"})).wait_for_clip(GOING, unheard, Pace(0.01, 5))
    assert done.id == GOING.id
    assert server.seen[0][1].endswith(GOING.id)


def test_waiting_has_an_end(api: Made) -> None:
    with pytest.raises(ServerTrouble) as caught:
        api(wire.as_json(wire.GOING)).wait_for_clip(GOING, unheard, Pace(0.02, 0.1))
    assert not caught.value.transient
    assert "in time" in caught.value.detail


def test_a_question_that_failed_is_asked_again_while_waiting(api: Made) -> None:
    """The clip is being made and paid: a bad minute must not lose it."""
    states = iter([wire.error(500, None)] * 3 + [wire.as_json(wire.DONE)])
    done = api(lambda handler: next(states)(handler)).wait_for_clip(GOING, unheard, Pace(0.01, 5, most_failures=3))
    assert done.state is State.DONE


def test_a_clip_is_asked_for_by_a_form(api: Made, server: Server) -> None:
    api().start_clip(CLIP, unheard)
    _, path, headers, body = server.seen[0]
    assert path == "/v1/videos"
    boundary = headers["content-type"].partition("boundary=")[2].encode()
    assert body.count(b"--" + boundary) == 6
    assert b'name="seconds"\r\n\r\n4\r\n' in body
    assert b'name="input_reference"; filename="input_reference.png"\r\nContent-Type: image/png\r\n\r\n' in body
    assert wire.PICTURE in body
