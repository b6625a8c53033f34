"""How qualities, quotes and fallbacks are told."""

from typing import Any

from rest_framework import serializers

from generation import agreement


class FallbackSerializer(serializers.Serializer[Any]):
    """Why something else is made than was asked for. `key` names the reason for programs."""

    reason = serializers.CharField()
    advice = serializers.CharField()
    key = serializers.CharField(default="no_room")
    tips = serializers.ListField(child=serializers.CharField(), default=list)


class ConsentSerializer(serializers.Serializer[Any]):
    """The question whether something lesser may be made. `until`: when it goes on by itself, null where it waits for a
    person; `answer`: "" while it is open; `again`: asked once more, because things got worse than agreed."""

    asked_at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    answer = serializers.ChoiceField(choices=["", *agreement.ANSWERS])
    answered_at = serializers.DateTimeField(allow_null=True)
    again = serializers.BooleanField()


class WaySerializer(serializers.Serializer[Any]):
    """Something that would make the quality fit. `when`: now, later or never (not on this machine as it is);
    `change`: what to send along with the same request, empty where it takes more than that."""

    key = serializers.CharField()
    words = serializers.CharField()
    when = serializers.ChoiceField(choices=["now", "later", "never"])
    change = serializers.DictField(child=serializers.IntegerField())


class QuoteSerializer(serializers.Serializer[Any]):
    """What a request will take, before it is made. `seconds` is from now to the last output, `work_seconds` that of one
    alone; `ahead` how many parts wait before it; `ways` what would make the quality fit, where it does not. Of takes
    that nobody counted, `credits` is the most, `likely_credits` what one good take costs, `takes_said` says so, and
    `most_takes` is how many are made at most."""

    requested_tier = serializers.CharField()
    achieved_tier = serializers.CharField()
    fallback = FallbackSerializer(allow_null=True)
    seconds = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)
    credits = serializers.IntegerField()
    position = serializers.CharField(allow_blank=True)
    ahead = serializers.IntegerField(default=0)
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    frames = serializers.IntegerField()
    fps = serializers.IntegerField(default=0)
    work_seconds = serializers.ListField(child=serializers.FloatField(), default=list)
    memory_gb = serializers.FloatField(default=0.0)
    preview = serializers.BooleanField(default=False)
    simulated = serializers.BooleanField(default=False)
    reason = serializers.CharField(allow_blank=True, default="")
    suggestion = serializers.CharField(allow_blank=True, default="")
    notice = serializers.CharField(allow_blank=True)
    ways = WaySerializer(many=True, default=list)
    likely_credits = serializers.IntegerField(allow_null=True, default=None)
    takes_said = serializers.CharField(allow_blank=True, default="")
    most_takes = serializers.IntegerField(allow_null=True, default=None)


class TierSerializer(serializers.Serializer[Any]):
    """One choice of the quality selector."""

    class PictureSerializer(serializers.Serializer[Any]):
        """A picture at this tier."""

        time_range_seconds = serializers.ListField(child=serializers.FloatField())
        width = serializers.IntegerField()
        height = serializers.IntegerField()
        credits = serializers.IntegerField()
        notice = serializers.CharField(allow_blank=True, help_text="Why it is not reached, else empty.")

    class VideoSerializer(PictureSerializer):
        """A shot at this tier; `seconds` is how long it plays."""

        seconds = serializers.FloatField()

    id = serializers.CharField()
    icon = serializers.CharField()
    name = serializers.CharField()
    words = serializers.CharField()
    picture = PictureSerializer()
    video = VideoSerializer()
    needs = serializers.CharField()
    available = serializers.BooleanField()
    notice = serializers.CharField(allow_blank=True)
    picture_reached = serializers.BooleanField()
    video_reached = serializers.BooleanField()
    memory_gb = serializers.FloatField()
    simulated = serializers.BooleanField()
