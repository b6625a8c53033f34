"""Writes of the room: projects and scenes, choosing, and asking generation for what they need."""
