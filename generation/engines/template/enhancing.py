"""Cinematography words for a prompt that leaves them open."""

from random import Random

from generation.engines.template.phrases import names, phrases
from generation.engines.template.wording import extended


def enhance_prompt(prompt: str, seed: int) -> str:
    """`prompt` word for word, then a camera, lens, light, composition and colour where it names none.

    The same prompt and seed give the same words; enhancing twice adds nothing more. An empty prompt, and
    one at the limit of 4000 characters, come back as they are.
    """
    prompt = prompt.strip()
    if not prompt:
        return prompt
    rng = Random(f"{seed}/{prompt}")
    chosen = {aspect: rng.choice(options) for aspect, options in phrases().enhancements.items()}
    return extended(prompt, (phrase for aspect, phrase in chosen.items() if not names(prompt, aspect)))
