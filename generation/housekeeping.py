"""What is done once an hour: workspaces whose time is over, old events, files that nothing refers to and dead
reservations go, old notices too, old entries of history where that was announced, figures of days long past, and what
others sweep; credits come."""

import logging
import time

from django.db import DatabaseError
from django.utils import timezone

from accounts import deletion
from accounts.credits import grants
from accounts.models import Workspace
from accounts.tenancy import scope
from generation import charging, events, files, leaving, signals
from generation.history import retention, searching
from generation.notices import keeping
from generation.values import EXPORT_LANE
from generation.workers import registering
from quality import services as learned

log = logging.getLogger("dailies.housekeeping")
EVERY_SECONDS = 3600.0
INDEXED_AN_HOUR = 20_000
"""Entries from before there was search, of a workspace; `./dailies history` does all at once."""
_last_run = 0.0


def when_due(lane: str) -> None:
    """Sweep once an hour, in the lane that has time for it."""
    global _last_run
    if lane != EXPORT_LANE or (time.monotonic() - _last_run < EVERY_SECONDS and _last_run):
        return
    _last_run = time.monotonic()
    registering.prune()
    learned.prune(timezone.now().date())
    for workspace in deletion.due():
        try:
            leaving.delete_workspace(workspace)
        except DatabaseError as error:  # the others are swept all the same; the next hour tries again
            log.error("workspace %s could not be deleted: %s", workspace.pk, type(error).__name__)
    for workspace_id in Workspace.objects.values_list("pk", flat=True).iterator():
        try:
            with scope(workspace_id):
                events.sweep()
                charging.sweep()
                grants.make_due()
                keeping.sweep()
                signals.sweep_due.send(sender=Workspace, now=timezone.now())
            with scope(workspace_id):
                retention.sweep()
                searching.index_missing(INDEXED_AN_HOUR)
            with scope(workspace_id):
                files.sweep()
        except OSError as error:
            log.warning("the files of workspace %s could not be swept: %s", workspace_id, type(error).__name__)
