"""The demo login works on this machine only."""

import json
import stat
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.core.management import call_command
from django.test import AsyncClient, Client
from pytest_django import Settings

from accounts.auth import is_this_machine, socket_is_from_this_machine
from accounts.management.commands.demo import EMAIL, demo_user, keep_password
from accounts.models import Membership, User


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
def test_loopback_addresses_are_this_machine(address: str) -> None:
    assert is_this_machine(address, ["Host", "Cookie"])


@pytest.mark.parametrize(
    "address", ["10.0.0.7", "192.168.1.20", "203.0.113.9", "2001:db8::1", "", "unix:", "localhost"]
)
def test_other_addresses_are_not(address: str) -> None:
    assert not is_this_machine(address, [])


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "x-real-ip", "Via", "X-Forwarded-Host"])
def test_a_forwarded_request_is_not_from_this_machine(header: str) -> None:
    assert not is_this_machine("127.0.0.1", ["Host", header])


def test_a_socket_is_judged_by_the_same_rule() -> None:
    assert socket_is_from_this_machine({"client": ("127.0.0.1", 5000), "headers": [(b"host", b"x")]})
    assert not socket_is_from_this_machine({"client": ("127.0.0.1", 5000), "headers": [(b"X-Real-IP", b"x")]})
    assert not socket_is_from_this_machine({"client": None, "headers": []})


@pytest.fixture
def demo_password(db: None, settings: Settings, tmp_path: Path) -> str:
    settings.STATE_DIR = tmp_path
    _, password = demo_user()
    keep_password(password)
    return password


def log_in(client: Client, password: str, **environ: str) -> bool:
    client.post("/accounts/login/", {"login": EMAIL, "password": password}, **environ)  # type: ignore[arg-type]
    return "_auth_user_id" in client.session


ELSEWHERE = [{"REMOTE_ADDR": "192.168.1.20"}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, {"HTTP_X_REAL_IP": "127.0.0.1"}]


def test_the_demo_login_works_from_loopback(client: Client, demo_password: str) -> None:
    assert log_in(client, demo_password)


@pytest.mark.parametrize("environ", ELSEWHERE)
def test_the_demo_login_is_unknown_elsewhere(client: Client, demo_password: str, environ: dict[str, str]) -> None:
    assert not log_in(client, demo_password, **environ)


@pytest.mark.parametrize("environ", ELSEWHERE)
def test_the_ops_console_refuses_it_elsewhere(client: Client, demo_password: str, environ: dict[str, str]) -> None:
    form = {"username": EMAIL, "password": demo_password}
    client.post("/admin/login/", form, **environ)  # type: ignore[arg-type]
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("environ", ELSEWHERE)
def test_a_session_carried_to_another_machine_ends(client: Client, demo_password: str, environ: dict[str, str]) -> None:
    log_in(client, demo_password)
    assert client.get("/w/demo/", **environ).status_code in (302, 404)  # type: ignore[arg-type]
    assert "_auth_user_id" not in client.session


def test_another_person_logs_in_from_anywhere(client: Client, db: None) -> None:
    User.objects.create_user("mara@northlight.film", "light-at-the-window")
    form = {"login": "mara@northlight.film", "password": "light-at-the-window"}
    client.post("/accounts/login/", form, REMOTE_ADDR="203.0.113.9")
    assert "_auth_user_id" in client.session


def test_making_the_demo_twice_says_the_same_login(
    demo_password: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for _ in range(2):
        call_command("demo", "--json")
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first == second == {"email": EMAIL, "password": demo_password, "workspace": "demo"}
    assert Membership.objects.count() == 1
    assert stat.S_IMODE((tmp_path / "demo.json").stat().st_mode) == 0o600


def test_a_lost_or_broken_file_gives_a_new_password(demo_password: str, tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text("{")
    user, password = demo_user()
    assert password != demo_password
    assert user.check_password(password)


@pytest.mark.asyncio
@pytest.mark.django_db(transaction=True)
async def test_the_wall_holds_in_the_async_server_too(settings: Settings, tmp_path: Path) -> None:
    settings.STATE_DIR = tmp_path
    user, _ = await sync_to_async(demo_user)()
    client = AsyncClient()
    await client.aforce_login(user)
    here = await client.get("/accounts/email/")
    assert here.status_code == 200
    elsewhere = await client.get("/accounts/email/", headers={"X-Forwarded-For": "203.0.113.9"})
    assert elsewhere.status_code == 302
    assert "default-src 'none'" in elsewhere["Content-Security-Policy"]
    assert (await client.get("/accounts/email/")).status_code == 302
