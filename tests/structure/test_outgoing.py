"""One door out: addresses that people choose are opened by `accounts.outgoing` and by nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("accounts", "config", "frontend", "generation", "keys", "projects", "quality")
CLIENTS = ("urllib3", "requests", "httpx", "aiohttp", "urllib.request", "http.client", "ftplib")
ERRORS = ("Error", "Exception")
"""What a library raises may be caught anywhere."""
DOOR = ROOT / "accounts/outgoing"
ASKS_ITSELF = ROOT / "config/bootstrap/network.py"
"""Asks the studio's own web process whether it is there."""


def clients(path: Path) -> Iterator[str]:
    """The HTTP clients that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names if not alias.name.endswith(ERRORS)]
        else:
            continue
        yield from (name for name in names if any(name == one or name.startswith(f"{one}.") for one in CLIENTS))


def test_nothing_else_in_the_house_speaks_http_to_the_outside() -> None:
    """Past the guard an address reaches whatever this machine reaches: databases, routers, a cloud's secrets."""
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts]
    found = {str(path.relative_to(ROOT)) for path in files if DOOR not in path.parents and list(clients(path))}
    assert found <= {str(ASKS_ITSELF.relative_to(ROOT))}


def test_the_search_finds_the_door_itself() -> None:
    assert any(list(clients(path)) for path in DOOR.glob("*.py"))
