"""Bells in RabbitMQ, sent by one thread and connection a process: a web request's own thread would leave its connection
behind, and must wait for a broker no longer than a moment."""

import logging
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from typing import Any

import pika  # type: ignore[import-untyped]
from dramatiq import Consumer, Message
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.common import q_name
from dramatiq.errors import ConnectionClosed
from pika.adapters.utils.connection_workflow import AMQPConnectorException  # type: ignore[import-untyped]
from pika.exceptions import AMQPError  # type: ignore[import-untyped]

from generation.brokers.choosing import BELL_WAIT_SECONDS

AWAY = (AMQPError, AMQPConnectorException, OSError)
"""What pika raises of a broker that can't be reached, or that hangs."""
logging.getLogger("pika").setLevel(logging.CRITICAL)  # a broker that is away is told of in one line, by who rings
TRIES = 2
"""The second is for a connection that the broker closed while nothing was sent."""


class BellBroker(RabbitmqBroker):
    """RabbitMQ for messages that may be lost: what can't be sent at once is not sent."""

    def __init__(self, address: str) -> None:
        super().__init__(url=address)
        asked = pika.URLParameters(address)
        for name in ("socket_timeout", "stack_timeout", "blocked_connection_timeout"):
            setattr(asked, name, BELL_WAIT_SECONDS)
        asked.connection_attempts = 1
        self.parameters = asked
        self._sending = threading.Lock()
        self._sender: tuple[int, ThreadPoolExecutor] | None = None

    def enqueue(self, message: Message[Any], *, delay: int | None = None) -> Message[Any]:
        """Send a bell within a moment. Raises ConnectionClosed, also while an earlier one still waits to be sent."""
        if not self._sending.acquire(timeout=BELL_WAIT_SECONDS):
            raise _closed("an earlier bell still waits to be sent")
        sent = self._own_sender().submit(self._send, message, delay)
        sent.add_done_callback(lambda _: self._sending.release())
        try:
            return sent.result(timeout=TRIES * BELL_WAIT_SECONDS)
        except TookTooLong:
            raise _closed("the broker does not answer") from None

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = 5000) -> Consumer:
        """Listen, in a queue that is made again each time: the broker may have been restarted empty."""
        self.queues_pending.add(q_name(queue_name))
        return super().consume(queue_name, prefetch, timeout)

    def _own_sender(self) -> ThreadPoolExecutor:
        """A thread does not survive a fork."""
        if self._sender is None or self._sender[0] != os.getpid():
            self._sender = (os.getpid(), ThreadPoolExecutor(1, "bells"))
        return self._sender[1]

    def _send(self, message: Message[Any], delay: int | None) -> Message[Any]:
        for last in (False, True):
            try:
                self._publish(message, delay)
                return message
            except AWAY as error:
                was_open = getattr(self.state, "connection", None) is not None
                del self.connection
                self.queues_pending.update(self.queues)
                if last or not was_open:
                    raise _closed(error) from None
        return message

    def _publish(self, message: Message[Any], delay: int | None) -> None:
        self.declare_queue(message.queue_name)
        if message.queue_name in self.queues_pending:
            for declare in (self._declare_queue, self._declare_dq_queue, self._declare_xq_queue):
                declare(message.queue_name)  # type: ignore[no-untyped-call]
            self.queues_pending.discard(message.queue_name)
        self.emit_before("enqueue", message, delay)
        self.channel.basic_publish(exchange="", routing_key=message.queue_name, body=message.encode())
        self.emit_after("enqueue", message, delay)


def _closed(why: object) -> ConnectionClosed:
    return ConnectionClosed(why)  # type: ignore[no-untyped-call]


def rabbitmq(address: str) -> BellBroker:
    """Bells in the RabbitMQ of this address."""
    return BellBroker(address)
