"""What was suggested, what people did with it, and what it brought."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from accounts.ops import MadeSince, OpsAdmin, WorkspaceFilter, badge, display, link_to, one_of
from generation.admin.media import OfGeneration
from generation.engines.template.suggesting import rules
from generation.models import Generation, PromptSuggestion, SuggestionTally
from generation.suggesting import values
from generation.suggesting.expecting import acceptance
from generation.suggesting.values import Tally
from quality.scoring.names import NAMES, name_of

COLOURS = {values.ACCEPTED: "success", values.EDITED: "success", values.IGNORED: "warning"}
KeyFilter = one_of("key", "suggestion", [(rule.key, rule.key.replace("-", " ").capitalize()) for rule in rules()])
DimensionFilter = one_of("dimension", "what it is for", list(NAMES.items()))


@admin.register(PromptSuggestion)
class PromptSuggestionOps(OfGeneration):
    """Suggestions, newest first."""

    list_display = ("key", "what_for", "status", "brought", "of_generation", "of_workspace", "made")
    list_filter = (KeyFilter, DimensionFilter, "state", MadeSince, WorkspaceFilter)
    fields = (
        *("key", "what_for", "reason", "status", "expected", "urgency", "brought", "engine", "version"),
        *("of_generation", "of_what_came", "of_workspace", "answered_by", "answered_at", "created_at"),
    )

    @display("What for", ordering="dimension")
    def what_for(self, row: Any) -> str:
        """Its dimension in people's words."""
        return name_of(row.dimension)

    @display("State", ordering="state")
    def status(self, row: Any) -> SafeString:
        """In words."""
        return badge(row.get_state_display(), COLOURS.get(row.state, ""))

    @display("Brought", ordering="gain")
    def brought(self, row: Any) -> str:
        """Points of 100."""
        return "" if row.gain is None else f"{row.gain:+.0f}"

    @display("Led to")
    def of_what_came(self, row: Any) -> SafeString:
        """A link to what was made with it."""
        return link_to(Generation, row.led_to_id, "What was made")


@admin.register(SuggestionTally)
class SuggestionTallyOps(OpsAdmin):
    """How often each suggestion is used and what it brings: what its place follows from."""

    list_display = ("key", "what_for", "accepted", "ignored", "wanted", "measured", "brings")
    list_filter = (DimensionFilter,)
    fields = ("key", "what_for", "accepted", "ignored", "wanted", "measured", "brings")

    @display("What for", ordering="dimension")
    def what_for(self, row: Any) -> str:
        """Its dimension in people's words."""
        return name_of(row.dimension)

    @display("Used, as it is reckoned with")
    def wanted(self, row: Any) -> str:
        """Corrected by how few answers there are."""
        return f"{acceptance(Tally(row.accepted, row.ignored)):.0%}"

    @display("Brings on average")
    def brings(self, row: Any) -> str:
        """Points of 100; empty before it was measured."""
        return f"{row.gain / row.measured:+.1f}" if row.measured else ""
