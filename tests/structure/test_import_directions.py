"""The house has one way through it; these tests keep it so for code that is not yet written."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

MAY_IMPORT = {
    "config": {"frontend", "projects", "generation", "quality", "keys", "accounts"},
    "frontend": {"accounts"},
    "projects": {"generation", "quality", "accounts"},
    "generation": {"quality", "keys", "accounts"},
    "quality": {"accounts"},
    "keys": {"accounts"},
    "accounts": set[str](),
}

PURE_MODULES = (
    "accounts/plans/values.py",
    "keys/pool/outcomes.py",
    "generation/agreement.py",
    "generation/scheduling/choosing.py",
    "generation/scheduling/fairness.py",
    "generation/scheduling/values.py",
    "generation/simulator/cluster.py",
    "generation/simulator/competing.py",
    "generation/simulator/disciplines.py",
    "generation/simulator/fair_queue.py",
    "generation/simulator/loop.py",
    "generation/simulator/measures.py",
    "generation/simulator/scenario.py",
    "generation/simulator/tickets.py",
    "generation/simulator/trace.py",
    "generation/lanes.py",
    "generation/stories/cutting.py",
    "generation/stories/fountain.py",
    "generation/stories/matching.py",
    "generation/stories/picturing.py",
    "generation/stories/scripts.py",
    "generation/stories/timing.py",
    "generation/stories/values.py",
    "generation/stories/wording.py",
    "generation/stories/writing.py",
    "projects/blind/deciding.py",
    "projects/dependencies.py",
    "generation/engines/openai/answers.py",
    "generation/engines/openai/bodies.py",
    "generation/engines/openai/values.py",
    "generation/prompts/filling.py",
    "generation/providers/codes.py",
    "generation/providers/documents.py",
    "generation/providers/errors.py",
    "generation/providers/multipart.py",
    "generation/providers/retrying.py",
    "generation/providers/server_events.py",
    "generation/residency/demand.py",
    "generation/residency/policy.py",
    "generation/workers/deciding.py",
    "generation/workers/values.py",
    "quality/routing.py",
    "quality/quoting.py",
    "quality/prediction.py",
    "quality/learning/accuracy.py",
    "quality/learning/correct.py",
    "quality/learning/values.py",
    "quality/recommending/advising.py",
    "quality/recommending/hardware.py",
    "quality/recommending/options.py",
    "quality/recommending/ranking.py",
    "quality/recommending/rating.py",
    "quality/recommending/upgrading.py",
    "quality/recommending/values.py",
    "quality/recommending/wording.py",
    "quality/tiers.py",
    "quality/values.py",
    "quality/resources/cleaning.py",
    "quality/resources/limit.py",
    "quality/resources/planning.py",
    "quality/resources/simulated.py",
    "quality/resources/sizes.py",
    "quality/resources/values.py",
    "quality/resources/warnings.py",
    "quality/catalogue/schema.py",
    "quality/catalogue/rules.py",
    "quality/catalogue/changing.py",
)

IMPURE = {"django", "time", "datetime", "random", "secrets", "uuid", "os", "socket", "redis", "psycopg"}
STORES = {"django", "rest_framework", "channels", "psycopg", "redis", "dramatiq"}


def modules_of(room: str) -> Iterator[Path]:
    yield from (path for path in sorted((ROOT / room).rglob("*.py")) if "node_modules" not in path.parts)


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """(line, first part of the module's name) of every absolute import in a file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.lineno, node.module.partition(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_follow_the_arrows(room: str) -> None:
    """A lower room that knows a higher one can neither be read nor tested alone, and soon nothing moves.

    Rooms below announce by signals, values and lazy foreign keys instead. An import inside a function, or for
    type checking only, counts too: it is the same knowledge, better hidden.
    """
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[room] - {room}
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules_of(room)
        for line, name in imported(path)
        if name in forbidden
    ]
    assert not found, "\n".join(found)


def test_every_room_is_there() -> None:
    """A renamed room would pass the test above by being empty."""
    assert all(any(modules_of(room)) for room in MAY_IMPORT)


def test_engines_know_no_database() -> None:
    """An engine takes and gives plain values: tested without a database, and at home in any process."""
    forbidden = STORES | MAY_IMPORT.keys() - {"generation"}
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules_of("generation/engines")
        for line, name in imported(path)
        if name in forbidden
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("module", PURE_MODULES)
def test_deciders_are_pure(module: str) -> None:
    """No clock, no chance, no network, no rows: what a decider needs is an argument, so tests try it all."""
    found = [name for _, name in imported(ROOT / module) if name in IMPURE]
    assert not found


def test_a_web_process_never_loads_a_model_library() -> None:
    """torch costs seconds and gigabytes; only a worker that was given a device may pay that.

    The check runs in its own process, because the tests themselves may have loaded it. Settings that it lacks
    are set to what every installation has; nothing is connected.
    """
    script = (
        "import config.asgi, sys;"
        "print(sorted({'torch', 'diffusers', 'transformers', 'accelerate', 'pynvml'} & set(sys.modules)))"
    )
    filled = {
        "SECRET_KEY": "structure-test",
        "DATABASE_URL": "postgres://app@127.0.0.1:1/dailies",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env={**filled, **os.environ}
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
