"""Files from addresses that a provider gave: whole or not at all."""

from pathlib import Path

import pytest

from generation.providers.errors import Expired, Malformed, NetworkTrouble, ProviderError, TooLarge, WrongAddress
from generation.providers.fetching import save
from generation.providers.http import Call
from tests.accounts.outgoing.servers import Handler, Server, leads_to, serving
from tests.providers import wire
from tests.providers.calls import CALLS, DONE
from tests.providers.conftest import IMPATIENT, ROOMY, Made, unheard
from tests.providers.wire import Behave


def by_address(file: Behave) -> Behave:
    """A server that makes a picture well, and hands it out like that."""
    return lambda handler: file(handler) if handler.command == "GET" else wire.works(handler)


@pytest.mark.parametrize("status", [403, 404, 410])
def test_an_address_that_has_expired_is_told(status: int, api: Made, tmp_path: Path) -> None:
    with pytest.raises(Expired) as caught:
        CALLS["pictures by address"].run(api(by_address(wire.error(status, None))), tmp_path, unheard)
    assert not caught.value.transient  # made again it would be paid again
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_clip_that_is_gone_is_told(status: int, api: Made, tmp_path: Path) -> None:
    with pytest.raises(Expired):
        api(wire.error(status, None)).save_clip(DONE.id, tmp_path / "clip", unheard)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (wire.as_bytes(b"<html>", "text/html"), Malformed),
        (wire.as_bytes(b"", "image/png"), Malformed),
        (wire.as_bytes(b"x" * 10_001, "image/png"), TooLarge),
        (wire.cut("image/png"), NetworkTrouble),
        (wire.slow("image/png"), NetworkTrouble),
        (wire.hangs, NetworkTrouble),
        (leads_to("http://127.0.0.2:9000/file"), WrongAddress),
        (leads_to("http://127.0.0.1:22/file"), WrongAddress),
        (leads_to("file:///etc/passwd"), WrongAddress),
    ],
)
def test_a_file_that_is_none_is_not_kept(
    file: Behave, expected: type[ProviderError], api: Made, tmp_path: Path
) -> None:
    patience = IMPATIENT if expected is NetworkTrouble else ROOMY
    (tmp_path / "0").write_bytes(b"before")
    with pytest.raises(expected):
        CALLS["pictures by address"].run(api(by_address(file), patience), tmp_path, unheard)
    assert [path.name for path in tmp_path.iterdir()] == ["0"]
    assert (tmp_path / "0").read_bytes() == b"before"


def test_a_large_file_without_a_length_ends_where_it_is_too_large(api: Made, server: Server, tmp_path: Path) -> None:
    def endless(handler: Handler) -> None:
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
        try:
            while True:
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    with pytest.raises(TooLarge):
        api(endless).save_clip(DONE.id, tmp_path / "clip", unheard, 1_000_000)


def test_redirects_of_a_file_end(api: Made, tmp_path: Path) -> None:
    with pytest.raises(WrongAddress):
        api(lambda handler: leads_to(f"{handler.path}1")(handler)).save_clip(DONE.id, tmp_path / "clip", unheard)


def test_an_answer_that_is_packed_is_not_taken(api: Made, tmp_path: Path) -> None:
    """It was asked for as it is: what is unpacked has no size known before."""

    def packed(handler: Handler) -> None:
        handler.answer(200, b"x", Content_Type="video/mp4", Content_Encoding="gzip")

    with pytest.raises(Malformed):
        api(packed).save_clip(DONE.id, tmp_path / "clip", unheard)


def test_a_folder_that_is_not_there_is_a_fault_of_files(api: Made, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        api().save_clip(DONE.id, tmp_path / "nowhere" / "clip", unheard)


def test_a_signed_address_may_be_long(api: Made, server: Server, tmp_path: Path) -> None:
    """Stores sign with tokens of a kilobyte and more."""
    client = api(wire.as_bytes(wire.PICTURE, "image/png")).client
    url = f"http://127.0.0.1:{server.port}/file?token={'x' * 6_000}"
    call = Call("file", "GET", url=url, takes=("image/",), fetches=True)
    assert save(client, call, tmp_path / "file", lambda: None) == len(wire.PICTURE)


def test_a_private_address_from_a_provider_is_refused(api: Made, tmp_path: Path) -> None:
    with serving(wire.works, host="127.0.0.2") as private:
        answer = {"data": [{"url": f"http://127.0.0.2:{private.port}/files/one"}]}
        with pytest.raises(WrongAddress):
            CALLS["pictures by address"].run(api(wire.as_json(answer)), tmp_path, unheard)
        assert private.seen == []
