"""What readers asked to be sent, the channel that carries it, and the secret addresses that are theirs."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from broadsheet.app.reading_controls import ReadingControls
from broadsheet.core import InvalidInputError, NotFoundError, Plugins, Reader, Subscription

CHANNELS = Plugins("broadsheet.app.channels", "channel")
MOST_A_DAY = 20  # notices: who wants more wants a feed
_KEY_BYTES = 24  # 192 random bits: an address nobody guesses


class Subscribing(ReadingControls):
    """The part of the newsroom that knows what may be sent to whom."""

    def subscription(self, name: str) -> Subscription:
        """What a reader asked to be sent; nothing, for one who never did."""
        return self.store.subscriptions.get(self.reader(name).name)

    def subscribe(self, name: str, **wishes: Any) -> Subscription:
        """Change what a reader wants sent; `wishes` are fields of `Subscription`, and what is left out stays.

        Raises `InvalidInputError` for an hour, a cap, a threshold or a time zone that is none.
        """
        old = self.subscription(name)
        new = _checked(replace(old, **wishes, reader=old.reader))
        kept = replace(new, letter_key=old.letter_key or secrets.token_urlsafe(_KEY_BYTES))
        self.store.subscriptions.put(kept)
        return kept

    def stop_letters(self, key: str) -> str:
        """Stop the letters whose address has this key, as the link in each letter asks; returns the reader's name.

        Raises `NotFoundError` for a key that is none.
        """
        subscription = self.store.subscriptions.by_letter_key(key)
        if subscription is None:
            raise NotFoundError("this address leads to no letters", do="open the link of your newest letter")
        self.store.subscriptions.put(replace(subscription, letters=False))
        return subscription.reader

    def feed_key(self, name: str, *, new: bool = False) -> str:
        """The secret in the address of a reader's own feed, made when first asked for; `new` shuts the old address."""
        reader = self.reader(name)
        if new or not reader.feed_key:
            return self._put_feed_key(reader, secrets.token_urlsafe(_KEY_BYTES))
        return reader.feed_key

    def close_feed(self, name: str) -> None:
        """Shut a reader's feed: its address leads nowhere."""
        self._put_feed_key(self.reader(name), "")

    def reader_of_feed(self, key: str) -> Reader:
        """The reader whose feed has this key; raises `NotFoundError`."""
        name = self.store.subscriptions.reader_of_feed(key) if key else ""
        if not name:
            raise NotFoundError("there is no feed at this address", do="open it from your own page")
        return self.reader(name)

    def send(self, message: Mapping[str, Any]) -> str:
        """Give a message to the newsroom's channel; returns the channel's name and raises what it raises."""
        channel = self.settings.channel
        CHANNELS.load(channel).send(message, self.settings)
        return channel

    def _put_feed_key(self, reader: Reader, key: str) -> str:
        self.store.subscriptions.put_feed_key(reader.name, key)
        self.put_reader(replace(reader, feed_key=key))
        return key


def _checked(wish: Subscription) -> Subscription:
    if not all(0 <= hour <= 23 for hour in (wish.quiet_from, wish.quiet_to)):
        raise InvalidInputError("an hour is 0 to 23", asked=f"{wish.quiet_from} to {wish.quiet_to}")
    if not 0 <= wish.most_a_day <= MOST_A_DAY:
        raise InvalidInputError(f"notices a day are 0 to {MOST_A_DAY}", asked=str(wish.most_a_day))
    if not 0 <= wish.threshold <= 1:
        raise InvalidInputError("a threshold is 0 to 1", asked=str(wish.threshold))
    try:
        ZoneInfo(wish.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInputError(
            "there is no such time zone", asked=wish.zone, do="give a name like Asia/Shanghai"
        ) from error
    return wish
