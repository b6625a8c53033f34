"""What `dramatiq config.workers` loads: Django, the bells, and the life of a worker for the device that DAILIES_DEVICE
names. `manage.py worker` and `./dailies up` start it."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from generation.resolution import restarting, steps  # noqa: E402
from generation.workers import checks as worker_checks  # noqa: E402
from generation.workers.values import BadDevice  # noqa: E402
from quality.resources import checks  # noqa: E402

checks.insist()
worker_checks.insist()
restarting.expect_a_successor()
steps.registered()  # now: a process that can open no more files would find none

from generation.bells import broker  # noqa: E402
from generation.workers.life import WorkerLife  # noqa: E402

try:
    broker.add_middleware(WorkerLife(os.environ.get("DAILIES_DEVICE", "")))
except BadDevice as error:
    raise ImproperlyConfigured(f"DAILIES_DEVICE: {error}") from error
