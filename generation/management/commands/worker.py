"""`manage.py worker --device cuda:0`: serves one device of this machine until it is told to stop (docs/workers.md)."""

import os
import signal
import subprocess
from types import FrameType
from typing import Any

import psutil
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from generation.workers.placing import found_here
from generation.workers.starting import BELLS_AT_ONCE, DEVICE, argv
from generation.workers.values import PLAIN, BadDevice, DeviceWord, device_word
from quality.resources.errors import BadSetting


class Command(BaseCommand):
    help = "Serves one device of this machine: makes what waits for it, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        """--device, or --list."""
        one = parser.add_mutually_exclusive_group(required=True)
        one.add_argument("--device", help="cpu, export, remote, or a card by its number: cuda:0, rocm:0, mps:0, sim:0")
        one.add_argument("--list", action="store_true", help="say which devices this machine has, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start it, and end as it ends."""
        try:
            here = [*PLAIN, *(word for word in found_here() if word not in PLAIN)]
            if options["list"]:
                self.stdout.write("\n".join(here))
                return
            word = device_word(options["device"])
        except (BadDevice, BadSetting) as error:
            raise CommandError(str(error)) from error
        if word.text not in here:
            raise CommandError(f"This machine has no card {word.text}. It has: {', '.join(here)}.")
        raise SystemExit(serve(word))


def serve(word: DeviceWord) -> int:
    """The exit status of the worker. Where nothing else of ours runs, this process becomes the worker."""
    environment = {**os.environ, **BELLS_AT_ONCE, DEVICE: word.text}
    words = argv(settings.WORKER_STOP_SECONDS)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # is for the worker itself, and stays so over its start
    if not psutil.Process().children():
        os.execve(words[0], words, environment)
    child = subprocess.Popen(words, env=environment, start_new_session=True)

    def pass_on(number: int, frame: FrameType | None) -> None:
        """Once: Dramatiq takes a second signal for an order to kill."""
        child.send_signal(number)
        signal.signal(number, signal.SIG_IGN)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, pass_on)
    status = child.wait()
    return status if status >= 0 else 128 - status
