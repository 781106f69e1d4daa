"""Posts it as JSON to the address in the settings, where the publisher's push or mail service takes over."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError, MissingError, SourceError

if TYPE_CHECKING:
    from broadsheet.app.settings import Settings

_SECONDS = 10.0  # a service that takes longer to say yes holds up every reader after this one


def send(message: Mapping[str, Any], settings: "Settings") -> None:
    """Post `message`; any answer of 200 to 299 is a yes.

    Raises `MissingError` when no address is set, `InvalidInputError` for one that is none, `SourceError` when the
    service can't be reached or says no.
    """
    import httpx

    if not settings.webhook:
        raise MissingError("no address to post notices to", do="set webhook in broadsheet.toml")
    if not settings.webhook.startswith(("http://", "https://")):
        raise InvalidInputError("the setting webhook is no web address", found=settings.webhook)
    try:
        httpx.post(settings.webhook, json=dict(message), timeout=_SECONDS, trust_env=False).raise_for_status()
    except httpx.HTTPError as error:
        raise SourceError(
            "the service that sends notices did not take this one", asked=settings.webhook, found=str(error)
        ) from error
