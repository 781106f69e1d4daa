"""From draft to public: review, labels, formats. It does not know how a draft was written or where it is kept."""

from broadsheet.publish.editing import correct, edit
from broadsheet.publish.notices import notices
from broadsheet.publish.output import Site, feed, feeds, formats, media_type, render
from broadsheet.publish.provenance import Provenance, provenance
from broadsheet.publish.release import publication
from broadsheet.publish.review import actions, advance, outstanding

__all__ = [
    "Provenance",
    "Site",
    "actions",
    "advance",
    "correct",
    "edit",
    "feed",
    "feeds",
    "formats",
    "media_type",
    "notices",
    "outstanding",
    "provenance",
    "publication",
    "render",
]
