"""The class that work enters the queue in: what the plan allows, and what a film hands on to its scenes."""

from accounts.plans.here import PlanLimit, plan_here
from accounts.problems import InvalidField
from generation import values
from generation.models import Generation
from generation.scheduling.values import Priority
from generation.values import GenerationRequest

FOR_PEOPLE = tuple(found.word for found in Priority if found is not Priority.URGENT)
"""What may be asked for; urgent is the operators' own."""


def place(generation: Generation, request: GenerationRequest) -> None:
    """Give a new generation its class; a film's scenes take theirs from it, and are held where it is.

    Raises InvalidField, PlanLimit.
    """
    film = Generation.objects.filter(pk=request.parent_id, kind=values.FILM).first() if request.parent_id else None
    if film is not None:
        generation.priority, generation.held_at, generation.held_by_id = film.priority, film.held_at, film.held_by_id
    if request.priority:
        generation.priority = int(wanted(request.priority))


def wanted(word: str) -> Priority:
    """The class that somebody asks for. Raises InvalidField for none, PlanLimit for one above the plan's."""
    if word not in FOR_PEOPLE:
        said = (
            "Only whoever runs this studio makes something urgent." if word == "urgent" else "There is no such class."
        )
        raise InvalidField("priority", said, f"Use one of: {', '.join(FOR_PEOPLE)}.")
    priority, plan = Priority.of(word), plan_here()
    if priority <= Priority.of(plan.highest_priority):
        return priority
    up = plan.next_up(lambda other: Priority.of(other.highest_priority) >= priority, lambda _: f"has {word} too")
    raise PlanLimit(
        f"{plan.name} plans go up to {plan.highest_priority}.",
        f"Ask for {plan.highest_priority} or lower. {up}".strip(),
    )
