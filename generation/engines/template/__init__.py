"""Text without a model, from rules: stories, enhanced prompts, camera movements, what may help. Pure; any language."""

from generation.engines.template.briefing import plan
from generation.engines.template.enhancing import enhance_prompt, enhancing_phrases
from generation.engines.template.moving import movement_for
from generation.engines.template.planning import plan_scenes
from generation.engines.template.suggesting import suggest
from generation.stories.values import Brief, ScenePlan, StoryPlan

name = "template"
version = "1"

__all__ = [
    "Brief",
    "ScenePlan",
    "StoryPlan",
    "enhance_prompt",
    "enhancing_phrases",
    "movement_for",
    "name",
    "plan",
    "plan_scenes",
    "suggest",
    "version",
]
