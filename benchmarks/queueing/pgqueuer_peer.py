"""The peer: pgqueuer with batches of one, run by an interpreter of its own (`python pgqueuer_peer.py DSN JOBS`)."""

import asyncio
import json
import sys
import time

import asyncpg  # type: ignore[import-not-found]
from pgqueuer import PgQueuer  # type: ignore[import-not-found]
from pgqueuer.db import AsyncpgDriver  # type: ignore[import-not-found]
from pgqueuer.models import Job  # type: ignore[import-not-found]
from pgqueuer.queries import Queries  # type: ignore[import-not-found]
from pgqueuer.types import QueueExecutionMode  # type: ignore[import-not-found]


async def main(address: str, jobs: int) -> None:
    """Jobs a second that do nothing, from the first claim to the last."""
    connection = await asyncpg.connect(address)
    driver = AsyncpgDriver(connection)
    queries = Queries(driver)
    await queries.install()
    await queries.enqueue(["nothing"] * jobs, [None] * jobs, [0] * jobs)
    worker = PgQueuer(driver)
    done: list[float] = []

    @worker.entrypoint("nothing")  # type: ignore[untyped-decorator]
    async def nothing(job: Job) -> None:
        done.append(time.perf_counter())

    begun = time.perf_counter()
    await worker.run(batch_size=1, mode=QueueExecutionMode.drain)
    took = time.perf_counter() - begun
    assert len(done) == jobs, f"{len(done)} of {jobs}"
    await connection.close()
    print(json.dumps({"jobs_a_second": round(jobs / took, 1), "jobs": jobs}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
