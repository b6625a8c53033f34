"""Every environment variable that the configuration reads stands in docs/settings.md, and none that it does not."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READERS = [ROOT / "config/settings.py", ROOT / "config/workers.py", *sorted((ROOT / "config/bootstrap").rglob("*.py"))]

ENVIRONMENTS = {"env", "environ", "environment", "given"}
"""What the house calls an environment; `env` is django-environ's reader."""
NAME = re.compile(r"[A-Z][A-Z0-9_]+")
BY_OTHERS = {"FORWARDED_ALLOW_IPS", "SSL_CERT_FILE"}
"""Read by the server that runs us and by OpenSSL, and worth saying."""


def last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def constants(tree: ast.Module) -> dict[str, str]:
    """Names in capitals that hold one text: VARIABLE = "DAILIES_CHROMIUM"."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def read_in(path: Path) -> Iterator[str]:
    """The variables a file reads: env.str("X"), environ.get("X"), environ["X"], "X" in environ."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = constants(tree)
    for node in ast.walk(tree):
        key: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            key = node.args[0] if last_name(node.func.value) in ENVIRONMENTS else None
        elif isinstance(node, ast.Subscript) and last_name(node.value) in ENVIRONMENTS:
            key = node.slice
        elif isinstance(node, ast.Compare) and last_name(node.comparators[0]) in ENVIRONMENTS:
            key = node.left
        found = known.get(key.id) if isinstance(key, ast.Name) else getattr(key, "value", None)
        if isinstance(found, str) and NAME.fullmatch(found):
            yield found


def read() -> set[str]:
    return {name for path in READERS for name in read_in(path)}


def documented() -> set[str]:
    """The names in the first column of the tables."""
    rows = re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M)
    assert len(rows) == len(set(rows)), "a variable stands in two rows"
    return set(rows)


def test_every_variable_that_is_read_is_documented() -> None:
    """A setting that nobody knows of is set by nobody, or found by reading the source in the night."""
    missing = read() - documented()
    assert not missing, f"docs/settings.md lacks {', '.join(sorted(missing))}"


def test_no_variable_is_documented_that_nothing_reads() -> None:
    """A setting that does nothing is worse than none: somebody trusts it."""
    idle = documented() - read() - BY_OTHERS
    assert not idle, f"docs/settings.md names {', '.join(sorted(idle))}, which nothing reads"


def test_the_search_finds_variables_in_every_way_that_they_are_read() -> None:
    """Should the house change its ways, this fails before the tests above pass by finding nothing."""
    assert {"DATABASE_URL", "SECRET_KEY", "EMAIL_URL", "DAILIES_DEVICE", "DAILIES_CHROMIUM", "CI"} <= read()
