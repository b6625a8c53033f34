"""The queue is walked by its indexes, whatever it held when a plan was made.

A lane may be empty at one moment and a hundred thousand jobs long at the next: a plan that was made for the first, and
is kept by a connection, would read the whole table for each step in the second. And the index of all that waits begins
with another order than the one of what is ready, which a claim walks: else a claim might pass by all that waits.
"""

from django.db import migrations, models
from django.db.models import F, Q

# As in 0012, but that tickets are found by the ids that were read, as a join may begin with the whole table, and are
# read in the order of the one index that knows them.
REFILL = """
CREATE OR REPLACE FUNCTION generation_queue_refill(of_workspace uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    share generation_queueworkspace;
    free integer;
    wanted uuid[];
    entered text[];
BEGIN
    SELECT * INTO share FROM generation_queueworkspace WHERE workspace_id = of_workspace FOR NO KEY UPDATE;
    IF share.paused_at IS NULL AND share.most_at_once IS NULL AND coalesce(share.most_a_tier, '{}') = '{}' THEN
        WITH freed AS (
            UPDATE generation_queueticket SET state = 'ready', ready_since = clock_timestamp()
            WHERE job_id = ANY (ARRAY(
                SELECT job_id FROM generation_queueticket WHERE workspace_id = of_workspace AND state = 'waiting'
                ORDER BY lane, tier, priority DESC, virtual_start, position FOR UPDATE SKIP LOCKED
            ))
            RETURNING lane
        )
        SELECT array_agg(DISTINCT lane) INTO entered FROM freed;
    ELSE
        SELECT least(100000, coalesce(share.most_at_once, 100000)) - count(*) INTO free
        FROM generation_queueticket WHERE workspace_id = of_workspace AND state = 'leased';
        IF share.paused_at IS NOT NULL OR free < 0 THEN
            free := 0;
        END IF;
        WITH RECURSIVE place AS (
            SELECT s.state, f.lane, f.tier FROM (VALUES ('ready'), ('waiting')) s (state)
            CROSS JOIN LATERAL (
                SELECT t.lane, t.tier FROM generation_queueticket t
                WHERE t.workspace_id = of_workspace AND t.state = s.state ORDER BY t.lane, t.tier LIMIT 1
            ) f
            UNION ALL
            SELECT p.state, n.lane, n.tier FROM place p
            CROSS JOIN LATERAL (
                SELECT t.lane, t.tier FROM generation_queueticket t
                WHERE t.workspace_id = of_workspace AND t.state = p.state AND (t.lane, t.tier) > (p.lane, p.tier)
                ORDER BY t.lane, t.tier LIMIT 1
            ) n
        ), running AS (
            SELECT t.tier, count(*) AS jobs FROM generation_queueticket t
            WHERE t.workspace_id = of_workspace AND t.state = 'leased' GROUP BY t.tier
        ), first AS (
            SELECT f.* FROM place p
            CROSS JOIN LATERAL (
                SELECT t.job_id, t.lane, t.tier, t.priority, t.virtual_start, t.position
                FROM generation_queueticket t
                WHERE t.workspace_id = of_workspace AND t.state = p.state AND t.lane = p.lane AND t.tier = p.tier
                ORDER BY t.priority DESC, t.virtual_start, t.position LIMIT free
            ) f
        ), in_tier AS (
            SELECT f.*, row_number() OVER (
                PARTITION BY f.lane, f.tier ORDER BY f.priority DESC, f.virtual_start, f.position
            ) AS place
            FROM first f
        ), in_lane AS (
            SELECT i.*, row_number() OVER (
                PARTITION BY i.lane ORDER BY i.priority DESC, i.virtual_start, i.position
            ) AS place_in_lane
            FROM in_tier i LEFT JOIN running r ON r.tier = i.tier
            WHERE i.place <= coalesce((share.most_a_tier ->> i.tier)::integer - coalesce(r.jobs, 0), free)
        )
        SELECT coalesce(array_agg(l.job_id), '{}') INTO wanted FROM in_lane l WHERE l.place_in_lane <= free;

        UPDATE generation_queueticket SET state = 'waiting', ready_since = NULL
        WHERE job_id = ANY (ARRAY(
            SELECT job_id FROM generation_queueticket
            WHERE workspace_id = of_workspace AND state = 'ready' AND job_id <> ALL (wanted)
            ORDER BY lane, tier, priority DESC, virtual_start, position FOR UPDATE SKIP LOCKED
        ));
        WITH freed AS (
            UPDATE generation_queueticket SET state = 'ready', ready_since = clock_timestamp()
            WHERE job_id = ANY (ARRAY(
                SELECT job_id FROM generation_queueticket
                WHERE job_id = ANY (wanted) AND state = 'waiting' ORDER BY job_id FOR UPDATE SKIP LOCKED
            ))
            RETURNING lane
        )
        SELECT array_agg(DISTINCT lane) INTO entered FROM freed;
    END IF;
    PERFORM pg_notify('dailies_entry_' || lane, '') FROM unnest(entered) lane;
END $$
"""

SETTINGS = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_sort", "enable_bitmapscan")
BY_INDEX = [
    (
        f"ALTER FUNCTION generation_queue_refill(uuid) SET {setting} = off",
        f"ALTER FUNCTION generation_queue_refill(uuid) RESET {setting}",
    )
    for setting in SETTINGS
]


class Migration(migrations.Migration):
    dependencies = [("generation", "0021_keep_a_part_for_what_waits_long")]

    operations = [
        migrations.RemoveIndex(model_name="queueticket", name="ticket_in_line"),
        migrations.AddIndex(
            model_name="queueticket",
            index=models.Index(
                "lane",
                -F("priority"),
                "virtual_start",
                "position",
                condition=Q(state__in=("ready", "waiting")),
                name="ticket_in_line",
            ),
        ),
        migrations.RunSQL(REFILL, migrations.RunSQL.noop),
        *(migrations.RunSQL(there, back) for there, back in BY_INDEX),
    ]
