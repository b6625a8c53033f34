"""Does a picture say its prompt? Somebody who saw none of the prompts names each picture's among four.

    python -m benchmarks.blind_test make FOLDER [--count 40] [--seed 11] [--near]    pictures, questions.json, key.json
    python -m benchmarks.blind_test score FOLDER ANSWERS.json                         how many were right

Take key.json away before the pictures are shown. ANSWERS.json maps each picture's name to the number of the choice
(1..4). By chance a quarter is right; the target is 85%. The wrong choices are any of the prompts, or with --near those
most like the right one. The prompts of blind_prompts.txt are used for nothing else.
"""

import argparse
import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from generation.engines.animatic.difference import difference
from generation.engines.animatic.engine import AnimaticEngine
from generation.engines.animatic.reading import read
from generation.engines.base import PictureRequest
from generation.engines.template import enhance_prompt

PROMPTS = Path(__file__).with_name("blind_prompts.txt")
CHOICES = 4
SIZE = (768, 432)
TARGET = 0.85


def alike(prompt: str, others: list[str]) -> list[str]:
    """The others, those first whose scene differs least."""
    scene = read(prompt, "", np.random.default_rng(1))
    changes = {other: len(difference(scene, read(other, "", np.random.default_rng(1)))) for other in others}
    return sorted(others, key=lambda other: changes[other])


def questions(prompts: list[str], count: int, chance: Random, *, near: bool) -> list[dict[str, Any]]:
    """`count` prompts in a shuffled order, each among CHOICES of the list; `right` is the number of its own, 1.."""
    asked = []
    for number, prompt in enumerate(chance.sample(prompts, count), start=1):
        others = [other for other in prompts if other != prompt]
        wrong = alike(prompt, others)[: CHOICES - 1] if near else chance.sample(others, CHOICES - 1)
        choices = [prompt, *wrong]
        chance.shuffle(choices)
        asked.append({"picture": f"{number:02}.png", "choices": choices, "right": choices.index(prompt) + 1})
    return asked


def make(folder: Path, count: int, seed: int, *, near: bool) -> None:
    """Draw what the studio would draw for each prompt, without its words."""
    chance, engine = Random(seed), AnimaticEngine()
    asked = questions(PROMPTS.read_text("utf-8").split("\n")[:-1], count, chance, near=near)
    folder.mkdir(parents=True, exist_ok=True)
    for each in asked:
        own_seed = chance.randrange(1 << 32)
        prompt = enhance_prompt(each["choices"][each["right"] - 1], own_seed)
        picture = engine.picture(PictureRequest(prompt, own_seed, *SIZE), lambda stage, fraction: None)
        Image.fromarray(picture).save(folder / each["picture"])
    key = {each["picture"]: each.pop("right") for each in asked}
    (folder / "questions.json").write_text(json.dumps(asked, indent=1))
    (folder / "key.json").write_text(json.dumps(key, indent=1))


def score(folder: Path, answers: dict[str, int]) -> dict[str, Any]:
    """How many answers are right, and which are not."""
    key = json.loads((folder / "key.json").read_text())
    asked = {each["picture"]: each["choices"] for each in json.loads((folder / "questions.json").read_text())}
    wrong = [
        {
            "picture": name,
            "prompt": asked[name][right - 1],
            "named": asked[name][answers[name] - 1] if name in answers else "",
        }
        for name, right in key.items()
        if answers.get(name) != right
    ]
    share = 1 - len(wrong) / len(key)
    return {"pictures": len(key), "right": round(share, 3), "target": TARGET, "wrong": wrong}


def main() -> None:
    """Make or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words = parser.add_subparsers(dest="word", required=True)
    maker, scorer = words.add_parser("make"), words.add_parser("score")
    for each in (maker, scorer):
        each.add_argument("folder", type=Path)
    maker.add_argument("--count", type=int, default=40)
    maker.add_argument("--seed", type=int, default=11)
    maker.add_argument("--near", action="store_true")
    scorer.add_argument("answers", type=Path)
    given = parser.parse_args()
    if given.word == "make":
        make(given.folder, given.count, given.seed, near=given.near)
    else:
        print(json.dumps(score(given.folder, json.loads(given.answers.read_text())), indent=1))


if __name__ == "__main__":
    main()
