"""What people asked for, what was made, and the queue between."""

from generation.models.comments import Comment
from generation.models.events import EventCounter, EventLog
from generation.models.generation import Generation, Job, RoutingDecision
from generation.models.history import Favourite, HistoryKeeping, SearchText, Tag
from generation.models.media import HeroFrame, Output, StoredFile, Take, TakeScore
from generation.models.notices import Notice, NoticeChoice, OutboxTicket, Webhook, WebhookDelivery
from generation.models.prompts import PromptTemplate, PromptUse, PromptVersion
from generation.models.queue import (
    ConsentTicket,
    QueueClock,
    QueueLane,
    QueueShare,
    QueueTicket,
    QueueWorkspace,
)
from generation.models.rating import Rating
from generation.models.residency import ModelDemand, ModelLoad
from generation.models.resolution import ResolutionSession, ResolutionStep, StepTally
from generation.models.review import ReviewLink
from generation.models.suggesting import PromptSuggestion, SuggestionTally
from generation.models.workers import WorkerProcess

__all__ = [
    "Comment",
    "ConsentTicket",
    "EventCounter",
    "EventLog",
    "Favourite",
    "Generation",
    "HeroFrame",
    "HistoryKeeping",
    "Job",
    "Notice",
    "NoticeChoice",
    "OutboxTicket",
    "ModelDemand",
    "ModelLoad",
    "Output",
    "PromptSuggestion",
    "PromptTemplate",
    "PromptUse",
    "PromptVersion",
    "QueueClock",
    "QueueLane",
    "QueueShare",
    "QueueTicket",
    "QueueWorkspace",
    "Rating",
    "ResolutionSession",
    "ResolutionStep",
    "ReviewLink",
    "RoutingDecision",
    "StepTally",
    "SearchText",
    "StoredFile",
    "SuggestionTally",
    "Tag",
    "Take",
    "TakeScore",
    "Webhook",
    "WebhookDelivery",
    "WorkerProcess",
]
