"""How a plan is asked for, a script is told and read, and how what depends on it stands."""

from typing import Any, cast

from rest_framework import serializers

from generation.engines.template.frameworks import frameworks
from generation.fields import PromptField, WholeNumberField, seed_field
from generation.prompts.fields import template_field
from generation.stories import scripts
from generation.stories.values import IDEA, KINDS, MOST_SCRIPT_CHARACTERS, PRODUCT, SCRIPT
from projects.dependencies import STATES
from projects.models import PLANNED_SCENES
from projects.script_serializers import ScriptText
from projects.services import scripting

ARC = "arc"
ARC_WORDS = ("The plain arc", "It begins, something stands in the way, and it is answered.", ["Arrival", "Answer"])
KIND_WORDS = ", ".join(word for word, _ in KINDS)


def all_frameworks() -> list[dict[str, Any]]:
    """The ways to tell a film, the plain arc first."""
    name, explains, beats = ARC_WORDS
    told: list[dict[str, Any]] = [{"id": ARC, "name": name, "explains": explains, "beats": beats}]
    return told + [
        {"id": key, "name": each.name, "explains": each.explains, "beats": [beat.name for beat in each.beats]}
        for key, each in frameworks().items()
    ]


class FrameworkSerializer(serializers.Serializer[Any]):
    """A way to tell a film."""

    id = serializers.CharField()
    name = serializers.CharField()
    explains = serializers.CharField()
    beats = serializers.ListField(child=serializers.CharField())


def _fact(most: int, **kwargs: Any) -> ScriptText:
    return ScriptText(max_length=most, **{"required": False, "allow_blank": True, "default": "", **kwargs})


class ProductSerializer(serializers.Serializer[Any]):
    """What a film is to sell."""

    name = ScriptText(max_length=120)
    audience = _fact(200, help_text="Who it is for.")
    benefit = _fact(400, help_text="What it does for them.")
    offer = _fact(200, help_text="What to do now.")


class PlanSerializer(serializers.Serializer[Any]):
    """Plan an episode from an idea, a product or a script."""

    kind = serializers.ChoiceField(
        choices=KINDS,
        required=False,
        default=IDEA,
        error_messages={"invalid_choice": f'"{{input}}" can\'t be planned from.\nUse one of: {KIND_WORDS}.'},
    )
    idea = PromptField(required=False)
    framework = serializers.CharField(required=False, default=ARC, max_length=40, help_text="GET /frameworks has them.")
    product = ProductSerializer(required=False)
    script = ScriptText(required=False, max_length=MOST_SCRIPT_CHARACTERS, help_text="A screenplay, a list or a text.")
    scenes = WholeNumberField(noun="number of scenes", min_value=1, max_value=PLANNED_SCENES, required=False, default=3)
    seed = seed_field()
    template = template_field()
    replace = serializers.BooleanField(required=False, default=False)

    def validate_framework(self, value: str) -> str:
        """One of those there are."""
        known = [each["id"] for each in all_frameworks()]
        if value not in known:
            raise serializers.ValidationError(f'"{value}" is no framework.\nUse one of: {", ".join(known)}.')
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Each kind has its source; what goes on is what `making.make_plan` takes."""
        kind = attrs.pop("kind")
        framework, product, script = attrs.pop("framework"), attrs.pop("product", None), attrs.pop("script", None)
        if kind == IDEA:
            _needs(attrs, "idea", "The prompt is missing.\nDescribe what should be seen, in a few words.")
            return attrs | ({"brief": {"kind": kind, "framework": framework}} if framework != ARC else {})
        if kind == PRODUCT:
            _needs({"product": product}, "product", "The product is missing.\nSay at least its name.")
            facts = cast(dict[str, str], product)
            idea = attrs.get("idea") or ". ".join(filter(None, (facts["name"], facts["benefit"])))
            return attrs | {"idea": idea, "brief": {"kind": kind, "framework": framework, "product": dict(facts)}}
        _needs({"script": script}, "script", "The script is missing.\nPaste its text.")
        return attrs | _of_script(str(script), attrs)


def _needs(attrs: dict[str, Any], name: str, words: str) -> None:
    if not attrs.get(name):
        raise serializers.ValidationError({name: words})


def _of_script(text: str, attrs: dict[str, Any]) -> dict[str, Any]:
    told = scripts.read(text, attrs["scenes"])
    if not told.scenes:
        raise serializers.ValidationError({"script": "This script has no scenes.\nPaste more of its text."})
    plans = [written.plan for written in told.scenes]
    scripting.check_scenes(plans, "script")
    idea = attrs.get("idea") or told.title or plans[0].prompt or plans[0].title or "A script"
    return {"idea": idea[:600], "brief": {"kind": SCRIPT, "source": text}}


class ScriptLineSerializer(serializers.Serializer[Any]):
    """Where a scene stands in the script, and how long its words play."""

    scene = serializers.UUIDField()
    number = serializers.IntegerField()
    line = serializers.IntegerField(help_text="From 1.")
    seconds = serializers.FloatField()
    why = serializers.CharField(help_text="What the time rests on.")


class ScriptSerializer(serializers.Serializer[Any]):
    """An episode's script."""

    text = serializers.CharField()
    etag = serializers.CharField(help_text="Send it back in If-Match.")
    scenes = ScriptLineSerializer(many=True)


