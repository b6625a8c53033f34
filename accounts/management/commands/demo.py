"""`manage.py demo`: the login that lets somebody look around on the machine that Dailies runs on."""

import json
import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import Membership, User, Workspace
from accounts.services import create_workspace
from accounts.signals import demo_opened

EMAIL = "demo@dailies.local"
WORKSPACE_NAME = "Demo"
PASSWORD_BYTES = 12
"""96 random bits: more than can be tried, short enough to type."""


class Command(BaseCommand):
    """Makes the demo login once; later runs say it again."""

    help = "Make (or show) the demo login, which works from this machine only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json prints one object; --film also starts a first film."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--film", action="store_true", help="start a first film where there is none yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the e-mail address and the password."""
        user, password = demo_user()
        workspace = demo_workspace(user)
        if options["film"]:
            demo_opened.send(sender=User, user=user, workspace=workspace)
        keep_password(password)  # last: the launcher takes the file as the sign that all of this was done
        login = {"email": EMAIL, "password": password, "workspace": workspace.slug}
        if options["json"]:
            self.stdout.write(json.dumps(login))
        else:
            self.stdout.write(f"E-mail    {EMAIL}\nPassword  {password}\nIt works in a browser on this machine only.")


def password_file() -> Path:
    """Where the password is kept; readable for the owner of the installation alone."""
    return Path(settings.STATE_DIR) / "demo.json"


@transaction.atomic
def demo_user() -> tuple[User, str]:
    """The demo user and its password: the kept one while it fits the row, else a new one."""
    user, _ = User.objects.get_or_create(email=EMAIL, defaults={"name": "Demo", "is_demo": True})
    password = _kept_password()
    if not password or not user.check_password(password):
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user.set_password(password)
    user.is_demo = user.is_staff = user.is_superuser = user.is_active = True
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=EMAIL, defaults={"verified": True, "primary": True})
    return user, password


def demo_workspace(user: User) -> Workspace:
    """The first workspace of the demo user, made where there is none."""
    mine = Membership.objects.filter(user=user).select_related("workspace").order_by("created_at").first()
    return mine.workspace if mine else create_workspace(user, WORKSPACE_NAME)


def _kept_password() -> str:
    try:
        kept = json.loads(password_file().read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return ""
    return str(kept.get("password", "")) if isinstance(kept, dict) else ""


def keep_password(password: str) -> None:
    """Write beside and rename: never half a file, never a moment in which others can read it."""
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"email": EMAIL, "password": password}, file)
    beside.replace(path)
