"""How much of what people write is understood."""

from tests.animatic.understanding.scoring import misses, prompts

WANTED = 0.95
PROMPTS = 200


def test_nearly_all_facts_of_the_prompts_are_read() -> None:
    total, missed = misses("prompts.yaml")
    print("\n".join(missed))
    assert len(prompts("prompts.yaml")) >= PROMPTS
    assert len(missed) <= (1 - WANTED) * total, "\n".join(missed)


def test_every_prompt_has_its_facts() -> None:
    assert all(2 < len(facts) <= 8 for _, facts in prompts("prompts.yaml"))
