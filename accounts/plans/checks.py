"""Refuses to start with plans that can't be used."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from accounts.plans.loader import PlansError, default_plan, newest, plans_of


def plans_are_sound(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """One error a fault, naming the file, the plan and the field; and a default plan that is on offer."""
    try:
        known = [plan.id for plan in plans_of(newest())]
    except PlansError as error:
        return [Error(fault, hint="Mend the files of accounts/plans.", id="accounts.E002") for fault in error.faults]
    if default_plan() in known:
        return []
    hint = f"Use one of: {', '.join(known)}."
    return [Error(f'DAILIES_DEFAULT_PLAN names "{default_plan()}", which is no plan.', hint=hint, id="accounts.E003")]
