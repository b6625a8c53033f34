"""The same calls against LiteLLM's proxy: mocks of its own, and models that it hands on to our wire server, so that its
reading of our requests and its writing of answers are tried as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.outgoing.exchange import Patience
from generation.engines.openai.client import OpenAI
from generation.engines.openai.values import ChatRequest, ClipRequest, File, Message, PicturesRequest, SpeechRequest
from generation.providers.errors import BadRequest, ProviderError, RateLimited, ServerTrouble
from generation.providers.http import Client, Provider
from generation.providers.polling import Pace
from generation.providers.retrying import Retries
from keys.secret import Secret
from tests.accounts.outgoing.servers import Server, serving
from tests.providers import proxy, wire
from tests.providers.conftest import unheard

pytestmark = pytest.mark.long

SAID = "A quiet harbour."


@pytest.fixture(scope="module")
def upstream() -> Iterator[Server]:
    with serving(wire.works) as running:
        yield running


@pytest.fixture(scope="module")
def base_url(upstream: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    programs = proxy.installed()
    if programs is None:
        pytest.skip(f"litellm[proxy]=={proxy.VERSION} can't be installed here: no package index is reached")
    with proxy.running(programs, tmp_path_factory.mktemp("proxy"), f"http://127.0.0.1:{upstream.port}/v1") as url:
        yield url


@pytest.fixture
def litellm(base_url: str) -> OpenAI:
    provider = Provider("litellm", base_url, Secret(proxy.KEY))
    return OpenAI(Client(provider, Patience(2, 20, 40), Retries(1)))


def asks(model: str) -> ChatRequest:
    return ChatRequest(model, (Message("user", "Where are we?"),), most_tokens=50)


def test_it_writes(litellm: OpenAI) -> None:
    answer = litellm.chat(asks("writes"), unheard)
    assert answer.text == SAID
    assert answer.usage is not None
    assert answer.usage.written > 0


def test_it_writes_piece_by_piece(litellm: OpenAI) -> None:
    heard: list[str] = []
    answer = litellm.stream_chat(asks("writes"), unheard, heard.append)
    assert "".join(heard) == answer.text == SAID
    assert len(heard) > 1
    assert answer.usage is not None


@pytest.mark.parametrize(
    ("model", "expected", "status"),
    [
        ("limited", RateLimited, 429),
        ("broken", ServerTrouble, 500),
        ("too-long", BadRequest, 400),
        ("refuses", BadRequest, 400),  # it says why in its message alone
        ("none", BadRequest, 400),
    ],
)
@pytest.mark.parametrize("streams", [False, True])
def test_it_fails(model: str, expected: type[ProviderError], status: int, streams: bool, litellm: OpenAI) -> None:
    with pytest.raises(expected) as caught:
        litellm.stream_chat(asks(model), unheard, lambda text: None) if streams else litellm.chat(asks(model), unheard)
    assert caught.value.status == status
    assert proxy.KEY not in repr(caught.value)


def test_a_schema_arrives_behind_it(litellm: OpenAI, upstream: Server) -> None:
    request = ChatRequest("chats", (Message("user", "Plan."),), {"type": "object", "properties": {}})
    assert litellm.chat(request, unheard).text == SAID
    assert b'"json_schema"' in upstream.seen[-1][3]


def test_it_draws(litellm: OpenAI, tmp_path: Path) -> None:
    made = litellm.pictures(PicturesRequest("draws", SAID, size="1024x1024"), tmp_path, unheard)
    assert [path.read_bytes() for path in made] == [wire.PICTURE]


def test_it_edits(litellm: OpenAI, upstream: Server, tmp_path: Path) -> None:
    """Our form is read by its parser."""
    file = File(wire.PICTURE)
    made = litellm.pictures(PicturesRequest("draws", SAID, pictures=(file, file), mask=file), tmp_path, unheard)
    assert [path.read_bytes() for path in made] == [wire.PICTURE]
    assert upstream.seen[-1][3].count(wire.PICTURE) == 3


def test_it_speaks(litellm: OpenAI) -> None:
    assert litellm.speech(SpeechRequest("speaks", SAID, "alloy"), unheard) == wire.SOUND


def test_it_films(litellm: OpenAI, upstream: Server, tmp_path: Path) -> None:
    clip = litellm.start_clip(ClipRequest("films", SAID, 4, "1280x720", File(wire.PICTURE)), unheard)
    assert wire.PICTURE in upstream.seen[-1][3]
    done = litellm.wait_for_clip(clip, unheard, Pace(0.1, 20))
    assert litellm.save_clip(done.id, tmp_path / "clip", unheard) == len(wire.FILM)
    assert (tmp_path / "clip").read_bytes() == wire.FILM
