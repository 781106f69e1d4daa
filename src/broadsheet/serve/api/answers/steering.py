"""What the API answers about steering."""

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from broadsheet.app.directing import RunningSteer
from broadsheet.core import Dials
from broadsheet.core.steering import DialSetting
from broadsheet.serve.api.answers.kept import kept
from broadsheet.store import KeptSteer

if TYPE_CHECKING:
    KeptSetting = Any
else:
    KeptSetting = kept(DialSetting)


class DirectionOut(BaseModel):
    """What bears on every front page now; `setting` is who turned the dials, null where nobody did."""

    dials: Dials
    setting: KeptSetting | None
    steers: list[RunningSteer]


class HistoryOut(BaseModel):
    """Every setting of the dials and every pin and boost, the last first."""

    dials: list[KeptSetting]
    steers: list[KeptSteer]
