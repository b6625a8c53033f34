"""Plans are checked data; a workspace keeps the version that it was given."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings as configured

from accounts.models import User, Workspace
from accounts.plans import checks, loader
from accounts.plans.here import PlanLimit, check_seat, plan_for, seats_left
from accounts.plans.values import GB
from accounts.roles import Role
from quality.values import Tier
from tests import cast

GIVEN = yaml.safe_load((loader.FOLDER / "plans-1.yaml").read_text())


def write(folder: Path, version: int, values: Any) -> None:
    (folder / f"plans-{version}.yaml").write_text(yaml.safe_dump(values))


def changed(**fields: Any) -> Any:
    first, *others = GIVEN["plans"]
    return {"plans": [{**first, **fields}, *others]}


def test_the_plans_on_offer_are_sound_and_grow() -> None:
    plans = loader.plans_of(loader.newest())
    assert [plan.name for plan in plans] == ["Free", "Creator", "Studio"]
    assert [len(plan.above) for plan in plans] == [2, 1, 0]
    assert [Tier(plan.highest_tier).rank for plan in plans] == sorted(Tier(plan.highest_tier).rank for plan in plans)
    assert plans[0].storage_bytes == 5 * GB
    for smaller, larger in zip(plans, plans[1:], strict=False):
        assert smaller.monthly_credits < larger.monthly_credits
        for limit in ("concurrent_jobs", "queued_jobs", "seats", "storage_bytes", "history_days"):
            few, many = getattr(smaller, limit), getattr(larger, limit)
            assert many is None or (few is not None and few <= many), limit


def test_a_fresh_installation_is_limited_by_its_machines_alone() -> None:
    plan = loader.plan_of(configured.DEFAULT_PLAN, loader.newest())
    assert plan.highest_tier == "high"
    assert plan.concurrent_jobs is plan.queued_jobs is plan.seats is plan.storage_bytes is plan.history_days is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"seats": 0}, 'plans-1.yaml: plan "free" seats: Input should be greater than or equal to 1'),
        ({"seats": "two"}, 'plans-1.yaml: plan "free" seats: Input should be a valid integer'),
        ({"highest_tier": "ultra"}, "plan \"free\" highest_tier: Input should be 'low', 'standard' or 'high'"),
        ({"seets": 3}, 'plan "free" seets: Extra inputs are not permitted'),
        ({"id": "creator"}, "each plan stands once; found creator, creator, studio"),
    ],
)
def test_a_mistake_is_named_by_file_plan_and_field(tmp_path: Path, fields: dict[str, Any], said: str) -> None:
    write(tmp_path, 1, changed(**fields))
    with pytest.raises(loader.PlansError, match="plans-1.yaml") as error:
        loader.load(tmp_path)
    assert said in str(error.value)


def test_a_limit_that_is_left_out_is_a_mistake_not_an_open_door(tmp_path: Path) -> None:
    values = changed()
    del values["plans"][0]["storage_gb"]
    write(tmp_path, 1, values)
    with pytest.raises(loader.PlansError, match='plan "free" storage_gb: Field required'):
        loader.load(tmp_path)


def test_what_is_no_yaml_is_said(tmp_path: Path) -> None:
    (tmp_path / "plans-1.yaml").write_text("plans: [")
    with pytest.raises(loader.PlansError, match="plans-1.yaml: is not YAML"):
        loader.load(tmp_path)


def test_no_version_is_ever_taken_away(tmp_path: Path) -> None:
    write(tmp_path, 2, GIVEN)
    with pytest.raises(loader.PlansError, match="plans-1.yaml: missing"):
        loader.load(tmp_path)


@pytest.mark.django_db
def test_a_workspace_keeps_the_version_it_was_made_with(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(plan="free")
    write(tmp_path, 1, GIVEN)
    write(tmp_path, 2, changed(queued_jobs=3))
    monkeypatch.setattr(loader, "versions", lambda: loader.load(tmp_path))
    old = plan_for(Workspace.objects.get(pk=workspace.pk))
    new = plan_for(Workspace.objects.create(name="New", slug="new", plan="free"))
    assert (old.version, old.queued_jobs, new.version, new.queued_jobs) == (1, 20, 2, 3)


def test_a_default_plan_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.plans_are_sound(None) == []
    monkeypatch.setattr(checks, "default_plan", lambda: "gold")
    (told,) = checks.plans_are_sound(None)
    assert (told.id, told.hint) == ("accounts.E003", "Use one of: free, creator, studio.")


@pytest.mark.django_db
def test_seats_are_counted_with_those_that_are_promised(workspace: Workspace, owner: User) -> None:
    assert seats_left(workspace) is None
    workspace.plan = "free"
    assert (seats_left(workspace), seats_left(workspace, promised=1)) == (1, 0)
    check_seat(workspace)
    cast.person("second@northlight.film", workspace, Role.VIEWER)
    with pytest.raises(PlanLimit) as refused:
        check_seat(workspace)
    assert refused.value.detail == "Free workspaces seat 2, and all seats are taken."
    assert refused.value.advice.startswith("Creator seats 5. Or remove a member")
