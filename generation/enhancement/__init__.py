"""Chips that say how a scene is filmed: what each adds to a prompt, which are on, and what they look like."""
