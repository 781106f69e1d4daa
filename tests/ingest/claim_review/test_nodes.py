import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import Appearance, FactCheck, InvalidInputError, ParseError, Rating
from broadsheet.ingest import Problem
from broadsheet.ingest.claim_review import fact_checks

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/flood",
    "claimReviewed": "The flood took 40 lives.",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A minister"},
        "datePublished": "2026-11-07",
        "appearance": [
            {"@type": "NewsArticle", "url": "https://news.example/1", "publisher": {"name": "Tribune"}},
            "https://news.example/2",
        ],
    },
    "author": {"@type": "Organization", "name": "Check Desk", "url": "https://check.example/"},
    "datePublished": "2026-11-08",
    "reviewRating": {"@type": "Rating", "ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "False"},
}


def _read(value: Any) -> list[FactCheck | Problem]:
    return list(fact_checks(json.dumps(value, ensure_ascii=False).encode()))


def _claims(value: Any) -> list[str]:
    return [c.claim for c in _read(value) if isinstance(c, FactCheck)]


def test_every_field_finds_its_place() -> None:
    assert _read(REVIEW) == [
        FactCheck(
            claim="The flood took 40 lives.",
            rating=Rating("False", 2.0, 1.0, 5.0),
            ruling="false",
            claimant="A minister",
            claimed=datetime(2026, 11, 7, tzinfo=UTC),
            appearances=(Appearance("https://news.example/1", "Tribune"), Appearance("https://news.example/2")),
            author="Check Desk",
            author_url="https://check.example/",
            url="https://check.example/flood",
            published=datetime(2026, 11, 8, tzinfo=UTC),
            language="en",
        )
    ]


@pytest.mark.parametrize(
    "wrapped",
    [
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "x"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": REVIEW}]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": REVIEW}]},
        {"@type": "NewsArticle", "review": REVIEW},
        {**REVIEW, "@type": ["Review", "ClaimReview"]},
        {**REVIEW, "@type": "https://schema.org/ClaimReview"},
        {**REVIEW, "@type": "schema:ClaimReview"},
    ],
)
def test_it_is_found_wherever_publishers_put_it(wrapped: Any) -> None:
    assert _claims(wrapped) == [REVIEW["claimReviewed"]]


def test_a_page_with_several_scripts_gives_all_that_can_be_read() -> None:
    page = (
        "<html><head><script type='application/ld+json'>{broken</script>"
        f'<script class=x type="application/ld+json">//<![CDATA[\n{json.dumps(REVIEW)}\n//]]></script>'
        '<script>var a = "ClaimReview"</script></head><body>'
        f"<SCRIPT TYPE=application/ld+json>{json.dumps([{**REVIEW, 'claimReviewed': 'Second'}])}</SCRIPT></body></html>"
    )
    found = list(fact_checks(page.encode(), url="https://check.example/page"))
    assert [type(f) for f in found] == [Problem, FactCheck, FactCheck]
    assert isinstance(found[0], Problem)
    assert found[0].error.code == "parse"


def test_lines_of_json_are_read_one_by_one() -> None:
    rows = "\n".join([json.dumps(REVIEW), "{bad", json.dumps({**REVIEW, "claimReviewed": "Second"})])
    assert [type(f) for f in fact_checks(rows.encode())] == [FactCheck, Problem, FactCheck]


def test_a_search_result_of_the_fact_check_tools_is_read_too() -> None:
    result = {
        "claims": [
            {
                "text": "喝醋可以软化血管",
                "claimant": "社交媒体用户",
                "claimDate": "2026-10-01T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "查证台", "site": "check.example"},
                        "url": "https://check.example/vinegar",
                        "title": "喝醋能软化血管？",
                        "reviewDate": "2026-10-03T00:00:00Z",
                        "textualRating": "谣言",
                        "languageCode": "zh",
                    }
                ],
            }
        ]
    }
    (found,) = _read(result)
    assert isinstance(found, FactCheck)
    assert (found.claim, found.ruling, found.author, found.language) == ("喝醋可以软化血管", "false", "查证台", "zh")
    assert (found.claimant, found.author_url) == ("社交媒体用户", "https://check.example/")


