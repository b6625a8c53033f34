"""Cinematography words for a prompt that leaves them open."""

from random import Random

from generation.engines.template.phrases import fitting, names, phrases
from generation.stories.wording import extended


def enhancing_phrases(prompt: str, seed: int) -> tuple[str, ...]:
    """A camera, lens, light, composition and colour, each where `prompt` names none and denies none.

    The same prompt and seed give the same phrases; an empty prompt gets none.
    """
    prompt = prompt.strip()
    if not prompt:
        return ()
    rng = Random(f"{seed}/{prompt}")
    chosen = {aspect: rng.choice(options) for aspect, options in phrases().enhancements.items()}
    return fitting(prompt, tuple(phrase for aspect, phrase in chosen.items() if not names(prompt, aspect)))


def enhance_prompt(prompt: str, seed: int) -> str:
    """`prompt` word for word, then the phrases that fit it.

    Enhancing twice adds nothing more. An empty prompt, and one at the limit of 4000 characters, come back as they are.
    """
    prompt = prompt.strip()
    return extended(prompt, enhancing_phrases(prompt, seed))
