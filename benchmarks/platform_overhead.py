"""What the platform adds: (POST to the first picture, through web, queue and worker) / (the engine called directly).

Run: .venv/bin/python -m benchmarks.platform_overhead [--prompts N] [--json]

Both sides draw the same 1024x576 picture of the same prompt and seed, one after the other on the same machine, so that
noise hits both. Target (first issue, section 6): a median ratio of 1.25 or less.
"""

import argparse
import asyncio
import json
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from generation.engines.base import PictureRequest
from generation.engines.registry import engine
from generation.engines.template import enhance_prompt
from tests.house import House, whole_house

TARGET_RATIO = 1.25
PROMPTS = Path(__file__).with_name("prompts.txt")
SEED = 7


def direct(prompt: str, width: int, height: int) -> float:
    """Seconds that the engine alone takes for what the studio will ask of it."""
    request = PictureRequest(enhance_prompt(prompt, SEED), SEED, width, height)
    begun = time.perf_counter()
    engine("animatic").picture(request, lambda stage, fraction: None)
    return time.perf_counter() - begun


@asynccontextmanager
async def listening(house: House) -> AsyncIterator[ClientConnection]:
    """The events of the demo workspace, on one socket that stays open as the studio's does."""
    address = f"ws://127.0.0.1:{house.port}/ws/v1/events/?workspace=demo"
    headers = {"Authorization": f"Bearer {house.token}"}
    async with connect(address, additional_headers=headers) as socket:
        assert json.loads(await socket.recv())["type"] == "hello"
        yield socket


async def through(house: House, socket: ClientConnection, prompt: str) -> tuple[float, dict[str, Any]]:
    """Seconds from the POST to the event that says the picture is there, and the generation."""
    begun = time.perf_counter()
    body = {"kind": "picture", "prompt": prompt, "quality": "standard", "seed": SEED}
    asked = await asyncio.to_thread(house.made, "POST", "generations", body)
    while True:
        message = json.loads(await asyncio.wait_for(socket.recv(), 60))
        if message["type"] == "frame.made" and message["generation"] == asked["id"]:
            return time.perf_counter() - begun, asked


async def measure(house: House, prompts: list[str]) -> list[dict[str, Any]]:
    """A row a prompt; the first one warms both sides and does not count."""
    rows = []
    async with listening(house) as socket:
        for prompt in [prompts[0], *prompts]:
            platform, asked = await through(house, socket, prompt)
            alone = await asyncio.to_thread(direct, prompt, asked["quote"]["width"], asked["quote"]["height"])
            rows.append({"prompt": prompt, "platform_s": platform, "engine_s": alone, "ratio": platform / alone})
    return rows[1:]


def report(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians over the prompts."""
    names = ("platform_s", "engine_s", "ratio")
    middle = {name: round(statistics.median(row[name] for row in rows), 3) for name in names}
    added = statistics.median(row["platform_s"] - row["engine_s"] for row in rows)
    return {"prompts": len(rows), **middle, "added_s": round(added, 3), "target_ratio": TARGET_RATIO}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=28)
    parser.add_argument("--json", action="store_true")
    words = parser.parse_args()
    prompts = PROMPTS.read_text().strip().splitlines()[: words.prompts]
    with whole_house() as house:
        rows = asyncio.run(measure(house, prompts))
    if words.json:
        print(json.dumps({**report(rows), "rows": rows}, indent=2))
        return
    for row in rows:
        print(f"{row['platform_s']:6.2f} s  engine {row['engine_s']:6.2f} s  x{row['ratio']:.2f}  {row['prompt'][:60]}")
    print(json.dumps(report(rows)))


if __name__ == "__main__":
    main()
