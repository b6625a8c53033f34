"""How a blind test is asked for and told. Before it is revealed, nothing in an answer tells A from B."""

import time
from dataclasses import asdict
from typing import Any

from django.db.models import Model
from rest_framework import serializers

from generation.enhancement.fields import chips_field
from generation.fields import PromptField, WholeNumberField, seed_field
from generation.media.addresses import media_address
from generation.models import PromptVersion
from generation.quote_serializers import QuoteSerializer
from projects.blind import services
from projects.blind.deciding import LEFT, RIGHT, SAME, A, B
from projects.blind.queries import STATES, Standing, verdicts
from projects.models import BlindTest
from projects.serializers import QualityField, title_field

CHOICES = ((LEFT, "Left"), (RIGHT, "Right"), (SAME, "No difference"))
BECOMES = ((services.SCENE, "The scene's words"), (services.TEMPLATE, "The template's newest version"))


class SideSerializer(serializers.Serializer[Any]):
    """One of two prompts: in words, or a version of a template and what stands for its variables."""

    prompt = PromptField(required=False, allow_blank=True, default="")
    version = serializers.UUIDField(
        required=False,
        allow_null=True,
        error_messages={"invalid": "This version is not an id.\nUse the id that the API gave you."},
    )
    values = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False),
        required=False,
        default=dict,
        error_messages={"not_a_dict": "These are no values.\nSend an object of names and texts."},
    )


class BlindTestWriteSerializer(serializers.Serializer[Any]):
    """Two prompts on one scene. Without `enhance` the scene's chips, and none where it leaves them to the studio."""

    scene = serializers.UUIDField(
        error_messages={
            "required": "The scene is missing.\nSay which scene this is for.",
            "invalid": "This scene is not an id.\nUse the id that the API gave you.",
        }
    )
    name = title_field(required=False, allow_blank=True, default="")
    a = SideSerializer()
    b = SideSerializer()
    pairs = WholeNumberField(
        noun="number of pairs", min_value=1, max_value=services.MOST_PAIRS, required=False, default=4
    )
    seed = seed_field()
    quality = QualityField(required=False)
    negative_prompt = PromptField(required=False, allow_blank=True)
    enhance = chips_field(help_text="The chips of both; without it the scene's.")


class BlindPriceSerializer(serializers.Serializer[Any]):
    """What both sides take together: credits at most, and seconds one after the other, without the queue."""

    credits = serializers.IntegerField()
    seconds = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)
    pictures = serializers.IntegerField()
    a = QuoteSerializer()
    b = QuoteSerializer()


class VoteSerializer(serializers.Serializer[Any]):
    """What one thinks of a pair, by its place in one's own order."""

    place = WholeNumberField(noun="place", min_value=1, max_value=services.MOST_PAIRS)
    choice = serializers.ChoiceField(
        choices=CHOICES,
        error_messages={"invalid_choice": '"{input}" is no answer.\nUse one of: left, right, same.'},
    )


class AcceptSerializer(serializers.Serializer[Any]):
    """Which one to go on with, and what it becomes."""

    side = serializers.ChoiceField(
        choices=BlindTest.SIDES, error_messages={"invalid_choice": '"{input}" is no side.\nUse a or b.'}
    )
    becomes = serializers.ChoiceField(
        choices=BECOMES,
        required=False,
        default=services.SCENE,
        error_messages={"invalid_choice": '"{input}" can\'t be.\nUse scene or template.'},
    )


class PlaceAtTestSerializer(serializers.Serializer[Any]):
    """A pair in one's own order, and one's vote on it; null before there is one."""

    place = serializers.IntegerField()
    vote = serializers.ChoiceField(choices=CHOICES, allow_null=True)


class SaidSerializer(serializers.Serializer[Any]):
    """What a side was made with. `template` and `number` are of the version, where there was one."""

    prompt = serializers.CharField()
    negative_prompt = serializers.CharField(allow_blank=True)
    chips = serializers.ListField(child=serializers.CharField())
    template = serializers.CharField(allow_blank=True)
    template_id = serializers.UUIDField(allow_null=True)
    number = serializers.IntegerField(allow_null=True)


