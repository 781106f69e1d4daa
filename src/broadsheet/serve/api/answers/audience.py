"""What the API answers about the audience."""

from datetime import datetime

from pydantic import BaseModel

from broadsheet.app.gauging import AudienceHeads
from broadsheet.media import Sheet


class AudienceOut(BaseModel):
    """The window in numbers, and every figure as a table; null where under five readers would be told of."""

    since: datetime
    until: datetime
    heads: AudienceHeads
    figures: dict[str, Sheet]
