"""Deleting a workspace: asked for after an export, done after fourteen days, stopped by any owner meanwhile."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from accounts.audit import Actor, record
from accounts.models import Workspace
from accounts.problems import Conflict, InvalidField

GRACE = timedelta(days=14)
FRESH_EXPORT = timedelta(days=7)
"""How old the export may be when the deletion is asked for."""


def ask(actor: Actor, workspace: Workspace, typed: str) -> None:
    """Set the day of deletion, in the workspace's scope. Raises InvalidField `name`, Conflict without an export."""
    if typed.strip() != workspace.name:
        raise InvalidField("name", "This is not the workspace's name.", f"Type {workspace.name} to delete it.")
    if workspace.exported_at is None or timezone.now() - workspace.exported_at > FRESH_EXPORT:
        raise Conflict(
            "There is no export of the last seven days.", "Export everything first; then nothing is lost for good."
        )
    if workspace.deletion_due_at is not None:
        return
    workspace.deletion_due_at = timezone.now() + GRACE
    workspace.save(update_fields=["deletion_due_at"])
    record(actor, "workspace.deletion_asked", workspace.name, after={"due": workspace.deletion_due_at})


def stop(actor: Actor, workspace: Workspace) -> None:
    """Keep the workspace after all."""
    if workspace.deletion_due_at is None:
        return
    before, workspace.deletion_due_at = workspace.deletion_due_at, None
    workspace.save(update_fields=["deletion_due_at"])
    record(actor, "workspace.deletion_stopped", workspace.name, before={"due": before})


def note_export(actor: Actor, workspace: Workspace) -> None:
    """Remember that everything was exported just now, in the workspace's scope."""
    workspace.exported_at = timezone.now()
    workspace.save(update_fields=["exported_at"])
    record(actor, "workspace.exported", workspace.name)


def insist_on_staying(workspace: Workspace) -> None:
    """Nothing new is made in a workspace that is about to go: Conflict."""
    if workspace.deletion_due_at is not None:
        day = date_format(workspace.deletion_due_at, "j F")
        raise Conflict(f"This workspace will be deleted on {day}.", "An owner can stop that in its settings.")


def due() -> QuerySet[Workspace]:
    """The workspaces whose fourteen days are over."""
    return Workspace.objects.filter(deletion_due_at__lte=timezone.now())
