"""The three choices as the quality selector shows them: what each gives on this machine, now."""

from quality.catalogue.schema import TierEntry
from quality.routing import Situation, route
from quality.values import Decision, Function, PictureCard, RouteRequest, TierCard, VideoCard

SHOWN = (Function.CREATE_IMAGE, Function.ANIMATE_IMAGE)
"""What a card of the selector tells of: a picture, and a shot that begins with one."""


def describe_tiers(here: Situation) -> tuple[TierCard, ...]:
    """One card a tier, low first. Available: the plan has it, and a picture and a video reach it without a fallback."""
    return tuple(describe(entry, here) for entry in here.catalogue.tiers)


def describe(entry: TierEntry, here: Situation) -> TierCard:
    picture, video = (route(RouteRequest(function, entry.id), here) for function in SHOWN)
    fallback = picture.fallback or video.fallback
    return TierCard(
        id=entry.id,
        icon=entry.icon,
        name=entry.name,
        words=entry.words,
        picture=PictureCard(picture.seconds, picture.width, picture.height, picture.credits, short(picture)),
        video=VideoCard(video.seconds, video.width, video.height, playing_seconds(video), video.credits, short(video)),
        needs=needs_words(entry, picture, video),
        available=fallback is None,
        notice=fallback.reason if fallback else picture.notice or video.notice,
        picture_reached=not picture.fallback,
        video_reached=not video.fallback,
        memory_gb=max(picture.memory_gb, video.memory_gb),
        simulated=picture.simulated or video.simulated,
    )


def short(decision: Decision) -> str:
    """Why the tier is not reached; empty where it is."""
    return decision.fallback.reason if decision.fallback else ""


def playing_seconds(video: Decision) -> float:
    return round(video.frames / video.fps, 1)


def needs_words(entry: TierEntry, *decisions: Decision) -> str:
    card = f"a graphics card with {entry.memory_gb:g} GB"
    if all(decision.preview for decision in decisions):
        return f"Works on this computer. Finished footage needs {card}."
    return f"Needs {card}."
