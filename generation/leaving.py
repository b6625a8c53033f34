"""A workspace that goes: its rows, then its files. What must outlast it (the audit log) is tied to no row."""

import logging
from contextlib import suppress

from accounts.models import Workspace
from accounts.tenancy import scope
from generation import queue
from generation.media import storage
from generation.models import ConsentTicket, OutboxTicket, Output, StoredFile

log = logging.getLogger("dailies.leaving")


def delete_workspace(workspace: Workspace) -> None:
    """Delete everything of it. The rows go in one transaction; a file that can't be deleted is told to the log.

    Nothing is done where its deletion was stopped, or put off, since the row was read.
    Jobs that run meanwhile find their ticket gone and end without writing.
    """
    workspace_id = workspace.pk
    with scope(workspace_id):
        same = Workspace.objects.filter(pk=workspace_id, deletion_due_at=workspace.deletion_due_at)
        if not same.select_for_update(no_key=True).exists():
            return
        digests = list(StoredFile.objects.values_list("sha256", flat=True))
        queue.forget(workspace_id)
        ConsentTicket.objects.filter(workspace_id=workspace_id).delete()
        OutboxTicket.objects.filter(workspace_id=workspace_id).delete()
        Output.objects.all().delete()  # they hold on to their files
        Workspace.objects.get(pk=workspace_id).delete()
    for digest in digests:
        try:
            storage.delete(workspace_id, digest)
        except OSError as error:
            log.warning("file %s of deleted workspace %s stays: %s", digest, workspace_id, type(error).__name__)
    storage.sweep_parts(workspace_id, 0)
    with suppress(OSError):
        storage.media_storage().delete(str(workspace_id))  # the folder, where files lie in folders
