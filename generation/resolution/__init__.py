"""Putting failures right: what may help (steps/), in which order (plans.py), and who does it (working.py)."""
