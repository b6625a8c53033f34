"""The three choices as the quality selector shows them: what each gives on this machine, now."""

from collections.abc import Sequence

from quality.catalogue.schema import Catalogue, TierEntry
from quality.routing import route
from quality.values import Decision, Device, Function, PictureCard, RouteRequest, TierCard, VideoCard


def describe_tiers(
    catalogue: Catalogue, devices: Sequence[Device], engines: frozenset[str]
) -> tuple[TierCard, ...]:
    """One card a tier, low first. Available: both a picture and a video reach the tier without a fallback."""
    return tuple(describe(entry, catalogue, devices, engines) for entry in catalogue.tiers)


def describe(
    entry: TierEntry, catalogue: Catalogue, devices: Sequence[Device], engines: frozenset[str]
) -> TierCard:
    picture, video = (
        route(RouteRequest(function, entry.id), devices, catalogue, engines)
        for function in (Function.CREATE_IMAGE, Function.CREATE_VIDEO)
    )
    fallback = picture.fallback or video.fallback
    return TierCard(
        id=entry.id,
        icon=entry.icon,
        name=entry.name,
        words=entry.words,
        picture=PictureCard(picture.seconds, picture.width, picture.height, picture.credits),
        video=VideoCard(video.seconds, video.width, video.height, playing_seconds(video), video.credits),
        needs=needs_words(entry, picture, video),
        available=fallback is None,
        notice=fallback.reason if fallback else picture.notice or video.notice,
    )


def playing_seconds(video: Decision) -> float:
    return round(video.frames / video.fps, 1)


def needs_words(entry: TierEntry, *decisions: Decision) -> str:
    card = f"a graphics card with {entry.memory_gb:g} GB"
    if all(decision.preview for decision in decisions):
        return f"Works on this computer. Finished footage needs {card}."
    return f"Needs {card}."
