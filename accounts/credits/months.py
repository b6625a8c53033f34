"""Which months' grants are due (pure). A month is told by its first day, in UTC."""

from datetime import date

MOST_MONTHS = 3
"""What a studio that stood still makes up for, the present month included."""


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def after(month: date) -> date:
    """The first day of the next month."""
    return month.replace(year=month.year + 1, month=1) if month.month == 12 else month.replace(month=month.month + 1)


def months_due(granted_until: date | None, today: date) -> list[date]:
    """The months whose grants were not made yet, oldest first; only the present one for a new workspace."""
    now = month_of(today)
    if granted_until is None:
        return [now]
    due, month = [], after(month_of(granted_until))
    while month <= now:
        due.append(month)
        month = after(month)
    return due[-MOST_MONTHS:]
