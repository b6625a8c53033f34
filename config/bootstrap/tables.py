"""Bringing the tables up to date, and skipping that in milliseconds when nothing has changed."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from config.bootstrap.environment import MARK, Addresses, for_migrations
from config.bootstrap.family import Family
from config.bootstrap.processes import Recipe
from config.bootstrap.state import REPOSITORY, State

STAMP = "migrated"


def migration_files(repository: Path) -> list[Path]:
    """Our own migrations, in a stable order, and the policies and rights that follow each of them."""
    rights = ("accounts/walls.py", "quality/rights.py")
    return [*sorted(repository.glob("*/migrations/*.py")), *(path for name in rights for path in repository.glob(name))]


def mark(files: Iterable[Path], installed: str) -> str:
    """One value for the migrations there are: our files' content, and which packages are installed (with theirs)."""
    digest = hashlib.sha256(installed.encode())
    for path in files:
        digest.update(f"\0{path.parent.parent.name}/{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def wanted() -> str:
    """The mark of this checkout with this `.venv`."""
    stamp = Path(sys.prefix, "dailies-installed.json")
    return mark(migration_files(REPOSITORY), stamp.read_text() if stamp.exists() else sys.version)


def up_to_date(state: State, embedded: bool) -> bool:
    """Whether the embedded database has all migrations. Of a database elsewhere nobody can know without asking it."""
    return embedded and state.stamp(STAMP) == wanted()


def migrate(family: Family, state: State, addresses: Addresses, base: dict[str, str], embedded: bool) -> None:
    """Run the migrations as the owner. The stamp comes last, so an interrupted run is done again."""
    goal = wanted()
    family.run(
        Recipe(
            name="migrate",
            argv=(sys.executable, "manage.py", "migrate", "--no-input", "--database=owner"),
            environment={**for_migrations(base, addresses), MARK: str(state.root)},
            log=state.log("migrate"),
        )
    )
    if embedded:
        state.set_stamp(STAMP, goal)
