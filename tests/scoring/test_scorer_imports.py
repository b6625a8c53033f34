"""The scorer is pure: worker, command and tests load it without Django, and no web process loads torch.

The check runs in a fresh interpreter, because in this one Django is loaded already.
"""

import subprocess
import sys


def test_the_scorer_imports_neither_django_nor_torch() -> None:
    code = "import sys, quality.scoring; print([m for m in ('django', 'torch') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
