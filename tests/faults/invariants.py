"""What must be true of a studio whatever happened to it: nothing lost, nothing twice, the books right, events in order.

Asked of the database itself, over every workspace, by whatever can run a statement there.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generation import values

Rows = Callable[..., list[tuple[Any, ...]]]
"""Runs a statement over the rows of every workspace, with its values; the rows."""

OPEN_JOBS = ("queued", "leased", "running")

WITHOUT_TICKET = """
SELECT job.id FROM generation_job AS job LEFT JOIN generation_queueticket AS ticket ON ticket.job_id = job.id
WHERE job.state = ANY(%s) AND ticket.job_id IS NULL
"""
TICKETS_OF_NOTHING = """
SELECT ticket.job_id FROM generation_queueticket AS ticket LEFT JOIN generation_job AS job ON job.id = ticket.job_id
WHERE job.id IS NULL OR job.state <> ALL(%s)
"""
STRANDED = """
SELECT id, state FROM generation_generation AS asked
WHERE state <> ALL(%s) AND kind <> 'film' AND state <> 'awaiting_consent'
  AND NOT EXISTS (SELECT FROM generation_job AS job WHERE job.generation_id = asked.id AND job.state <> ALL(%s))
"""
ENDED_TOO_SOON = """
SELECT asked.id, job.state FROM generation_generation AS asked
JOIN generation_job AS job ON job.generation_id = asked.id
WHERE asked.state IN ('succeeded', 'review', 'failed') AND job.state <> ALL(%s)
"""
OUTPUTS_A_JOB = """
SELECT job.id, job.state, count(output.id) FROM generation_job AS job
LEFT JOIN generation_output AS output ON output.job_id = job.id
WHERE job.kind IN ('picture', 'take') GROUP BY job.id
HAVING count(output.id) <> CASE WHEN job.state = 'succeeded' THEN 1 ELSE 0 END
"""
SPENT = """
SELECT asked.id, asked.credits_captured, asked.credits_reserved, asked.state = ANY(%s),
       coalesce((SELECT sum((job.params->>'credits')::int) FROM generation_job AS job
                 WHERE job.generation_id = asked.id AND job.state = 'succeeded'), 0),
       coalesce((SELECT sum(credits) FROM accounts_ledgerentry
                 WHERE reference = asked.id::text AND kind = 'capture'), 0),
       coalesce((SELECT sum(CASE WHEN target = 'reserved' THEN credits ELSE -credits END) FROM accounts_ledgerentry
                 WHERE reference = asked.id::text AND 'reserved' IN (source, target)), 0)
FROM generation_generation AS asked
"""
CHARGED_TWICE = """
SELECT reference, phase, count(*) FROM accounts_ledgerentry WHERE kind = 'capture'
GROUP BY reference, phase HAVING count(*) > 1
"""
BALANCES = """
SELECT workspace_id, available, reserved, spent FROM accounts_creditbalance
EXCEPT
SELECT workspace_id, coalesce(sum(credits * ((target = 'available')::int - (source = 'available')::int)), 0),
       coalesce(sum(credits * ((target = 'reserved')::int - (source = 'reserved')::int)), 0),
       coalesce(sum(credits * ((target = 'spent')::int - (source = 'spent')::int)), 0)
FROM accounts_ledgerentry GROUP BY workspace_id
"""
GAPS = """
SELECT log.workspace_id, min(log.seq), max(log.seq), count(*), (
    SELECT seq FROM generation_eventcounter AS counter WHERE counter.workspace_id = log.workspace_id)
FROM generation_eventlog AS log GROUP BY log.workspace_id
HAVING count(*) <> max(log.seq) - min(log.seq) + 1 OR max(log.seq) <> (
    SELECT seq FROM generation_eventcounter AS counter WHERE counter.workspace_id = log.workspace_id)
