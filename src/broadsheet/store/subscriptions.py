"""What readers asked to be sent, and the secret addresses of their feeds."""

from sqlalchemy import delete, select

from broadsheet.core import Subscription
from broadsheet.store.engine import Database
from broadsheet.store.tables import feed_keys, subscriptions
from broadsheet.store.values import Form

_SUBSCRIPTION = Form(Subscription)


class Subscriptions:
    """The repository of subscriptions, one a reader, and of feed keys, one a reader."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, reader: str) -> Subscription:
        """What a reader asked for; one who never did gets nothing sent."""
        with self._database.reading() as connection:
            query = select(subscriptions.c.value).where(subscriptions.c.reader == reader)
            value = connection.execute(query).scalar()
        return _SUBSCRIPTION.read(value) if value else Subscription(reader)

    def by_letter_key(self, key: str) -> Subscription | None:
        """The subscription a letter's address leads to, if it is one."""
        with self._database.reading() as connection:
            query = select(subscriptions.c.value).where(subscriptions.c.letter_key == key)
            value = connection.execute(query).scalar() if key else None
        return _SUBSCRIPTION.read(value) if value else None

    def put(self, subscription: Subscription) -> None:
        """Keep a subscription in the place of the reader's old one; its `letter_key` has to be given."""
        row = {
            "reader": subscription.reader,
            "letter_key": subscription.letter_key,
            "value": _SUBSCRIPTION.write(subscription),
        }
        with self._database.writing() as connection:
            connection.execute(delete(subscriptions).where(subscriptions.c.reader == subscription.reader))
            connection.execute(subscriptions.insert().values(row))

    def list(self) -> list[Subscription]:
        """Every subscription, by the reader's name."""
        query = select(subscriptions.c.value).order_by(subscriptions.c.reader)
        with self._database.reading() as connection:
            return [_SUBSCRIPTION.read(value) for value in connection.execute(query).scalars()]

    def reader_of_feed(self, key: str) -> str:
        """The name of the reader whose feed has this key; empty when none has."""
        with self._database.reading() as connection:
            found = connection.execute(select(feed_keys.c.reader).where(feed_keys.c.key == key)).scalar()
        return str(found or "")

    def put_feed_key(self, reader: str, key: str) -> None:
        """Let `key` alone lead to the reader's feed; an empty one closes it."""
        with self._database.writing() as connection:
            connection.execute(delete(feed_keys).where(feed_keys.c.reader == reader))
            if key:
                connection.execute(feed_keys.insert().values(key=key, reader=reader))

    def erase(self, reader: str) -> None:
        """Forget what a reader asked for, and close their feed."""
        with self._database.writing() as connection:
            connection.execute(delete(subscriptions).where(subscriptions.c.reader == reader))
            connection.execute(delete(feed_keys).where(feed_keys.c.reader == reader))
