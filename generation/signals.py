"""What generation announces, inside the finishing transaction; receivers only write rows.

Sent with: `plan_made(generation, plan)`, `plan_finished(generation)`, `frames_finished(generation)`,
`takes_finished(generation)`, `film_cut(generation, output)`, `generation_stopped(generation)` (failed, cancelled, or in
review with nothing made), `generation_ended(generation)` (whatever its end), `consent_asked(generation)`.

`again_wanted(generation, user_id, tier, part)` asks: who knows scenes and tiers makes the same once more and answers
with the new generation's id; `tier` empty: its own; `part`: a failed job alone, or None for all.

`sweep_due(now)`: once an hour, in the scope of each workspace, outside of any transaction of a generation.
"""

from django.dispatch import Signal

plan_made = Signal()
plan_finished = Signal()
frames_finished = Signal()
takes_finished = Signal()
film_cut = Signal()
generation_stopped = Signal()
generation_ended = Signal()
consent_asked = Signal()
again_wanted = Signal()
sweep_due = Signal()
