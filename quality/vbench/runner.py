"""Run by VBench's own interpreter, not by ours: reads one request, answers with a line for each dimension.

Standard input: {"clip", "prompt", "dimensions", "device"}. Standard output: {"dimension", "value"} for each, then
{"done": true}, or {"error"}. What VBench prints goes to standard error. Only the standard library, vbench and torch.
"""

import contextlib
import json
import os
import socket
import sys
import tempfile
from importlib import import_module
from typing import Any, TextIO


def main() -> int:
    """Answer one request; 0 where all was measured."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    shut_off()
    request = json.loads(sys.stdin.readline())
    try:
        for dimension in request["dimensions"]:
            say(answers, {"dimension": dimension, "value": measure(request, dimension)})
    except Exception as error:  # a boundary between processes: whatever it is, it is told
        say(answers, {"error": f"{type(error).__name__}: {error}"[:500]})
        return 1
    say(answers, {"done": True})
    return 0


def measure(request: dict[str, Any], dimension: str) -> float:
    """VBench's figure of one clip, 0..1. Its interpreter has the two packages; ours need not."""
    torch, vbench = import_module("torch"), import_module("vbench")
    with tempfile.TemporaryDirectory() as folder:
        info = os.path.join(os.path.dirname(str(vbench.__file__)), "VBench_full_info.json")
        bench = vbench.VBench(torch.device(request["device"]), info, folder)
        asked = {"videos_path": request["clip"], "name": "take", "dimension_list": [dimension], "local": True}
        with contextlib.redirect_stdout(sys.stderr):
            bench.evaluate(prompt_list=[request["prompt"]], mode="custom_input", **asked)
        with open(os.path.join(folder, "take_eval_results.json"), encoding="utf-8") as file:
            found = json.load(file)[dimension]
    return float(found[0] if isinstance(found, (list, tuple)) else found)


def shut_off() -> None:
    """No connection to anybody, whatever the machine allows."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise OSError("the network is off while VBench scores")

    for owner, name in ((socket.socket, "connect"), (socket.socket, "connect_ex")):
        setattr(owner, name, refuse)
    for name in ("create_connection", "getaddrinfo"):
        setattr(socket, name, refuse)


def say(answers: TextIO, told: dict[str, Any]) -> None:
    """One line."""
    answers.write(json.dumps(told) + "\n")
    answers.flush()


if __name__ == "__main__":
    sys.exit(main())