class ScriptWriteSerializer(serializers.Serializer[Any]):
    """A whole script."""

    text = ScriptText(max_length=MOST_SCRIPT_CHARACTERS, allow_blank=True, trim_whitespace=False)
    remove = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Whether scenes that the text leaves out go although they have pictures.",
    )


class ChangeSerializer(serializers.Serializer[Any]):
    """What an edit does to one scene."""

    scene = serializers.UUIDField(allow_null=True)
    number = serializers.IntegerField()
    title = serializers.CharField(allow_blank=True)
    what = serializers.ChoiceField(choices=["added", "changed", "moved", "kept", "removed"])
    fields = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]
    frames = serializers.IntegerField(help_text="Lost where it is removed.")
    takes = serializers.IntegerField()


class PreviewSerializer(serializers.Serializer[Any]):
    """What an edit would do."""

    changes = ChangeSerializer(many=True)
    left_out = serializers.IntegerField(help_text="Characters in /* */, which are not kept.")


class PlaceSerializer(serializers.Serializer[Any]):
    """Another place."""

    to = WholeNumberField(noun="place", min_value=1, max_value=1000)


class SplitSerializer(serializers.Serializer[Any]):
    """Where to cut."""

    at = WholeNumberField(noun="sentence", min_value=1, max_value=1000)


class NodeSerializer(serializers.Serializer[Any]):
    """How something made stands."""

    state = serializers.ChoiceField(choices=STATES)
    reason = serializers.CharField(allow_blank=True)


class CostSerializer(serializers.Serializer[Any]):
    """What making anew costs at most, and the seconds of work from and to."""

    credits = serializers.IntegerField()
    seconds = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)


class SceneStandingSerializer(serializers.Serializer[Any]):
    """How what was made of a scene stands."""

    scene = serializers.UUIDField(source="scene.pk")
    number = serializers.IntegerField(source="scene.number")
    frame = NodeSerializer(source="states.frame")
    take = NodeSerializer(source="states.take")
    redo = CostSerializer(source="cost", allow_null=True)


class StandingSerializer(serializers.Serializer[Any]):
    """How what was made of an episode stands: words -> frame -> take -> film."""

    scenes = SceneStandingSerializer(many=True)
    film = NodeSerializer()
    redo = CostSerializer(source="cost", allow_null=True)


class RedoSerializer(serializers.Serializer[Any]):
    """What to make anew; left out: all that is out of date, and the film."""

    scenes = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=100)
