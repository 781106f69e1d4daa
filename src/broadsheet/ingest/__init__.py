"""From the outside world to articles: fetch, parse, extract, recognise duplicates."""

from broadsheet.ingest.claim_review import fact_checks, ruling
from broadsheet.ingest.duplicates import Added, Signature, Verdict, add, deduplicate, sign, similarity
from broadsheet.ingest.fetch import Fetcher, Limits, Web
from broadsheet.ingest.item import Item, SourceFormat
from broadsheet.ingest.kinds import find_out, items, sources_in
from broadsheet.ingest.poll import Poll, poll
from broadsheet.ingest.problem import Problem
from broadsheet.ingest.read import read
from broadsheet.ingest.response import Response
from broadsheet.ingest.sample import sample, sample_truth
from broadsheet.ingest.urls import normalise

__all__ = [
    "Added",
    "Fetcher",
    "Item",
    "Limits",
    "Poll",
    "Problem",
    "Response",
    "Signature",
    "SourceFormat",
    "Verdict",
    "Web",
    "add",
    "deduplicate",
    "fact_checks",
    "find_out",
    "items",
    "normalise",
    "poll",
    "read",
    "ruling",
    "sample",
    "sample_truth",
    "sign",
    "similarity",
    "sources_in",
]
