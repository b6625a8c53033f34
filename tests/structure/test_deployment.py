"""`manage.py check --deploy`: silent for a studio behind HTTPS, and true for one without."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from keys.ring import new_entry

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "postgres://nobody:none@127.0.0.1:1/none"
BARE = {
    "PATH": os.environ.get("PATH", ""),
    "SECRET_KEY": "a-key-as-long-and-as-random-as-the-launcher-makes-them-0123456789",
    "DATABASE_URL": NOWHERE,
    "DATABASE_OWNER_URL": NOWHERE.replace("nobody", "owner"),
    "DATABASE_OPS_URL": NOWHERE.replace("nobody", "ops"),
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DAILIES_MASTER_KEYS": new_entry(),
}
BEHIND_HTTPS = {
    "DAILIES_BASE_URL": "https://studio.example",
    "ALLOWED_HOSTS": "studio.example",
    "BEHIND_PROXY": "1",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
}
WITHOUT_HTTPS = {"security.W004", "security.W008", "security.W012", "security.W016"}
"""No HSTS, no redirect, cookies that go over HTTP: true of a studio whose address is `http://`."""


def check(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", *words],
        cwd=ROOT,
        env={**BARE, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def told(done: "subprocess.CompletedProcess[str]") -> set[str]:
    return set(re.findall(r"\b\w+\.[A-Z]\d{3}\b", done.stderr + done.stdout))


@pytest.mark.parametrize("more", [{}, {"HSTS_WHOLE_DOMAIN": "1"}], ids=["this name", "the whole domain"])
def test_a_studio_behind_https_has_nothing_to_be_told(more: dict[str, str]) -> None:
    done = check({**BEHIND_HTTPS, **more}, "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "System check identified no issues" in done.stdout
    assert told(done) == set()


def test_a_studio_without_https_is_told_what_it_goes_without_and_nothing_else() -> None:
    """The default of `./dailies up`, on loopback: nobody else can listen there, but the check can't know it."""
    done = check({"DAILIES_BASE_URL": "http://127.0.0.1:8000"})
    assert done.returncode == 0
    assert told(done) == WITHOUT_HTTPS


def test_a_proxy_that_is_not_believed_is_told_of() -> None:
    assert told(check({**BEHIND_HTTPS, "BEHIND_PROXY": "0"})) == {"security.W008"}


PRINT = """
import django, json
django.setup()
from django.test import Client
answers = {path: Client().get(path, headers={"host": "studio.example", "x-forwarded-proto": proto})
           for path, proto in (("/robots.txt", "https"), ("/accounts/login/", "http"), ("/healthz", "http"))}
print(json.dumps({path: [answer.status_code, dict(answer.items())] for path, answer in answers.items()}))
from django.conf import settings
print(json.dumps([settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY,
                  settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE]))
"""


def test_behind_https_browsers_are_kept_there() -> None:
    import json

    environment = {**BARE, **BEHIND_HTTPS, "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answers, cookies = (json.loads(line) for line in done.stdout.splitlines()[-2:])
    assert answers["/robots.txt"][1]["Strict-Transport-Security"] == "max-age=31536000"
    assert answers["/accounts/login/"][0] == 301
    assert answers["/accounts/login/"][1]["Location"] == "https://studio.example/accounts/login/"
    assert answers["/healthz"][0] == 200
    assert cookies == [True, True, True, "Lax", "Lax"]
