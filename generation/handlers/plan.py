"""Plans scenes from one sentence."""

from generation import signals
from generation.engines import registry
from generation.engines.base import Report
from generation.handlers.base import Made, Work
from generation.models import Generation, Job


def run(work: Work, report: Report) -> Made:
    """Ask the text engine for a story of so many scenes."""
    report("reading", 0.0)
    asked = work.params
    plan = registry.text_engine(work.engine).plan_scenes(asked["prompt"], asked["scenes"], asked["seed"])
    report("reading", 1.0)
    return Made(facts={"plan": plan})


def store(job: Job, generation: Generation, made: Made) -> None:
    """Announced to whoever keeps scenes."""
    signals.plan_made.send(sender=Generation, generation=generation, plan=made.facts["plan"])
