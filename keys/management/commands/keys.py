"""`./dailies keys ring | new-master | rotate-master | rotate-data`: the vault's keys, for operators."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Workspace
from keys import ring, rotation
from keys.checks import data_keys_by_master
from keys.errors import VaultError


class Command(BaseCommand):
    """Each word may be broken off and called again."""

    help = "Look at the keys of the vault and change them. Shows ids and counts, and a key only as new-master."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words after `keys`."""
        words = parser.add_subparsers(dest="word", required=True, metavar="WORD")
        words.add_parser("ring", help="Which master keys there are, and how many data keys each wraps.")
        words.add_parser("new-master", help="Print a line for the ring of master keys. Changes nothing.")
        words.add_parser("rotate-master", help="Wrap every data key by the newest master key of the ring.")
        data = words.add_parser("rotate-data", help="Seal everything anew under new data keys.")
        data.add_argument("--workspace", default="", metavar="SLUG", help="Only this workspace (all).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the word says; what is wrong with the vault is said with advice."""
        try:
            match options["word"]:
                case "ring":
                    self.tell_ring()
                case "new-master":
                    self.stdout.write(ring.new_entry())
                case "rotate-master":
                    self.rotate_master()
                case _:
                    self.rotate_data(options["workspace"])
        except VaultError as error:
            raise CommandError(str(error)) from error

    def tell_ring(self) -> None:
        """A line for each master key, then those that are needed and missing."""
        known, needed = ring.current(), data_keys_by_master()
        for master_id in known.keys:
            newest = ", the newest" if master_id == known.newest else ""
            weak = ", NOT RANDOM: replace it" if master_id in known.weak else ""
            self.stdout.write(f"{master_id}: {needed.get(master_id, 0)} data keys{newest}{weak}")
        missing = {name: count for name, count in needed.items() if name not in known.keys}
        if missing:
            lines = [f"{name}: {count} data keys, MISSING from the ring" for name, count in missing.items()]
            raise CommandError("\n".join([*lines, "Put these keys back, from the backup of the secrets."]))

    def rotate_master(self) -> None:
        """Rewrap, and say what is left."""
        done = rotation.rotate_master()
        self.stdout.write(f"Wrapped by {done.newest} now: {done.rewrapped} data keys.")
        if done.stuck:
            raise CommandError("\n".join(f"{count} data keys were left: {why}" for why, count in done.stuck.items()))
        self.stdout.write("The older master keys may leave the ring, once no backup needs them.")

    def rotate_data(self, slug: str) -> None:
        """Workspace by workspace."""
        ring.current()
        stuck: list[str] = []
        for workspace in _workspaces(slug):
            try:
                done = rotation.rotate_data(workspace.pk)
            except VaultError as error:
                stuck.append(f"{workspace.slug}: {error}")
                continue
            if done is not None:
                begun = "went on with" if done.went_on else "began"
                self.stdout.write(f"{workspace.slug}: {begun} version {done.version}, {done.resealed} sealed anew.")
                stuck += done.stuck.values()
        if stuck:
            raise CommandError("\n".join([*stuck, "These were left, with their data keys; everything else is done."]))


def _workspaces(slug: str) -> Iterable[Workspace]:
    """One, or all, oldest first."""
    if not slug:
        return Workspace.objects.order_by("pk").iterator(chunk_size=rotation.BATCH_ROWS)
    found = Workspace.objects.filter(slug=slug)
    if not found:
        raise CommandError(f'--workspace: There is no workspace "{slug}". `/admin/accounts/workspace/` lists them.')
    return found
