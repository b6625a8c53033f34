"""The launcher runs before anything is installed: what it imports is Python's own, or plain modules of the studio."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from importlib import import_module
from pathlib import Path
sys.path.insert(0, str(Path.cwd()))
for path in sorted(Path("config/bootstrap").glob("*.py")):
    import_module("config.bootstrap" if path.stem == "__init__" else f"config.bootstrap.{path.stem}")
"""


def test_every_module_of_the_launcher_is_read_without_any_package() -> None:
    """`-S` hides what is installed, as on a machine that has Python and nothing else."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
