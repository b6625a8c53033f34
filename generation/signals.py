"""What generation announces, inside the finishing transaction; receivers only write rows.

Sent with: `plan_made(generation, plan)`, `plan_finished(generation)`, `frames_finished(generation)`,
`takes_finished(generation)`, `film_cut(generation, output)`, `generation_stopped(generation)` (failed or cancelled).
"""

from django.dispatch import Signal

plan_made = Signal()
plan_finished = Signal()
frames_finished = Signal()
takes_finished = Signal()
film_cut = Signal()
generation_stopped = Signal()