def test_references_within_a_graph_are_followed() -> None:
    graph = {
        "@graph": [
            {**REVIEW, "itemReviewed": {"@id": "#claim"}, "author": {"@id": "#org"}},
            {"@id": "#claim", "@type": "Claim", "author": "The mayor"},
            {"@id": "#org", "@type": "Organization", "name": "Desk of Checks"},
        ]
    }
    (found,) = _read(graph)
    assert isinstance(found, FactCheck)
    assert (found.claimant, found.author) == ("The mayor", "Desk of Checks")


def test_the_older_form_with_a_creative_work_is_read() -> None:
    work = {"@type": "CreativeWork", "author": [{"name": "A"}, {"name": "B"}], "sameAs": ["https://x.example/post"]}
    (found,) = _read({**REVIEW, "itemReviewed": work})
    assert isinstance(found, FactCheck)
    assert (found.claimant, found.appearances) == ("A, B", (Appearance("https://x.example/post"),))


@pytest.mark.parametrize(
    "lacking",
    [
        {k: v for k, v in REVIEW.items() if k != "claimReviewed"},
        {k: v for k, v in REVIEW.items() if k != "reviewRating"},
        {**REVIEW, "claimReviewed": "  "},
        {**REVIEW, "reviewRating": {}},
        {**REVIEW, "@type": "MediaReview"},
    ],
)
def test_one_bad_review_is_told_and_the_rest_is_read(lacking: Any) -> None:
    assert [type(f) for f in _read([lacking, REVIEW])] == [Problem, FactCheck]


def test_the_claim_may_stand_in_the_claim_itself() -> None:
    claim = {"@type": "Claim", "text": "港口将关闭"}
    (found,) = _read({"@type": "ClaimReview", "itemReviewed": claim, "reviewRating": "属实"})
    assert isinstance(found, FactCheck)
    assert (found.claim, found.ruling, found.language) == ("港口将关闭", "true", "zh")


def test_mark_up_and_entities_are_no_part_of_a_claim_and_only_web_addresses_are_kept() -> None:
    hostile = {
        **REVIEW,
        "claimReviewed": "<p>Fish &amp; chips &lt;script&gt;cost</p>\n 3 < 4",
        "url": "javascript:alert(1)",
        "isBasedOn": ["file:///etc/passwd", "https://office.example/a", "//office.example/b"],
    }
    (found,) = list(fact_checks(json.dumps(hostile).encode(), url="https://check.example/x"))
    assert isinstance(found, FactCheck)
    assert found.claim == "Fish & chips cost 3 < 4"
    assert found.url == "https://check.example/x"
    assert found.evidence == ("https://office.example/a", "https://office.example/b")


def test_a_file_that_is_neither_json_nor_a_page_is_refused() -> None:
    with pytest.raises(ParseError):
        list(fact_checks(b"claim,rating\nx,False\n"))
    with pytest.raises(ParseError):
        list(fact_checks(b"<html><body>no data</body></html>"))
    with pytest.raises(InvalidInputError):
        list(fact_checks(b" \n "))


def test_a_deep_file_is_no_bomb() -> None:
    deep: Any = REVIEW
    for _ in range(200):
        deep = [deep]
    assert _read(deep) == []
    with pytest.raises(ParseError):
        list(fact_checks(b"[" * 200_000))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8) | st.integers(-9, 9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*REVIEW, "@id", "name", "appearance", "ratingValue"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON, st.sampled_from(sorted(REVIEW)))
def test_no_shape_of_value_breaks_the_reading(value: Any, key: str) -> None:
    for found in _read({**REVIEW, key: value}):
        assert isinstance(found, FactCheck | Problem)
