"""The queue in PostgreSQL and the one that is simulated are the same: random sequences give the same order in both."""

import random
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounts.tenancy import scope
from generation import queue
from generation.models import Job
from generation.queue import Claim, Needs
from generation.scheduling.values import Holder, Priority, Share
from generation.simulator.disciplines import Nobody
from generation.simulator.fair_queue import FairQueue
from generation.simulator.tickets import Clock, Ticket

LANES, MODELS, TIERS = ("cpu", "export"), ("", "flux", "wan"), ("low", "high")
SHARES = (Share(), Share(2.0), Share(4.0, 2), Share(1.0, 3, (("high", 1),)), Share(8.0, None, (("low", 2),)))
LONG_SECONDS = (700.0, 4000.0)
"""Beyond the ageing of the lowest class, and until a place is kept."""
A_MOMENT = 0.001


class Both:
    """The two queues, told the same."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.clock = chance, Clock()
        self.model = FairQueue(self.clock, Nobody())
        self.tenants = [uuid4() for _ in SHARES]
        self.ids: list[UUID] = []
        self.tickets: dict[UUID, Ticket] = {}
        self.claims: dict[UUID, Claim] = {}
        self.delayed: set[UUID] = set()

    def enter(self) -> None:
        """A few jobs of one tenant."""
        place, count = self.chance.randrange(len(SHARES)), self.chance.randint(1, 4)
        lane, priority = self.chance.choice(LANES), self.chance.choice((Priority.LOW, Priority.NORMAL, Priority.HIGH))
        seconds, tier = self.chance.choice((0.5, 3.0, 20.0)), self.chance.choice(TIERS)
        needs = Needs(seconds, "", self.chance.choice(MODELS), self.chance.choice((4.0, 20.0)), tier)
        ids = [uuid4() for _ in range(count)]
        with scope(self.tenants[place]):
            jobs = [Job(pk=job, workspace_id=self.tenants[place], lane=lane) for job in ids]
            queue.enter(jobs, share=SHARES[place], needs=needs, priority=priority)
        for job in ids:
            self.ids.append(job)
            self.tickets[job] = Ticket(
                self.clock,
                len(self.ids) - 1,
                place,
                lane,
                seconds,
                priority=priority,
                tier=tier,
                model=needs.model,
                needs_gb=needs.needs_gb,
            )
        self.model.enter([self.tickets[job] for job in ids], SHARES[place])

    def claim(self) -> None:
        """One of a lane, by a device that holds a model; both must say the same."""
        lane, models = self.chance.choice(LANES), frozenset(self.chance.sample(MODELS[1:], 1))
        holder = Holder(models, self.chance.choice((10.0, 24.0)))
        real, simulated = queue.claim(lane, "one", holder), self.model.take(lane, holder)
        assert (real and real.job_id) == (simulated and self.ids[simulated.job])
        if real:
            self.claims[real.job_id] = real

    def finish(self) -> None:
        """A job that somebody holds is done."""
        if self.claims:
            held = self.claims.pop(self.chance.choice(list(self.claims)))
            assert queue.leave(held)
            self.model.leave(self.tickets.pop(held.job_id))

    def give_back(self) -> None:
        """It goes on, at once or later."""
        if self.claims:
            held = self.claims.pop(self.chance.choice(list(self.claims)))
            later = self.chance.random() < 0.5
            assert queue.give_back(held, after_seconds=3600 if later else 0)
            self.model.give_back(self.tickets[held.job_id], delayed=later)
            if later:
                self.delayed.add(held.job_id)

    def end_waits(self) -> None:
        """Every retry is due."""
        _write("UPDATE generation_queueticket SET available_at = clock_timestamp() WHERE state = 'delayed'")
        queue.revive()
        for job in self.delayed:
            self.model.due(self.tickets[job])
        self.delayed.clear()

    def cancel(self) -> None:
        """Some of a tenant's, wherever they are."""
        place = self.chance.randrange(len(SHARES))
        mine = [job for job, ticket in self.tickets.items() if ticket.tenant == place]
        if chosen := self.chance.sample(mine, min(len(mine), 2)):
            with scope(self.tenants[place]):
                queue.drop(chosen)
            self.model.drop([self.tickets.pop(job) for job in chosen])
            self.delayed -= set(chosen)
            for job in chosen:
                self.claims.pop(job, None)

    def age(self) -> None:
        """Time goes by, and what waited long rises, or goes first in its class."""
        gone = self.chance.choice(LONG_SECONDS)
        _write(
            "UPDATE generation_queueticket SET ready_since = ready_since - %s * interval '1 s',"
            " passed_at = passed_at - %s * interval '1 s'",
            [gone, gone],
        )
        self.clock.now += gone
        assert queue.rise() == self.model.rise()


def _write(statement: str, arguments: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments or [])


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(10))
def test_the_simulated_queue_gives_the_order_of_the_real_one(seed: int) -> None:
    """Entering, claiming with a model, finishing, retrying, cancelling and ageing, in any order."""
    chance = random.Random(seed)
    both = Both(chance)
    steps = [both.enter, both.claim, both.finish, both.give_back, both.end_waits, both.cancel, both.age]
    for _ in range(70):
        both.clock.now += A_MOMENT
        chance.choices(steps, (6, 9, 4, 1, 1, 1, 1))[0]()
    both.end_waits()
    for _ in range(len(both.tickets) + 40):
        both.claim()
        both.finish()
