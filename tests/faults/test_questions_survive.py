"""A question that waits for an answer outlives every process: web and both workers are killed while it is open."""

import signal
from typing import Any

import pytest

from tests.house import House

pytestmark = pytest.mark.faults

ASK = (
    """UPDATE generation_generation SET state = 'awaiting_consent', asks = true, consent = jsonb_build_object(
         'asked_at', now(), 'until', now() + interval '3 seconds', 'answer', '', 'answered_at', null, 'again', false)
       WHERE id = %s RETURNING id""",
    "UPDATE generation_job SET state = 'held' WHERE generation_id = %s RETURNING id",
    """DELETE FROM generation_queueticket WHERE job_id IN (SELECT id FROM generation_job WHERE generation_id = %s)
       RETURNING job_id""",
    """INSERT INTO generation_consentticket (generation_id, workspace_id, until)
       SELECT id, workspace_id, now() + interval '3 seconds' FROM generation_generation WHERE id = %s
       RETURNING generation_id""",
    """WITH asked AS (SELECT id, workspace_id FROM generation_generation WHERE id = %s), counted AS (
         UPDATE generation_eventcounter SET seq = seq + 1
         WHERE workspace_id = (SELECT workspace_id FROM asked) RETURNING seq
       )
       INSERT INTO generation_eventlog (id, workspace_id, seq, type, generation_id, data)
       SELECT gen_random_uuid(), workspace_id, (SELECT seq FROM counted), 'generation.awaiting_consent', id, '{}'
       FROM asked RETURNING id""",
)
"""What services/consenting.ask writes: this studio has no card, and so nothing to ask about by itself."""


def test_a_question_goes_on_by_itself_although_everybody_was_killed_meanwhile(house: House) -> None:
    with house.unhealed():
        house.end("worker-cpu", signal.SIGKILL)
        house.end("worker-export", signal.SIGKILL)
        body = {"kind": "picture", "prompt": "a lighthouse", "quality": "low"}
        asked: Any = house.made("POST", "generations", body)
        for statement in ASK:
            assert len(house.rows(statement, asked["id"])) == 1
        assert house.made("GET", f"generations/{asked['id']}")["state"] == "awaiting_consent"
        house.end("web", signal.SIGKILL)
    house.until(house._answers, "the web process again")
    done = house.ended(asked["id"])
    assert (done["state"], done["consent"]["answer"]) == ("succeeded", "timeout")
    assert len(done["outputs"]) == 1
    assert house.rows("SELECT count(*) FROM generation_consentticket") == [(0,)]
    assert house.rows("SELECT count(*) FROM generation_queueticket") == [(0,)]
