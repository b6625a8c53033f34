"""LiteLLM's proxy: a server of OpenAI's format that nobody here wrote, in an environment of its own."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.bootstrap.network import free_port

ROOT = Path(__file__).resolve().parents[2]
VERSION = "1.106.2"
PLACE = ROOT / ".local" / f"litellm-{VERSION}"
KEY = "sk-proxy-canary-81c4-sings"
INSTALL_SECONDS, START_SECONDS = 900, 120

MOCKS = {
    "writes": "A quiet harbour.",
    "limited": "litellm.RateLimitError",
    "broken": "litellm.InternalServerError",
    "too-long": "litellm.ContextWindowExceededError",
    "refuses": "Exception: content_filter_policy",
}
"""Models that LiteLLM answers for itself, and with what."""
HANDED_ON = {"chats": "gpt-4.1", "draws": "gpt-image-1", "speaks": "tts-1", "films": "sora-2"}
"""Models that it hands on to our wire server, by its own reading of our request and of the answer."""


def installed() -> Path | None:
    """The environment's folder of programs, made if need be; None where nothing can be installed."""
    programs = PLACE / "bin"
    if (PLACE / "whole").exists():
        return programs
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(PLACE)], check=True, timeout=INSTALL_SECONDS)
    asked = [str(programs / "pip"), "install", "--quiet", "--no-input", f"litellm[proxy]=={VERSION}"]
    if subprocess.run(asked, timeout=INSTALL_SECONDS, capture_output=True).returncode:
        return None
    (PLACE / "whole").touch()
    return programs


def config(upstream: str) -> str:
    """As LiteLLM's docs have it; no retries of its own, no cooling down."""
    models = [f'{{model: openai/gpt-4o, api_key: none, mock_response: "{said}"}}' for said in MOCKS.values()]
    models += [f'{{model: openai/{one}, api_key: none, api_base: "{upstream}"}}' for one in HANDED_ON.values()]
    rows = [
        f"  - model_name: {name}\n    litellm_params: {row}"
        for name, row in zip([*MOCKS, *HANDED_ON], models, strict=True)
    ]
    return "\n".join([
        "model_list:", *rows,
        "litellm_settings: {num_retries: 0}",
        "router_settings: {num_retries: 0, disable_cooldowns: true}",
        f"general_settings: {{master_key: {KEY}}}",
    ])  # fmt: skip


@contextmanager
def running(programs: Path, folder: Path, upstream: str) -> Iterator[str]:
    """The proxy's base URL, for the block."""
    port = free_port("127.0.0.1", 42_000)
    (folder / "config.yaml").write_text(config(upstream))
    words = ["--config", str(folder / "config.yaml"), "--host", "127.0.0.1", "--port", str(port)]
    quiet = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "PATH": f"{programs}:/usr/bin:/bin", "HOME": str(folder)}
    with (folder / "proxy.log").open("wb") as log:
        process = subprocess.Popen(
            [str(programs / "litellm"), *words, "--telemetry", "False"], env=quiet, cwd=folder, stdout=log, stderr=log
        )
        try:
            _wait(f"http://127.0.0.1:{port}/health/liveliness", process)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the proxy did not start")
