"""What carries the bells: chosen by an address, gone without harm, and a real RabbitMQ where one is found."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from uuid import uuid4

import dramatiq
import pytest
from dramatiq.brokers.redis import RedisBroker

from generation import bells
from generation.brokers import FAULTS, chosen
from generation.brokers.choosing import UnknownBroker
from generation.brokers.rabbitmq import BellBroker

REDIS = "redis://127.0.0.1:1/0"
RABBIT = os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672/%2F")
LONGEST_SECONDS = 6.0


def is_there() -> bool:
    """Whether a RabbitMQ listens where the tests look for one."""
    host, _, port = RABBIT.rpartition("@")[2].partition("/")[0].partition(":")
    try:
        with socket.create_connection((host, int(port or 5672)), timeout=1):
            return True
    except OSError:
        return False


needs_rabbitmq = pytest.mark.skipif(not is_there(), reason="no RabbitMQ at TEST_RABBITMQ_URL, nor on port 5672 here")


def message_to(broker: dramatiq.Broker, lane: str) -> "dramatiq.Message[None]":
    broker.declare_queue(lane)
    return dramatiq.Message(queue_name=lane, actor_name=f"{lane}_bell", args=(), kwargs={}, options={})


def test_the_broker_is_redis_unless_an_address_says_otherwise() -> None:
    assert isinstance(chosen("", REDIS), RedisBroker)
    assert isinstance(chosen("rediss://other:6379/1", REDIS), RedisBroker)
    for scheme in ("amqp", "amqps"):
        assert isinstance(chosen(f"{scheme}://user:secret@broker.example/studio", REDIS), BellBroker)


@pytest.mark.parametrize("address", ["kafka://user:secret@broker", "broker.example:5672", "://user:secret@x"])
def test_an_address_of_no_broker_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(UnknownBroker) as refused:
        chosen(address, REDIS)
    assert "secret" not in str(refused.value)
    assert "amqp://" in refused.value.advice


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=16) as server:
        yield server.getsockname()[1]


def test_a_rabbitmq_that_is_away_or_hangs_costs_a_bell_only_a_moment(
    silent: int, caplog: pytest.LogCaptureFixture
) -> None:
    for port in (1, silent):
        broker = chosen(f"amqp://guest:guest@127.0.0.1:{port}/", REDIS)
        for _ in range(2):
            begun = time.monotonic()
            with pytest.raises(FAULTS):
                broker.enqueue(message_to(broker, "cpu"))
            assert time.monotonic() - begun < LONGEST_SECONDS


def test_a_bell_that_cannot_be_rung_is_logged_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    away = chosen("amqp://guest:hidden@127.0.0.1:1/", REDIS)
    away.declare_queue("cpu")
    monkeypatch.setattr(bells.bell("cpu"), "broker", away)
    bells.ring("cpu")
    assert "the bell of lane cpu could not be rung" in caplog.text
    assert "hidden" not in caplog.text


@needs_rabbitmq
def test_bells_are_heard_through_a_real_rabbitmq() -> None:
    broker, lane, heard = chosen(RABBIT, REDIS), f"test-{uuid4().hex[:12]}", threading.Semaphore(0)
    bell = dramatiq.actor(lambda: heard.release(), broker=broker, actor_name="bell", queue_name=lane, max_retries=0)
    worker = dramatiq.Worker(broker, worker_threads=1, worker_timeout=100)
    worker.start()
    try:
        for _ in range(3):
            bell.send()
            assert heard.acquire(timeout=20), "the bell was not heard"
    finally:
        worker.stop(timeout=5000)
        for queue in (lane, f"{lane}.DQ", f"{lane}.XQ"):
            broker.channel.queue_delete(queue)
        broker.close()


@needs_rabbitmq
def test_many_threads_of_a_web_process_ring_over_one_connection() -> None:
    broker, lane = chosen(RABBIT, REDIS), f"test-{uuid4().hex[:12]}"
    assert isinstance(broker, BellBroker)
    ringing = [threading.Thread(target=broker.enqueue, args=(message_to(broker, lane),)) for _ in range(20)]
    for thread in ringing:
        thread.start()
    for thread in ringing:
        thread.join(20)
    try:
        assert len(broker.connections) == 1
        end = time.monotonic() + 10
        while broker.get_queue_message_counts(lane)[0] < 20:
            assert time.monotonic() < end, broker.get_queue_message_counts(lane)
            time.sleep(0.05)
    finally:
        for queue in (lane, f"{lane}.DQ", f"{lane}.XQ"):
            broker.channel.queue_delete(queue)
        broker.close()
