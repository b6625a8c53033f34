"""Text without a model: stories, enhanced prompts and camera movements from rules. Pure; any language."""

from generation.engines.template.enhancing import enhance_prompt
from generation.engines.template.moving import movement_for
from generation.engines.template.planning import plan_scenes
from generation.engines.template.values import ScenePlan, StoryPlan

name = "template"
version = "1"

__all__ = ["ScenePlan", "StoryPlan", "enhance_prompt", "movement_for", "name", "plan_scenes", "version"]
