"""Plans scenes from an idea, a product or a script."""

from typing import Any

from generation import signals
from generation.engines import registry
from generation.engines.base import Report
from generation.handlers.base import Made, Work
from generation.models import Generation, Job
from generation.stories.values import IDEA, Brief, Product


def run(work: Work, report: Report) -> Made:
    """Ask the text engine for a story of so many scenes."""
    report("reading", 0.0)
    plan = registry.text_engine(work.engine).plan(brief_of(work.params))
    report("reading", 1.0)
    return Made(facts={"plan": plan})


def brief_of(params: dict[str, Any]) -> Brief:
    """The brief of a job; a job from before there were briefs plans an idea along the plain arc."""
    told = params.get("brief", {})
    facts = told.get("product")
    return Brief(
        source=told.get("source") or params["prompt"],
        kind=told.get("kind", IDEA),
        framework=told.get("framework", "arc"),
        scenes=params["scenes"],
        seed=params["seed"],
        product=Product(**facts) if facts else None,
    )


def store(job: Job, generation: Generation, made: Made) -> None:
    """Announced to whoever keeps scenes."""
    signals.plan_made.send(sender=Generation, generation=generation, plan=made.facts["plan"])
