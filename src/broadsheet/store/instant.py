"""An instant as a column: microseconds since 1970 UTC, see docs/decisions/0002."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, TypeDecorator
from sqlalchemy.engine import Dialect

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# 1 January of year 1 east of Greenwich is before any time in UTC: kept as it is, it could never be read again.
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC) - _EPOCH, datetime.max.replace(tzinfo=UTC) - _EPOCH


def instant(microseconds: int) -> datetime:
    """The aware UTC datetime so long after 1970."""
    return _EPOCH + timedelta(microseconds=microseconds)


class Instant(TypeDecorator[datetime]):
    """An aware datetime kept as microseconds since 1970 UTC: it sorts, compares and survives both engines exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy asks so
        """Aware datetime to microseconds, held within the years 1 to 9999 of UTC; a naive one is read as UTC."""
        if value is None:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return min(max(aware - _EPOCH, _FIRST), _LAST) // timedelta(microseconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy asks so
        """Microseconds to an aware UTC datetime."""
        return None if value is None else instant(int(value))
