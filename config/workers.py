"""What `dramatiq config.workers` loads: Django, the bells, and a station for the lane named by DAILIES_LANE."""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import dramatiq  # noqa: E402

from generation.bells import broker  # noqa: E402
from generation.worker import station  # noqa: E402


class OpenStation(dramatiq.Middleware):
    """Opens the station when a worker process has started and closes it before it stops."""

    def after_worker_boot(self, broker: Any, worker: Any) -> None:
        """Begin to sweep."""
        station(os.environ["DAILIES_LANE"]).open()

    def before_worker_shutdown(self, broker: Any, worker: Any) -> None:
        """Give an unfinished job back."""
        station(os.environ["DAILIES_LANE"]).close()


broker.add_middleware(OpenStation())
