"""The plan of the workspace we are in, and what is left of its seats."""

from accounts.models import Membership, Workspace
from accounts.plans.loader import plan_of
from accounts.plans.values import Plan, counted, more_than
from accounts.problems import Problem
from accounts.tenancy import current_scope


class PlanLimit(Problem):
    """What the plan does not allow (403); its advice names the plan that would."""

    def __init__(self, detail: str, advice: str, *, status: int = 403, retry_after: float | None = None) -> None:
        super().__init__("Not in this plan", detail, advice, status=status, retry_after=retry_after)


def plan_here() -> Plan:
    """The plan of the workspace we are in, read once a scope; hand it on as it is."""
    entered = current_scope()
    if "plan" not in entered.notes:
        entered.notes["plan"] = [plan_for(Workspace.objects.only("plan", "plan_version").get(pk=entered.workspace_id))]
    found: Plan = entered.notes["plan"][0]
    return found


def plan_for(workspace: Workspace) -> Plan:
    """The plan of a workspace, of the version that it was given."""
    return plan_of(workspace.plan, workspace.plan_version)


def seats_left(workspace: Workspace, *, promised: int = 0) -> int | None:
    """How many more members the plan has room for, 0 or more; None for any number.

    `promised`: invitations that wait for an answer.
    """
    seats = plan_for(workspace).seats
    if seats is None:
        return None
    return max(0, seats - promised - Membership.objects.filter(workspace=workspace).count())


def check_seat(workspace: Workspace, *, promised: int = 0) -> None:
    """Refuse another member where no seat is left. Two who come at once are told apart by the caller's lock."""
    if seats_left(workspace, promised=promised) != 0:
        return
    plan = plan_for(workspace)
    seats = plan.seats or 0
    up = plan.next_up(lambda other: more_than(other.seats, seats), lambda other: f"seats {counted(other.seats)}")
    raise PlanLimit(
        f"{plan.name} workspaces seat {seats}, and all seats are taken.",
        f"{up} Or remove a member, or take an invitation back.".strip(),
    )
