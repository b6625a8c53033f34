"""Structural rules of tenancy; they cover code not yet written."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from accounts.tenancy import ScopedManager, Tenant

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("accounts", "keys", "quality", "generation", "projects", "frontend", "config")

NO_TENANT_TABLES = {
    "accounts.Membership",
    "accounts.ApiToken",
    "generation.QueueClock",
    "generation.QueueLane",
    "generation.QueueShare",
    "generation.QueueTicket",
    "generation.QueueWorkspace",
    "generation.ConsentTicket",
    "generation.OutboxTicket",
    "generation.ModelDemand",
    "generation.ModelLoad",
    "generation.WorkerProcess",
    "quality.GraphicsCard",
    "quality.Machine",
}
"""Some lead to a workspace: memberships and token hashes before it is known, tickets from a worker outside of all.
Cards, machines, workers and what their models took are the studio's own; nothing in them is anybody's work."""

MACHINES = {"quality.AccuracyDay", "quality.CorrectionState"}
"""They tell of devices and engines, and nothing of what anybody made."""

OF_ALL_WORKSPACES = {"quality.RatedParameter", "generation.StepTally", "generation.SuggestionTally"}
"""What was learned of settings and of failures, without content: counts of ratings of a size or a number of steps, and
of how often a step of a resolution helped."""

OF_THE_INSTALLATION = {"quality.CatalogueVersion"}
"""They belong to no workspace: what an operator decides for all."""

SEES_ALL_WORKSPACES = {"accounts/tenancy.py", "accounts/ops.py"}
"""Who may use `across_workspaces`: the wall itself, and the ops console (any admin.py, any admin/)."""

HOUSE_MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]


def has_workspace(model: type[models.Model]) -> bool:
    return any(getattr(field, "attname", "") == "workspace_id" for field in model._meta.get_fields())


@pytest.mark.parametrize("model", [m for m in HOUSE_MODELS if has_workspace(m)], ids=lambda m: m._meta.label)
def test_a_table_with_a_workspace_is_a_tenant_table(model: type[models.Model]) -> None:
    """A forgotten filter must fail loudly, so the manager that queries start from refuses to run unscoped."""
    if model._meta.label in NO_TENANT_TABLES:
        return
    assert issubclass(model, Tenant)
    assert isinstance(model._default_manager, ScopedManager)
    assert isinstance(model._meta.default_manager, ScopedManager)
    assert not model._meta.get_field("workspace").null


def test_every_other_table_is_listed_as_having_no_tenant() -> None:
    """A table without a workspace is a decision, not an oversight."""
    found = {model._meta.label for model in HOUSE_MODELS if not issubclass(model, Tenant)}
    listed = NO_TENANT_TABLES | MACHINES | OF_ALL_WORKSPACES | OF_THE_INSTALLATION
    assert found == listed | {"accounts.User", "accounts.Workspace"}


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "node_modules" not in path.parts]


def uses_all_workspaces(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return bool(names & {"across_workspaces", "_base_manager"})


def test_only_the_ops_console_looks_across_workspaces() -> None:
    """`across_workspaces` has no wall; a use of it anywhere else is a leak."""
    found = [path.relative_to(ROOT) for path in sources() if uses_all_workspaces(path)]
    allowed = [path for path in found if str(path) in SEES_ALL_WORKSPACES or "admin" in path.with_suffix("").parts]
    assert sorted(set(found) - set(allowed)) == []


def test_raw_sql_on_tenant_tables_names_the_workspace() -> None:
    """SQL by hand passes the manager by, so each one is known here: its file says why it may."""
    known = {
        "accounts/statements.py",  # sends those of the files below
        "accounts/walls.py",  # policies
        "quality/rights.py",  # who may write a table of no tenant
        "accounts/partitions.py",  # months of the audit log, as the owner of the tables
        "accounts/credits/ledger.py",  # one booking in the workspace we are in
        "generation/events.py",  # the counter of the workspace we are in
        "generation/history/searching.py",  # a function that filters by the workspace we are in
        "generation/history/telling.py",  # one page of the workspace that we are in, which it names
        "generation/files.py",  # one upsert into the workspace we are in
        "generation/rows.py",  # jobs and generations of the workspace that is entered, which each statement names
        "generation/queue/claiming.py",  # tickets, which are no tenant table
        "generation/queue/entering.py",  # the same
        "generation/queue/moving.py",  # the same
        "generation/queue/rising.py",  # the same
        "generation/queue/reserving.py",  # the same
        "generation/queue/turns.py",  # the same
        "generation/queue/halting.py",  # the same
        "generation/queue/line.py",  # the same
        "generation/queue/ordering.py",  # the same
        "generation/queue/telling.py",  # the same
        "generation/workers/queries.py",  # the same: which lanes have any
        "generation/services/starting.py",  # an advisory lock
        "generation/lease.py",  # LISTEN
        "generation/listening.py",  # LISTEN
        "config/health.py",  # SELECT 1
        "projects/transfer/exporting.py",  # one view of the database for the whole export
    }
    found = {str(path.relative_to(ROOT)) for path in sources() if executes(path)}
    outside = {name for name in found if not name.startswith("config/bootstrap/") and "/migrations/" not in name}
    assert outside <= known


def executes(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    methods = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    return bool(methods & {"execute", "executemany", "cursor", "RawSQL"})
