"""A Chromium for the browser tests: an installed one, Debian's package, or Playwright's own download."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from config.bootstrap import tools
from config.bootstrap.environment import scrubbed
from config.bootstrap.messages import Trouble, say
from config.bootstrap.state import REPOSITORY, State

VARIABLE = "DAILIES_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ANSWER_SECONDS = 30.0
HOW_TO = """\
Install Chromium or Chrome (Debian: apt install chromium; macOS: brew install --cask chromium), or name one:
DAILIES_CHROMIUM=/path/to/chromium ./dailies test"""
ASK_PLAYWRIGHT = """\
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)"""


def find(state: State, environment: Mapping[str, str] = os.environ) -> str:
    """The path of a browser that runs. Raises Trouble with how to get one."""
    if given := environment.get(VARIABLE):
        if not works(given):
            raise Trouble(f"{VARIABLE} names {given}, which does not run.", HOW_TO)
        return given
    found = installed() or from_debian(state) or from_playwright(state)
    if not found:
        raise Trouble("there is no Chromium for the browser tests, and none could be installed.", HOW_TO)
    return found


def works(path: str) -> bool:
    """Whether it starts (Ubuntu's chromium-browser may be a stub, and a download may lack libraries)."""
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=ANSWER_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def installed() -> str:
    """One on the PATH, or empty."""
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and works(path)), "")


def from_debian(state: State) -> str:
    """Debian's package, where we may install it; empty where not."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return ""
    say("  installing Debian's chromium ...")
    environment = {**scrubbed(), "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        if not _tried(state, ["apt-get", *words], environment, "installing chromium"):
            return ""
    return installed()


def from_playwright(state: State) -> str:
    """Playwright's own download, empty where it cannot be had."""
    cached = playwright_path()
    if cached and works(cached):
        return cached
    say("  downloading Playwright's Chromium ...")
    words = [sys.executable, "-m", "playwright", "install", "chromium"]
    _tried(state, words, scrubbed(), "downloading Chromium")
    path = playwright_path()
    return path if path and works(path) else ""


def playwright_path() -> str:
    """Where Playwright keeps its Chromium, empty where it has none."""
    asked = subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    return path if path and Path(path).exists() else ""


def _tried(state: State, words: list[str], environment: Mapping[str, str], what: str) -> bool:
    """Whether a tool succeeded; why not is said, for the next way is tried then."""
    try:
        tools.run(tools.Tool(words, state.log("setup-browser"), environment, REPOSITORY), what)
    except Trouble as trouble:
        say(f"  {trouble.what}")
        return False
    return True
