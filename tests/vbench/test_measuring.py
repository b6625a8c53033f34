"""VBench in a process of its own: what it answers, and every way in which it does not.

The interpreter is a stand-in that speaks the protocol; one test has it run our runner over a package that only looks
like VBench.
"""

import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quality.scoring import DIMENSIONS
from quality.scoring.judging import VBENCH, method_of
from quality.vbench import Setup, VBenchFailed, measure, missing
from quality.vbench.batch import by_one_method, score
from quality.vbench.measuring import environment
from quality.vbench.weights import DIMENSIONS as NEEDS
from tests.vbench.footage import clip_file

ANSWERS = """
request = json.loads(sys.stdin.readline())
for name in request["dimensions"]:
    print(json.dumps({"dimension": name, "value": 0.9 if name != "overall_consistency" else 0.182}), flush=True)
print(json.dumps({"done": True}), flush=True)
"""
HEAD = "import json, os, signal, sys, time\n"
Interpreter = Callable[..., Setup]


@pytest.fixture
def interpreter(tmp_path: Path) -> Interpreter:
    """A setup whose interpreter does what a script says, with all weights in place."""

    def made(script: str, *, seconds: float = 20.0, memory_gb: float = 4.0) -> Setup:
        for file in {file for dimension in NEEDS.values() for file in dimension.files}:
            path = tmp_path / "weights" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        python = tmp_path / "python"
        python.write_text(f"#!{sys.executable}\n{HEAD}{script}")
        python.chmod(python.stat().st_mode | stat.S_IXUSR)
        return Setup(python, tmp_path / "weights", seconds=seconds, memory_gb=memory_gb)

    return made


def asked(setup: Setup, look: Callable[[], None] = lambda: None) -> dict[str, float | None]:
    scores = measure(setup, Path("take.mp4"), "a red boat", look)
    assert {score.method for score in scores.values()} == {VBENCH}
    return {name: score.value for name, score in scores.items()}


def test_its_figures_become_scores_on_the_usual_scale(interpreter: Interpreter) -> None:
    found = asked(interpreter(ANSWERS))
    assert set(found) == set(DIMENSIONS)
    assert found["imaging_quality"] == 0.9
    assert found["prompt_alignment"] == pytest.approx(0.5)
    assert found["subject_consistency"] == pytest.approx((0.9 - 0.1462) / (1 - 0.1462))


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "ended with"),
        ("sys.exit(3)", "ended with 3"),
        ("print('Downloading weights...')", "something else than scores"),
        ("print('[1, 2]')", "something else than scores"),
        ('print(\'{"error": "FileNotFoundError: amt-s.pth"}\')', "amt-s.pth"),
        ("sys.stdout.write('{\"dimension\"'); sys.stdout.flush()", "broke off"),
        ("print('{\"done\": true}')", "before all dimensions"),
        (ANSWERS.replace("0.9 if", "float('nan') if"), "is no number"),
        (ANSWERS.replace("0.9 if", "'high' if"), "is no number"),
        ("sys.stdout.write('x' * 3_000_000); sys.stdout.flush(); time.sleep(30)", "endless line"),
    ],
)
def test_whatever_else_it_does_is_a_failure_that_says_why(interpreter: Interpreter, script: str, why: str) -> None:
    with pytest.raises(VBenchFailed, match=why):
        asked(interpreter(script))


def test_one_that_hangs_is_ended_with_its_children(interpreter: Interpreter, tmp_path: Path) -> None:
    note = tmp_path / "pids"
    script = f"child = os.fork()\nopen({str(note)!r}, 'a').write(f'{{os.getpid()}} ')\ntime.sleep(60)"
    with pytest.raises(VBenchFailed, match="longer than 2 s"):
        asked(interpreter(script, seconds=2.0))
    pids = [int(pid) for pid in note.read_text().split()]
    end = time.monotonic() + 5
    while any(_lives(pid) for pid in pids):
        assert time.monotonic() < end, pids
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system does not tell what a process holds")
def test_one_that_takes_too_much_memory_is_ended(interpreter: Interpreter) -> None:
    with pytest.raises(VBenchFailed, match="of memory"):
        asked(interpreter("held = bytearray(os.urandom(1)) * 200_000_000\ntime.sleep(60)", memory_gb=0.1))


def test_a_cancel_ends_it_at_once(interpreter: Interpreter) -> None:
    looks = 0

    def cancelled() -> None:
        nonlocal looks
        looks += 1
        if looks > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asked(interpreter("time.sleep(60)"), cancelled)


def test_what_is_missing_is_named_and_nothing_is_fetched(interpreter: Interpreter) -> None:
    setup = interpreter(ANSWERS)
    assert missing(setup) == []
    gone = setup.weights / "amt_model/amt-s.pth"
    gone.unlink()
    assert missing(setup) == [f"amt_model/amt-s.pth is not in {setup.weights} (VBENCH_WEIGHTS)"]
    assert missing(Setup(None, setup.weights)) == ["no interpreter is named (VBENCH_PYTHON)"]
    assert missing(Setup(setup.weights / "python", setup.weights))[0].endswith("is no interpreter (VBENCH_PYTHON)")


def test_it_is_told_no_secret_and_no_way_out(interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    told = environment(interpreter(ANSWERS))
    assert "DATABASE_URL" not in told
    assert (told["HF_HUB_OFFLINE"], told["PATH"]) == ("1", "/sbin")


VBENCH_PACKAGE = """
import json, os, socket
class VBench:
    def __init__(self, device, full_info_dir, output_path): self.output_path = output_path
    def evaluate(self, videos_path, name, prompt_list, dimension_list, local, mode):
        print("Evaluating...")
        assert (local, mode, prompt_list) == (True, "custom_input", ["a red boat"])
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=1)
            value = 0.0
        except OSError as error:
            value = 0.7 if "network is off" in str(error) else 0.1
        with open(os.path.join(self.output_path, name + "_eval_results.json"), "w") as file:
            json.dump({dimension_list[0]: [value, [{"video_path": videos_path, "video_results": value}]]}, file)
"""


def test_our_runner_calls_it_without_a_network(interpreter: Interpreter, tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    (packages / "vbench").mkdir(parents=True)
    (packages / "vbench/__init__.py").write_text(VBENCH_PACKAGE)
    (packages / "torch.py").write_text("device = str\n")
    script = f"import runpy\nsys.path.insert(0, {str(packages)!r})\nrunpy.run_path(sys.argv[2], run_name='__main__')"
    assert asked(interpreter(script))["imaging_quality"] == 0.7


def test_a_clip_is_scored_by_one_of_the_two_and_where_one_fails_all_classically(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    path = clip_file(tmp_path)
    by_vbench, failed = score(path, "", interpreter(ANSWERS)), score(path, "", interpreter("sys.exit(1)"))
    unset = score(path, "", Setup(None, tmp_path))
    methods = [method_of(each.clip) for each in (by_vbench, failed, unset)]
    assert methods == [VBENCH, "classical", "classical"]
    assert (failed.why, unset.why) == ("it ended with 1", "no interpreter is named (VBENCH_PYTHON)")
    assert by_vbench.spare == failed.clip
    assert by_one_method([by_vbench, failed]) == [failed.clip, failed.clip]
    assert by_one_method([by_vbench, by_vbench]) == [by_vbench.clip, by_vbench.clip]
