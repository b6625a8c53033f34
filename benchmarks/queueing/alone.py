"""Claim and finish alone, without engine and events: jobs a second, beside pgqueuer on the same PostgreSQL, in turn."""

import json
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.queueing.depth import fill, settled

PEER = ("pgqueuer==1.6.0", "asyncpg==0.31.0")
SCRIPT = Path(__file__).with_name("pgqueuer_peer.py")
LANE = "alone"


def peer_python(folder: Path) -> Path:
    """An interpreter that has the peer, installed into a folder of its own the first time."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEER], check=True)
    return python


def peer(python: Path, address: str, jobs: int) -> float:
    """The peer's jobs a second, in a database of its own."""
    import psycopg

    name = f"peer_{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    with psycopg.connect(address) as parts:
        told = parts.info.get_parameters() | {"password": parts.info.password, "dbname": name}
    query = f"host={told['host']}&user={told['user']}&password={told['password']}"
    done = subprocess.run(
        [python, SCRIPT, f"postgresql:///{name}?{query}", str(jobs)], check=True, capture_output=True, text=True
    )
    return float(json.loads(done.stdout)["jobs_a_second"])


def ours(jobs: int) -> float:
    """Our jobs a second: each is claimed and finished before the next, by one worker."""
    from generation import queue

    fill(LANE, jobs, [uuid4() for _ in range(20)])
    done = 0
    with settled():
        begun = time.perf_counter()
        while (held := queue.claim(LANE, "benchmark")) is not None:
            assert queue.leave(held)
            done += 1
        took = time.perf_counter() - begun
    assert done == jobs, f"{done} of {jobs}"
    return jobs / took


def measure(folder: Path, owner: str, jobs: int, rounds: int) -> dict[str, Any]:
    """Both in turn; the middle of the rounds."""
    python = peer_python(folder)
    found: dict[str, list[float]] = {"ours": [], "pgqueuer": []}
    for _ in range(rounds):
        found["ours"].append(ours(jobs))
        found["pgqueuer"].append(peer(python, owner, jobs))
    told = {name: round(statistics.median(figures), 1) for name, figures in found.items()}
    return {**told, "ratio": round(told["ours"] / told["pgqueuer"], 2), "rounds": rounds, "jobs": jobs}


if __name__ == "__main__":
    sys.exit("run python -m benchmarks.queueing alone")
