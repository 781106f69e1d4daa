"""Fact checks as others publish them: ClaimReview (schema.org) and what the Fact Check Tools give, to `FactCheck`s."""

from broadsheet.ingest.claim_review.nodes import fact_checks
from broadsheet.ingest.claim_review.ratings import ruling

__all__ = ["fact_checks", "ruling"]
