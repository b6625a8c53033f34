"""Months of the audit log: a partition each, made ahead and dropped as a whole when they are too old.

Only the owner of the tables may do either, so it is done after each migration and by `./dailies audit`; until then a
month that has no partition is kept in the default one. `app` and `ops` have no right on a partition itself, whose
rows no policy would guard.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.apps import AppConfig
from django.conf import settings
from django.db import connections, transaction

from accounts.walls import OWNER

TABLE = "accounts_auditentry"
DEFAULT = f"{TABLE}_default"
MONTHS_AHEAD = 12


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One month of the calendar, UTC."""

    year: int
    month: int

    @classmethod
    def of(cls, moment: datetime) -> "Month":
        """The month a moment lies in."""
        return cls(moment.astimezone(UTC).year, moment.astimezone(UTC).month)

    def later(self, months: int) -> "Month":
        """So many months on; a negative number goes back."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def first_day(self) -> date:
        """Where it starts, at midnight UTC."""
        return date(self.year, self.month, 1)

    @property
    def table(self) -> str:
        """The name of its partition."""
        return f"{TABLE}_y{self.year:04}m{self.month:02}"


def due(there: set[str], now: datetime, kept_months: int) -> tuple[list[Month], list[str]]:
    """Which months lack their partition, and which partitions are older than `kept_months` whole months (pure)."""
    current = Month.of(now)
    wanted = [current.later(ahead) for ahead in range(MONTHS_AHEAD + 1)]
    oldest = current.later(-kept_months).table
    months = {name for name in there if name != DEFAULT}
    return [month for month in wanted if month.table not in there], sorted(name for name in months if name < oldest)


def keep_months(sender: AppConfig | None = None, using: str = OWNER, **kwargs: object) -> tuple[list[str], list[str]]:
    """Make the months ahead and drop the old ones; the names of what was made and of what was dropped."""
    if using != OWNER or TABLE not in connections[OWNER].introspection.table_names():
        return [], []
    _close(DEFAULT)
    missing, old = due(_partitions(), datetime.now(UTC), settings.AUDIT_MONTHS)
    for month in missing:
        _make(month)
    for name in old:
        with connections[OWNER].cursor() as cursor:
            cursor.execute(f"DROP TABLE {connections[OWNER].ops.quote_name(name)}")
    return [month.table for month in missing], old


def _partitions() -> set[str]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass", [TABLE])
        return {name for (name,) in cursor.fetchall()}


def _make(month: Month) -> None:
    """One partition, with the rows of its month that waited in the default one."""
    name, start, end = month.table, month.first_day, month.later(1).first_day
    with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
        cursor.execute(f"CREATE TABLE {name} (LIKE {TABLE} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
        _close(name)
        cursor.execute(f"LOCK TABLE {TABLE} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            f"WITH waiting AS (DELETE FROM {DEFAULT} WHERE at >= %s AND at < %s RETURNING *)"
            f" INSERT INTO {name} SELECT * FROM waiting",
            [start, end],
        )
        cursor.execute(f"ALTER TABLE {TABLE} ATTACH PARTITION {name} FOR VALUES FROM ('{start}') TO ('{end}')")


GUESTS_SQL = """
SELECT DISTINCT rolname FROM pg_class, aclexplode(relacl) JOIN pg_roles ON pg_roles.oid = grantee
WHERE pg_class.oid = %s::regclass AND grantee <> relowner
"""


def _close(table: str) -> None:
    """Take every right on a partition from whoever does not own it: default privileges have given some."""
    name = connections[OWNER].ops.quote_name
    with connections[OWNER].cursor() as cursor:
        cursor.execute(GUESTS_SQL, [table])
        for (role,) in cursor.fetchall():
            cursor.execute(f"REVOKE ALL ON {table} FROM {name(role)}")
