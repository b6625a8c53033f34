"""What people asked for, what was made, and the queue between."""

from generation.models.events import EventCounter, EventLog
from generation.models.generation import Generation, Job
from generation.models.media import HeroFrame, Output, StoredFile, Take, TakeScore
from generation.models.queue import QueueTicket

__all__ = [
    "EventCounter",
    "EventLog",
    "Generation",
    "HeroFrame",
    "Job",
    "Output",
    "QueueTicket",
    "StoredFile",
    "Take",
    "TakeScore",
]
