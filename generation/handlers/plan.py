"""Plans scenes from one sentence."""

from generation import signals
from generation.engines.base import Report
from generation.engines.template import plan_scenes
from generation.handlers.base import Made, Work
from generation.models import Generation, Job


def run(work: Work, report: Report) -> Made:
    """Ask the text engine for a story of so many scenes."""
    report("reading", 0.0)
    plan = plan_scenes(work.params["prompt"], work.params["scenes"], work.params["seed"])
    report("reading", 1.0)
    return Made(facts={"plan": plan})


def store(job: Job, generation: Generation, made: Made) -> None:
    """Announced to whoever keeps scenes."""
    signals.plan_made.send(sender=Generation, generation=generation, plan=made.facts["plan"])
