"""When a source is asked again: its own pace, doubling waits after failures, what the server asks for. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

CAP = timedelta(hours=24)  # a source that fails for days is still tried daily: outages end
_MAX_TTL = timedelta(hours=24)  # minutes in a <ttl> of years are a mistake
_DOUBLINGS = 16  # beyond that every interval is over the cap


@dataclass(frozen=True, slots=True)
class Pace:
    """What a feed says about itself: minutes it may be kept (`ttl`), and UTC hours it sleeps (RSS 2.0 skipHours)."""

    ttl: timedelta = timedelta(0)
    skip_hours: frozenset[int] = frozenset()


def pace(payload: bytes) -> Pace:
    """The pace an RSS channel asks for; nothing for other payloads."""
    channel = payload.split(b"<item", 1)[0][:20_000]
    ttl = re.search(rb"<ttl>\s*(\d{1,6})\s*</ttl>", channel)
    hours = re.search(rb"<skipHours>(.*?)</skipHours>", channel, re.DOTALL)
    named = {int(h) % 24 for h in re.findall(rb"<hour>\s*(\d{1,2})\s*</hour>", hours.group(1))} if hours else set()
    minutes = timedelta(minutes=int(ttl.group(1))) if ttl else timedelta(0)
    return Pace(min(minutes, _MAX_TTL), frozenset(named if len(named) < 24 else ()))


def after_success(now: datetime, *, interval: timedelta, pace: Pace = Pace()) -> datetime:
    """The next poll after one that went well: the longer of the two paces, moved out of the hours the feed sleeps."""
    moment = now + max(interval, pace.ttl)
    while moment.astimezone(UTC).hour in pace.skip_hours:
        moment = (moment + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return moment


def after_failure(now: datetime, *, interval: timedelta, failures: int, wait: timedelta | None = None) -> datetime:
    """The next poll after `failures` in a row (1 or more): the interval doubled each time up to a day, or `wait`."""
    doubled: timedelta = min(interval * (1 << min(failures, _DOUBLINGS)), max(CAP, interval))
    return now + max(doubled, wait or timedelta(0))
