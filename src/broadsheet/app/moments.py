"""Moving a moment without leaving what a datetime can say."""

from datetime import UTC, datetime, timedelta


def moved(at: datetime, by: timedelta) -> datetime:
    """`at + by`, held within what a datetime can say."""
    try:
        return at + by
    except OverflowError:
        return (datetime.max if by > timedelta() else datetime.min).replace(tzinfo=UTC)