class PairSerializer(serializers.Serializer[Any]):
    """A pair without its cover: both pictures, and who preferred which."""

    number = serializers.IntegerField()
    picture_a = serializers.CharField()
    picture_b = serializers.CharField()
    a = serializers.IntegerField()
    b = serializers.IntegerField()
    same = serializers.IntegerField()


class ResultSerializer(serializers.Serializer[Any]):
    """What the votes say. `share`: how many of those who saw a difference preferred A, null where nobody did; it lies
    in `low`..`high` with 95 % certainty. `winner` is empty where chance would do as well."""

    a = serializers.IntegerField()
    b = serializers.IntegerField()
    same = serializers.IntegerField()
    share = serializers.FloatField(allow_null=True)
    low = serializers.FloatField()
    high = serializers.FloatField()
    winner = serializers.CharField(allow_blank=True)
    sentence = serializers.CharField()
    side_a = SaidSerializer()
    side_b = SaidSerializer()
    pairs = PairSerializer(many=True)
    accepted = serializers.CharField(allow_blank=True)


class BlindTestLineSerializer(serializers.Serializer[Any]):
    """A test in a list. `voted` of `ready` pairs are one's own; `may_close`: whether one may end it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    scene = serializers.UUIDField()
    scene_number = serializers.IntegerField()
    project = serializers.UUIDField()
    project_name = serializers.CharField()
    made_by = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=STATES)
    pairs = serializers.IntegerField()
    ready = serializers.IntegerField()
    voted = serializers.IntegerField()
    voters = serializers.IntegerField()
    may_close = serializers.BooleanField()
    revealed = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)


class BlindTestSerializer(BlindTestLineSerializer):
    """A test as one person sees it. `result` is null until they have voted on every pair, or it is closed."""

    places = PlaceAtTestSerializer(many=True)
    result = ResultSerializer(allow_null=True)


def line(standing: Standing, *, may_close: bool) -> dict[str, Any]:
    """A test in a list."""
    test = standing.test
    project = test.scene.episode.project
    return {
        **{name: getattr(test, name) for name in ("id", "name", "pairs", "created_at", "closed_at")},
        "scene": test.scene_id,
        "scene_number": test.scene.number,
        "project": project.pk,
        "project_name": project.name,
        "made_by": (test.created_by.name or test.created_by.email) if test.created_by else "",
        "state": standing.state,
        "ready": len(standing.frames),
        "voted": sum(1 for number in standing.frames if number in standing.votes),
        "voters": standing.voters,
        "may_close": may_close,
        "revealed": standing.revealed,
    }


def whole(standing: Standing, slug: str, *, may_close: bool) -> dict[str, Any]:
    """All that one may know of a test."""
    votes = standing.votes
    places = [
        {"place": place, "vote": seat.shown(votes[seat.number]) if seat.number in votes else None}
        for place, seat in enumerate(standing.seats, 1)
    ]
    result = _result(standing, slug) if standing.revealed else None
    return {**line(standing, may_close=may_close), "places": places, "result": result}


def _result(standing: Standing, slug: str) -> dict[str, Any]:
    test, now = standing.test, time.time()
    together, each = verdicts(test, standing.frames)
    pairs = [
        {
            "number": number,
            **{f"picture_{side}": media_address(slug, frames[side].output_id, now) for side in (A, B)},
            **{name: getattr(each[number], name) for name in ("a", "b", "same")},
        }
        for number, frames in standing.frames.items()
    ]
    sides = {f"side_{side}": _said(test, side, getattr(test, f"version_{side}")) for side in (A, B)}
    return {**asdict(together), **sides, "pairs": pairs, "accepted": test.accepted}


def _said(test: BlindTest, side: str, version: PromptVersion | None) -> dict[str, Any]:
    said = test.asked[side]
    template: Model | None = version.template if version else None
    return {
        "prompt": said["prompt"],
        "negative_prompt": said["negative_prompt"],
        "chips": said["enhance"],
        "template": str(template) if template else "",
        "template_id": template.pk if template else None,
        "number": version.number if version else None,
    }