"""
TOLD = """
SELECT generation_id, type FROM generation_eventlog
WHERE generation_id IS NOT NULL AND type LIKE 'generation.%%' ORDER BY workspace_id, seq
"""
STATES = "SELECT id, state FROM generation_generation WHERE kind <> 'film'"
UNLINKED = """
SELECT 'output', id FROM generation_output WHERE job_id IS NULL AND generation_id IS NOT NULL
UNION ALL SELECT 'frame', frame.id FROM generation_heroframe AS frame
    LEFT JOIN generation_output AS output ON output.id = frame.output_id WHERE output.id IS NULL
UNION ALL SELECT 'take', take.id FROM generation_take AS take
    LEFT JOIN generation_output AS output ON output.id = take.output_id WHERE output.id IS NULL
"""
FILES = """
SELECT file.workspace_id, file.sha256, file.bytes, EXISTS (SELECT FROM generation_output WHERE file_id = file.id)
FROM generation_storedfile AS file
"""


def check(rows: Rows, media: Path) -> None:
    """Every promise at once. `media`: the folder in which files are kept."""
    check_work(rows)
    check_credits(rows)
    check_events(rows)
    check_files(rows, media)


def check_work(rows: Rows) -> None:
    """What was accepted has ended or waits in the queue, and each part that succeeded has its one output."""
    ends, generation_ends = list(values.JOB_ENDS), list(values.GENERATION_ENDS)
    assert rows(WITHOUT_TICKET, list(OPEN_JOBS)) == [], "work that nobody will ever take"
    assert rows(TICKETS_OF_NOTHING, list(OPEN_JOBS)) == [], "places in the queue of what is not to be made"
    assert rows(STRANDED, generation_ends, ends) == [], "generations that wait for nothing"
    assert rows(ENDED_TOO_SOON, ends) == [], "generations that ended before their parts"
    assert rows(OUTPUTS_A_JOB) == [], "parts with an output too many or too few"
    assert rows(UNLINKED) == [], "rows that belong to nothing"


def check_credits(rows: Rows) -> None:
    """What succeeded is paid for, once; nothing is set aside for what has ended; the balances are what was booked."""
    for asked, captured, reserved, ended, succeeded, booked, left in rows(SPENT, list(values.GENERATION_ENDS)):
        assert captured == succeeded == booked, f"{asked}: {captured} charged, {succeeded} made, {booked} booked"
        assert left == reserved - captured, f"{asked}: {left} set aside, {reserved - captured} known"
        assert not ended or left == 0, f"{asked} has ended and holds {left}"
    assert rows(CHARGED_TWICE) == []
    unbooked = [row for row in rows(BALANCES) if row[1:] != (0, 0, 0)]
    assert unbooked == [], "balances that are not what their entries come to"


def check_events(rows: Rows) -> None:
    """Numbers without a gap, the last one the counter's; each generation's states follow from one another."""
    assert rows(GAPS) == []
    told: dict[Any, list[str]] = defaultdict(list)
    for generation, kind in rows(TOLD):
        state = str(kind).removeprefix("generation.")
        if state in dict(values.GENERATION_STATES):
            told[generation].append(state)
    for generation, state in rows(STATES):
        assert told[generation], f"{generation} was never told of"
        assert told[generation][-1] == state, f"{generation} is {state}, told were {told[generation]}"
        for before, after in zip(told[generation], told[generation][1:], strict=False):
            values.check_generation_step(before, after)
            assert before != after, f"{generation} was told twice to be {after}"


def check_files(rows: Rows, media: Path) -> None:
    """What an output names is there, whole; what is there has a row, so that the sweep finds it when it is not used."""
    known = set[Path]()
    for workspace, sha256, size, used in rows(FILES):
        path = media / str(workspace) / sha256
        known.add(path)
        if used:
            content = path.read_bytes()
            assert (len(content), hashlib.sha256(content).hexdigest()) == (size, sha256)
    for (workspace,) in rows("SELECT id FROM accounts_workspace"):
        there = {path for path in (media / str(workspace)).glob("*") if not path.name.startswith(".")}
        assert not there - known, "files that no row speaks of"
