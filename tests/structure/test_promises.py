"""docs/security.md names a test for every promise, and the tests are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines()
FIRST, VAULT = LINES.index("## Guarded"), LINES.index("## The vault")
PROMISES = [line for line in LINES[FIRST:] if line.startswith("| ") and not line.startswith(("| What", "| Promise"))]
_TEST = re.compile(r"`((?:tests/[\w/]*)?test_\w+\.py)`")


@pytest.mark.parametrize("promise", PROMISES, ids=lambda line: line.split("|")[1].strip()[:40])
def test_a_promise_names_tests_that_are_there(promise: str) -> None:
    """A name without a folder lies beside the one before it; those of the vault in tests/keys."""
    folder = Path("tests/keys") if LINES.index(promise) > VAULT else None
    found = _TEST.findall(promise)
    assert found, "no test is named"
    for name in found:
        path = Path(name)
        folder = path.parent if path.parent.name else folder
        assert folder is not None
        assert (ROOT / folder / path.name).is_file(), f"{folder / path.name} is not there"
