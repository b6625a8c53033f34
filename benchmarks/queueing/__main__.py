"""What the queue costs.

Run: .venv/bin/python -m benchmarks.queueing depth|alone|whole [--jobs N] [--rounds N]

depth: claims with 100 and 100,000 jobs in the lane. alone: claim and finish beside pgqueuer, which is installed into an
environment of its own. whole: jobs that make nothing through table, bell, worker and events, beside bare Dramatiq.
One line of JSON each.
"""

import argparse
import json
import os

import django

from benchmarks.queueing import alone, depth, whole


def main() -> None:
    """Measure one part."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("part", choices=("depth", "alone", "whole"))
    parser.add_argument("--jobs", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    from config.bootstrap.services import ending_in_order, throwaway
    from config.bootstrap.state import State

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    kept = State.here()
    with ending_in_order(), throwaway():
        django.setup()
        from django.core.management import call_command

        call_command("migrate", database="owner", verbosity=0)
        if asked.part == "depth":
            found = depth.measure(asked.jobs)
        elif asked.part == "whole":
            found = whole.measure(asked.jobs, asked.rounds)
        else:
            found = alone.measure(kept.root / "pgqueuer", os.environ["DATABASE_OWNER_URL"], asked.jobs, asked.rounds)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
