"""From draft to public: review, labels, formats. It does not know how a draft was written or where it is kept."""

from broadsheet.publish.claim_review import LABELS as RATING_LABELS
from broadsheet.publish.claim_review import claim_feed, claim_review, claim_review_json, rating_label
from broadsheet.publish.editing import correct, edit
from broadsheet.publish.embedding import embedded
from broadsheet.publish.evidence_files import check_report, check_report_file, check_reports
from broadsheet.publish.letters import letter_html, letter_text, letter_title
from broadsheet.publish.merging import Part, merge, merged
from broadsheet.publish.notices import notices
from broadsheet.publish.output import Site, feed, feeds, formats, media_type, render
from broadsheet.publish.personal_feed import FeedEntry, personal_feed
from broadsheet.publish.prose import prose
from broadsheet.publish.provenance import Provenance, provenance
from broadsheet.publish.release import publication
from broadsheet.publish.review import actions, advance, outstanding

__all__ = [
    "RATING_LABELS",
    "FeedEntry",
    "Part",
    "Provenance",
    "Site",
    "actions",
    "advance",
    "check_report",
    "check_report_file",
    "check_reports",
    "claim_feed",
    "claim_review",
    "claim_review_json",
    "correct",
    "edit",
    "embedded",
    "feed",
    "feeds",
    "formats",
    "letter_html",
    "letter_text",
    "letter_title",
    "media_type",
    "merge",
    "merged",
    "notices",
    "outstanding",
    "personal_feed",
    "prose",
    "provenance",
    "publication",
    "rating_label",
    "render",
]
