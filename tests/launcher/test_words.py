"""What may stand behind `./dailies`."""

import ast
import subprocess
import sys

import pytest

from config.bootstrap.arguments import UpArguments, parse_test, parse_up
from config.bootstrap.services import needs_services
from config.bootstrap.state import REPOSITORY
from config.bootstrap.words import help_for, wants


def test_up_listens_on_loopback_unless_told_otherwise() -> None:
    assert parse_up([]) == UpArguments("127.0.0.1", 8000, local=False, film=True, demo=True)


def test_up_takes_port_host_and_its_switches() -> None:
    assert parse_up(["--port", "8001", "--host", "0.0.0.0", "--local", "--no-film"]) == UpArguments(
        "0.0.0.0", 8001, local=True, film=False, demo=True
    )


def test_without_a_demo_login_there_is_no_first_film() -> None:
    assert parse_up(["--no-demo"]) == UpArguments(film=False, demo=False)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "8000.5", ""])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse_up([f"--port={port}"])
    assert "1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("studio.lan", "http://studio.lan:8000"),
    ],
)
def test_the_address_shown_can_be_opened_on_this_machine(host: str, url: str) -> None:
    assert UpArguments(host=host).url == url


def test_test_keeps_all_for_itself_and_gives_pytest_the_rest() -> None:
    found = parse_test(["tests/launcher", "--all", "-k", "words"])
    assert found.everything
    assert found.pytest == ("tests/launcher", "-k", "words")


@pytest.mark.parametrize(
    "words", [["score", "a.mp4"], ["help"], ["film", "--help"], ["--version"], ["makemigrations", "--check"], []]
)
def test_words_that_ask_no_database_start_no_services(words: list[str]) -> None:
    assert not needs_services(["manage.py", *words])


@pytest.mark.parametrize("words", [["film", "a lighthouse"], ["picture", "a fox"], ["migrate"], ["shell"], ["demo"]])
def test_words_that_ask_the_database_start_services(words: list[str]) -> None:
    assert needs_services(["manage.py", *words])


def test_torch_is_installed_for_tests_and_on_request_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.bootstrap.install.gpu_present", lambda: False)
    assert wants(["up"]).groups == ("base",)
    assert wants(["up", "--local"]).groups == ("base", "local")
    assert wants(["film", "a fox"]).groups == ("base",)
    assert set(wants(["test"]).groups) == {"base", "test", "local"}


def test_a_gpu_brings_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.bootstrap.install.gpu_present", lambda: True)
    assert wants(["up"]).groups == ("base", "local")


def test_the_bootstrap_can_be_read_by_a_python_that_is_too_old() -> None:
    """Old syntax only: no annotations, no f-strings, nothing newer than Python 3.4 knows."""
    source = (REPOSITORY / "dailies").read_text()
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns]


def test_a_python_that_is_too_old_is_told_what_to_do() -> None:
    pretend = (
        "import os, runpy, sys; sys.version_info = (3, 6, 9); os.environ['DAILIES_TRIED_NEWER'] = '1'; "
        f"runpy.run_path({str(REPOSITORY / 'dailies')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer; this is Python 3.6" in done.stderr
    assert "Install" in done.stderr


def test_without_a_word_the_help_is_printed() -> None:
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "dailies")], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 0
    assert "./dailies up" in done.stdout


@pytest.mark.parametrize("words", [["test", "--help"], ["test", "-h"], ["test", "tests/launcher", "--help"]])
def test_the_help_of_the_tests_runs_none(words: list[str]) -> None:
    assert "goes on to pytest" in help_for(words)


@pytest.mark.parametrize("words", [["up"], ["test"], ["film", "--help"], ["test", "-k", "help"]])
def test_words_that_ask_for_no_help_of_ours_go_on(words: list[str]) -> None:
    assert not help_for(words)
