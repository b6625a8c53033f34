"""A claim looks at its ticket once: what is found is locked as it is read, and leased by a function that both claims
share."""

from importlib import import_module

from django.db import migrations

EARLIER = import_module("generation.migrations.0012_take_and_refill_the_queue")

# Of a ticket that is ready and locked: whether its workspace's plan holds others back for it; null where that holds
# back this one. The limit is looked at again under the workspace's lock: two workers of different lanes may have seen
# the last free place.
LEASE = """
CREATE FUNCTION generation_queue_lease(
    ticket generation_queueticket, by_worker text, lease_seconds double precision
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    share generation_queueworkspace;
    has_limit boolean;
BEGIN
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
            UPDATE generation_queueticket t SET state = 'waiting', ready_since = NULL WHERE t.job_id = ticket.job_id;
            RETURN NULL;
        END IF;
    END IF;
    UPDATE generation_queueticket t SET state = 'leased', fence = t.fence + 1, worker = by_worker, passed_at = NULL,
        lease_until = clock_timestamp() + lease_seconds * interval '1 second'
    WHERE t.job_id = ticket.job_id;
    IF has_limit AND EXISTS (
        SELECT FROM generation_queueticket t
        WHERE t.workspace_id = ticket.workspace_id AND t.state = 'ready' AND t.lane <> ticket.lane
    ) THEN
        PERFORM generation_queue_refill(ticket.workspace_id);
    END IF;
    UPDATE generation_queueclock c SET virtual_time = ticket.virtual_start
    WHERE c.lane = ticket.lane AND c.priority = ticket.priority AND c.virtual_time < ticket.virtual_start - 1.0;
    RETURN has_limit;
END $$
"""

# As in 0012, of one ticket that was seen ready with this fence.
TAKE = """
CREATE OR REPLACE FUNCTION generation_queue_take(
    of_job uuid, seen_fence integer, by_worker text, lease_seconds double precision
) RETURNS TABLE (job_id uuid, workspace_id uuid, lane text, fence integer, limited boolean) LANGUAGE plpgsql AS $$
DECLARE
    ticket generation_queueticket;
BEGIN
    SELECT * INTO ticket FROM generation_queueticket t
    WHERE t.job_id = of_job AND t.state = 'ready' AND t.fence = seen_fence FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
        limited := generation_queue_lease(ticket, by_worker, lease_seconds);
        IF limited IS NOT NULL THEN
            job_id := ticket.job_id;
            workspace_id := ticket.workspace_id;
            lane := ticket.lane;
            fence := ticket.fence + 1;
            RETURN NEXT;
        END IF;
    END IF;
END $$
"""

# The same for a worker that holds no model: whoever is first.
TAKE_FIRST = """
CREATE OR REPLACE FUNCTION generation_queue_take_first(of_lane text, by_worker text, lease_seconds double precision)
RETURNS TABLE (job_id uuid, workspace_id uuid, lane text, fence integer, limited boolean) LANGUAGE plpgsql AS $$
DECLARE
    ticket generation_queueticket;
BEGIN
    LOOP
        SELECT t.* INTO ticket FROM generation_queueticket t
        WHERE t.lane = of_lane AND t.state = 'ready'
            AND NOT EXISTS (SELECT FROM generation_queuelane l WHERE l.lane = of_lane AND l.paused_at IS NOT NULL)
        ORDER BY t.priority DESC, t.virtual_start, t.position LIMIT 1 FOR UPDATE OF t SKIP LOCKED;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        limited := generation_queue_lease(ticket, by_worker, lease_seconds);
        IF limited IS NOT NULL THEN
            job_id := ticket.job_id;
            workspace_id := ticket.workspace_id;
            lane := ticket.lane;
            fence := ticket.fence + 1;
            RETURN NEXT;
            RETURN;
        END IF;
    END LOOP;
END $$
"""


def again(create: str) -> str:
    """As 0012 makes it, in the place of what is there."""
    return create.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("generation", "0027_comment_and_share_for_review")]

    operations = [
        migrations.RunSQL(
            LEASE, "DROP FUNCTION generation_queue_lease(generation_queueticket, text, double precision)"
        ),
        migrations.RunSQL(TAKE, again(EARLIER.TAKE)),
        migrations.RunSQL(TAKE_FIRST, again(EARLIER.TAKE_FIRST)),
    ]
