"""Putting failures right."""
