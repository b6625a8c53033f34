"""Files and functions stay small enough to be read at once."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("config", "frontend", "projects", "generation", "quality", "keys", "accounts", "tests", "benchmarks")

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 50


def sources() -> list[Path]:
    """Every Python file of the house but migrations, which Django writes."""
    skipped = {"migrations", "node_modules"}
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in found if not skipped & set(path.parts)]


def test_files_hold_at_most_400_lines() -> None:
    """A longer file has a second subject in it; give that its own name."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    found = [f"{path.relative_to(ROOT)}: {n} lines" for path, n in lengths.items() if n > MOST_FILE_LINES]
    assert not found, "\n".join(found)


def test_functions_hold_at_most_50_lines() -> None:
    """Nine of ten are under 30; a longer one does two things, and one of them has no name yet."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name} has {lines} lines"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > MOST_FUNCTION_LINES
    ]
    assert not found, "\n".join(found)


def test_no_file_is_named_for_having_no_subject() -> None:
    """utils, helpers and common collect what nobody wanted to name."""
    found = [str(path.relative_to(ROOT)) for path in sources() if path.stem in {"utils", "helpers", "common"}]
    assert not found
