"""The plug folder of a kept check's reports: the file name is the format."""

import importlib
from typing import Protocol, cast

from broadsheet.core import Checked, Plugins, Stored

# Importing a folder binds its name in this room's door; done here, it is done before the door binds its functions.
importlib.import_module("broadsheet.publish.reports")

REPORTS = Plugins("broadsheet.publish.reports", "report format")


class CheckReport(Protocol):
    """The shape of `reports/<name>.py`."""

    MEDIA_TYPE: str
    SUFFIX: str

    def render(self, stored: Stored[Checked], language: str) -> bytes:
        """The check as a file that stands alone, its own words in `language`."""
        ...


def check_reports() -> list[str]:
    """The names of the formats."""
    return REPORTS.names()


def check_report_file(format: str) -> tuple[str, str]:
    """The media type and the ending of a format's files; raises `UnknownNameError`."""
    module = cast(CheckReport, REPORTS.load(format))
    return module.MEDIA_TYPE, module.SUFFIX


def check_report(stored: Stored[Checked], format: str, *, language: str = "") -> bytes:
    """A kept check as `html`, `pdf`, `badge` or another format, its words in `language`, else in the text's.

    Raises `UnknownNameError` for the format.
    """
    return cast(CheckReport, REPORTS.load(format)).render(stored, language or stored.value.language)
