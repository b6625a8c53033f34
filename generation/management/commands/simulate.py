"""`./dailies simulate SCENARIO`: how the queue would do on other machines, for other people; needs no database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Runs the queue's policy, and with `--compare` two others, over simulated devices."""

    help = "Simulate the queue: utilisation, waits, fairness, loads of models."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `simulate`."""
        from generation.simulator.reading import shipped

        known = ", ".join(shipped())
        parser.add_argument("scenario", metavar="SCENARIO", help=f"a YAML file, or one that is shipped: {known}")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON line a policy")
        parser.add_argument("--compare", action="store_true", help="first come, first served and round-robin as well")
        parser.add_argument("--seed", type=int, help="of all chance: the scenario's own")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, simulate, tell."""
        from generation.simulator.reading import ScenarioError, load
        from generation.simulator.telling import as_line, compare, table

        if options["seed"] is not None and options["seed"] < 0:
            raise CommandError("A seed is a whole number from 0.")
        try:
            scenario = load(options["scenario"])
        except ScenarioError as error:
            raise CommandError(str(error)) from error
        reports = compare(scenario, options["seed"], others=options["compare"])
        if options["as_json"]:
            for report in reports:
                self.stdout.write(as_line(report))
        else:
            self.stdout.write(table(list(reports)))
