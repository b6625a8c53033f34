"""A studio whose bells go through RabbitMQ: it makes what is asked, also while that is gone, and after it came back
empty."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from generation.values import CPU_LANE, EXPORT_LANE
from tests import rabbit
from tests.faults.test_work_survives import assert_three_takes_once, shoot
from tests.house import House, whole_house
from tests.rabbit import Rabbit

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not rabbit.installed(), reason="no RabbitMQ is installed here (Debian: rabbitmq-server)"),
]
A_REQUEST_SECONDS = 8.0
"""What a request may take on a busy machine while nobody can be told of it."""


@pytest.fixture(scope="module")
def broker() -> Iterator[Rabbit]:
    """A RabbitMQ of these tests' own."""
    with (
        tempfile.TemporaryDirectory(prefix="dailies-rabbit-", ignore_cleanup_errors=True) as folder,
        rabbit.running(Path(folder)) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def house(broker: Rabbit) -> Iterator[House]:
    """A studio that is told of it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BROKER_URL", broker.url)
        with whole_house() as opened:
            yield opened


def picture(house: House) -> Any:
    """A picture that was asked for, without a wait for the bell."""
    begun = time.monotonic()
    asked = house.made("POST", "generations", {"kind": "picture", "prompt": "a lighthouse", "quality": "low"})
    assert time.monotonic() - begun < A_REQUEST_SECONDS, "a request waited for RabbitMQ"
    return asked


def heard_all(house: House, broker: Rabbit) -> None:
    """There are queues for both lanes, and workers that take what is in them."""
    house.until(lambda: broker.queues(CPU_LANE, EXPORT_LANE) == {CPU_LANE: 0, EXPORT_LANE: 0}, "bells that are heard")


def test_a_studio_makes_takes_and_scores_them_by_bells_of_rabbitmq(house: House, broker: Rabbit) -> None:
    assert_three_takes_once(house, shoot(house)["id"])
    heard_all(house, broker)
    with redis.Redis.from_url(house.addresses.redis) as other:
        assert not list(other.scan_iter("dramatiq:*")), "no bell went through Redis"


def test_a_broker_killed_and_restarted_empty_loses_and_doubles_nothing(house: House, broker: Rabbit) -> None:
    asked = shoot(house)
    house.running_take(asked["id"])
    broker.kill()
    while_away = [picture(house)["id"] for _ in range(2)]
    assert house.ended(while_away[0])["state"] == "succeeded", "workers look by themselves too"
    broker.forget()
    broker.start()
    for late in [*while_away, picture(house)["id"]]:
        assert house.ended(late)["state"] == "succeeded"
    assert_three_takes_once(house, asked["id"])
    assert_three_takes_once(house, shoot(house)["id"])
    heard_all(house, broker)
