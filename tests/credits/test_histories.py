"""Whatever happens to a workspace's credits, in whatever order, and wherever the process dies: the books agree."""

from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.credits import grants, ledger
from accounts.models import LedgerEntry, Workspace
from accounts.tenancy import scope
from tests.credits.books import audit


class Died(Exception):
    """The process is gone; nobody tidies up."""


class Dies:
    """Lets so many statements pass, then ends the transaction as the death of its process would."""

    def __init__(self, after: int | None) -> None:
        self.left = after

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.left is not None:
            if self.left == 0 and not sql.startswith(("ROLLBACK", "RELEASE")):
                raise Died
            self.left = max(0, self.left - 1)
        return execute(sql, params, many, context)


DEATH = st.none() | st.integers(0, 8)
AMOUNT = st.integers(1, 60)


class Books(RuleBasedStateMachine):
    """Generations reserve, their jobs are captured, they end; grants and operators come in between."""

    asked = Bundle("asked")

    @initialize()
    def open(self) -> None:
        self.workspace = Workspace.objects.create(name="Books", slug=f"books-{Workspace.objects.count()}", plan="free")
        self.count = 0
        self.spent: dict[tuple[str, str], int] = {}
        self.reserved: dict[str, int] = {}

    def act(self, death: int | None, *actions: Any) -> bool:
        """Several bookings in one transaction; False when it died."""
        with suppress(Died):
            with connection.execute_wrapper(Dies(death)), scope(self.workspace.pk):
                self.told = [action() for action in actions]
            return True
        return False

    @rule(target=asked, credits=AMOUNT, death=DEATH)
    def ask(self, credits: int, death: int | None) -> str:
        self.count += 1
        reference = str(UUID(int=self.count))
        if self.act(death, lambda: ledger.reserve(reference, credits)) and self.told[0]:
            self.reserved[reference] = credits
        return reference

    @rule(reference=asked, part=st.integers(1, 3), share=AMOUNT, death=DEATH, twice=st.booleans())
    def finish_a_job(self, reference: str, part: int, share: int, death: int | None, twice: bool) -> None:
        left = self.reserved.get(reference, 0) - sum(n for (of, _), n in self.spent.items() if of == reference)
        credits = min(share, left)
        if credits <= 0:
            return
        actions = [lambda: ledger.capture(reference, str(part), credits)] * (2 if twice else 1)
        if self.act(death, *actions):
            self.spent.setdefault((reference, str(part)), credits)

    @rule(reference=asked, death=DEATH, twice=st.booleans())
    def end(self, reference: str, death: int | None, twice: bool) -> None:
        if self.act(death, *[lambda: ledger.release(reference)] * (2 if twice else 1)):
            spent = sum(n for (of, _), n in self.spent.items() if of == reference)
            self.reserved[reference] = spent

    @rule(reference=asked, credits=AMOUNT, death=DEATH)
    def open_again(self, reference: str, credits: int, death: int | None) -> None:
        def reserve() -> bool:
            return ledger.reserve(reference, credits, phase=ledger.next_phase(reference, "reserve"))

        if self.act(death, reserve) and self.told[0]:
            self.reserved[reference] = self.reserved.get(reference, 0) + credits

    @rule(death=DEATH)
    def sweep(self, death: int | None) -> None:
        self.act(death, grants.make_due, grants.make_due)

    @rule(plan=st.sampled_from(["free", "creator", "studio"]), death=DEATH)
    def change_plan(self, plan: str, death: int | None) -> None:
        self.act(death, lambda: grants.change_plan(plan))

    @rule(credits=st.integers(-300, 300).filter(bool), death=DEATH)
    def adjust(self, credits: int, death: int | None) -> None:
        self.act(death, lambda: ledger.adjust(credits, reason="An operator"))

    @rule(reference=asked, death=DEATH)
    def refund(self, reference: str, death: int | None) -> None:
        with scope(self.workspace.pk):
            paid = LedgerEntry.objects.filter(reference=reference, kind="capture").first()
        if paid is not None:
            self.act(death, lambda: ledger.refund(reference, paid.phase, paid.credits, subject="", reason="Sorry"))

    @invariant()
    def books_agree(self) -> None:
        balance = audit(self.workspace.pk)
        with scope(self.workspace.pk):
            entries = LedgerEntry.objects.filter(kind="capture").values_list("reference", "phase", "credits")
            assert {(of, phase.removeprefix("capture ")): n for of, phase, n in entries} == self.spent
            held = ledger.open_reservations()
        assert sum(held.values()) == balance.reserved
        for reference, credits in self.reserved.items():
            paid = sum(n for (of, _), n in self.spent.items() if of == reference)
            assert held.get(reference, 0) == credits - paid


@pytest.mark.django_db
def test_random_histories_with_deaths_keep_every_sum_zero_and_charge_no_job_twice() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Books,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
