"""The queue's two steps that must not be parted by a round trip: which jobs of a workspace are ready, and a claim."""

from django.db import migrations

CARRY_OVER = """
UPDATE generation_queueticket SET
    priority = least(priority + 1, 3),
    state = CASE WHEN lease_until IS NOT NULL THEN 'leased'
                 WHEN available_at > clock_timestamp() THEN 'delayed' ELSE 'ready' END,
    ready_since = clock_timestamp()
"""
CARRY_BACK = "UPDATE generation_queueticket SET priority = greatest(priority - 1, 0)"

# Which of a workspace's jobs are ready: of each lane the first that fit beside what runs, within the limits of the
# plan. Walks indexes only, so that it costs the same behind a hundred thousand jobs. A ticket that somebody else is
# changing is left to them: they call this too.
REFILL = """
CREATE FUNCTION generation_queue_refill(of_workspace uuid) RETURNS void LANGUAGE plpgsql AS $$
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
            WHERE job_id IN (
                SELECT job_id FROM generation_queueticket
                WHERE workspace_id = of_workspace AND state = 'waiting' FOR UPDATE SKIP LOCKED
            )
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
        WHERE job_id IN (
            SELECT job_id FROM generation_queueticket
            WHERE workspace_id = of_workspace AND state = 'ready' AND job_id <> ALL (wanted) FOR UPDATE SKIP LOCKED
        );
        WITH freed AS (
            UPDATE generation_queueticket SET state = 'ready', ready_since = clock_timestamp()
            WHERE job_id IN (
                SELECT job_id FROM generation_queueticket
                WHERE job_id = ANY (wanted) AND state = 'waiting' FOR UPDATE SKIP LOCKED
            )
            RETURNING lane
        )
        SELECT array_agg(DISTINCT lane) INTO entered FROM freed;
    END IF;
    PERFORM pg_notify('dailies_entry_' || lane, '') FROM unnest(entered) lane;
END $$
"""

# A claim of one ticket that was seen ready with this fence; no row where another was faster. The limit of the plan is
# looked at again under the workspace's lock: two workers of different lanes may have seen the last free place.
TAKE = """
CREATE FUNCTION generation_queue_take(of_job uuid, seen_fence integer, by_worker text, lease_seconds double precision)
RETURNS TABLE (job_id uuid, workspace_id uuid, lane text, fence integer, limited boolean) LANGUAGE plpgsql AS $$
DECLARE
    ticket generation_queueticket;
    share generation_queueworkspace;
    has_limit boolean;
BEGIN
    SELECT * INTO ticket FROM generation_queueticket t
    WHERE t.job_id = of_job AND t.state = 'ready' AND t.fence = seen_fence FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT * INTO share FROM generation_queueworkspace w WHERE w.workspace_id = ticket.workspace_id;
    has_limit := share.most_at_once IS NOT NULL OR share.paused_at IS NOT NULL
        OR coalesce(share.most_a_tier, '{}') <> '{}';
    IF has_limit THEN
        SELECT * INTO share FROM generation_queueworkspace w
        WHERE w.workspace_id = ticket.workspace_id FOR NO KEY UPDATE;
        IF share.paused_at IS NOT NULL OR share.most_at_once <= (
            SELECT count(*) FROM generation_queueticket t
            WHERE t.workspace_id = ticket.workspace_id AND t.state = 'leased'
        ) OR (share.most_a_tier ->> ticket.tier)::integer <= (
            SELECT count(*) FROM generation_queueticket t
            WHERE t.workspace_id = ticket.workspace_id AND t.state = 'leased' AND t.tier = ticket.tier
        ) THEN
            UPDATE generation_queueticket t SET state = 'waiting', ready_since = NULL WHERE t.job_id = of_job;
            RETURN;
        END IF;
    END IF;
    UPDATE generation_queueticket t SET state = 'leased', fence = t.fence + 1, worker = by_worker, passed_at = NULL,
        lease_until = clock_timestamp() + lease_seconds * interval '1 second'
    WHERE t.job_id = of_job;
    IF has_limit AND EXISTS (
        SELECT FROM generation_queueticket t
        WHERE t.workspace_id = ticket.workspace_id AND t.state = 'ready' AND t.lane <> ticket.lane
    ) THEN
        PERFORM generation_queue_refill(ticket.workspace_id);
    END IF;
    UPDATE generation_queueclock c SET virtual_time = ticket.virtual_start
    WHERE c.lane = ticket.lane AND c.priority = ticket.priority AND c.virtual_time < ticket.virtual_start - 1.0;
    RETURN QUERY SELECT ticket.job_id, ticket.workspace_id, ticket.lane::text, ticket.fence + 1, has_limit;
END $$
"""

# The same for a worker that holds no model: whoever is first.
TAKE_FIRST = """
CREATE FUNCTION generation_queue_take_first(of_lane text, by_worker text, lease_seconds double precision)
RETURNS TABLE (job_id uuid, workspace_id uuid, lane text, fence integer, limited boolean) LANGUAGE plpgsql AS $$
DECLARE
    seen record;
BEGIN
    IF EXISTS (SELECT FROM generation_queuelane l WHERE l.lane = of_lane AND l.paused_at IS NOT NULL) THEN
        RETURN;
    END IF;
    LOOP
        SELECT t.job_id, t.fence INTO seen FROM generation_queueticket t
        WHERE t.lane = of_lane AND t.state = 'ready'
        ORDER BY t.priority DESC, t.virtual_start, t.position LIMIT 1 FOR UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        RETURN QUERY SELECT * FROM generation_queue_take(seen.job_id, seen.fence, by_worker, lease_seconds);
        IF FOUND THEN
            RETURN;
        END IF;
    END LOOP;
END $$
"""

ROOM = """
ALTER TABLE generation_queueticket SET (
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0
)
"""
"""Tickets change often and live shortly: what they leave behind is cleared away soon, so that the first of a lane is
found at once."""


class Migration(migrations.Migration):
    dependencies = [("generation", "0011_order_the_queue_by_fair_shares")]

    operations = [
        migrations.RunSQL(CARRY_OVER, CARRY_BACK),
        migrations.RunSQL(REFILL, "DROP FUNCTION generation_queue_refill(uuid)"),
        migrations.RunSQL(TAKE, "DROP FUNCTION generation_queue_take(uuid, integer, text, double precision)"),
        migrations.RunSQL(TAKE_FIRST, "DROP FUNCTION generation_queue_take_first(text, text, double precision)"),
        migrations.RunSQL(ROOM, "ALTER TABLE generation_queueticket RESET (fillfactor)"),
    ]
