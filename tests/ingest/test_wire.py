"""The sample wire keeps its own word: what is recorded as true of the reports is true of their texts."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from itertools import combinations
from typing import Any

import pytest

from broadsheet import ingest

WIRE = resources.files("broadsheet.ingest") / "wire"
OUTLETS = tomllib.loads((WIRE / "_outlets.toml").read_text(encoding="utf-8"))
FILES = sorted(f.name for f in WIRE.iterdir() if f.name.endswith(".toml") and not f.name.startswith("_"))
EVENTS = {name: tomllib.loads((WIRE / name).read_text(encoding="utf-8")) for name in FILES}
REPORTS = {report["slug"]: report for event in EVENTS.values() for report in event["report"]}
PLANTS = {"contradiction", "correction", "near-duplicate", "trend", "personal-data", "injection", "ai-label"}
# The seventeen Media Topics of the first level (IPTC, release of 2025-03-31).
TOPICS = {f"medtop:{number:02}000000" for number in range(1, 18)}
# | no | id | event | topic | reports [plants] |
ROW = re.compile(r"^\| (\d\d) \| ([a-z-]+) \| .* \| (\d\d) [^|]* \| (\d+) ([EC]+)([^|]*) \|$", re.MULTILINE)
# GB 11643-1999: weights of the first seventeen places, and the check character by remainder.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def listed() -> dict[str, re.Match[str]]:
    return {f"{row[1]}_{row[2]}.toml": row for row in ROW.finditer((WIRE / "README.md").read_text(encoding="utf-8"))}


def shingles(report: dict[str, Any]) -> set[str]:
    """Runs of three characters in Chinese, of three words in English."""
    words = re.findall(r"\w" if report["language"] == "zh" else r"\w+", report["text"].lower())
    return {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}


def likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b)


def rows(key: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for event in EVENTS.values():
        for row in event.get(key, []):
            yield event, row


def planted(plant: str) -> list[str]:
    return [slug for slug, report in REPORTS.items() if plant in report.get("plants", [])]


def test_outlets_are_eight_in_two_languages_of_invented_domains() -> None:
    assert Counter(outlet["language"] for outlet in OUTLETS["outlet"]) == {"en": 4, "zh": 4}
    assert len({outlet["manner"] for outlet in OUTLETS["outlet"]}) >= 7
    assert all(outlet["domain"].endswith(".example") for outlet in OUTLETS["outlet"])


def test_slugs_and_event_names_are_unique() -> None:
    assert sum(len(event["report"]) for event in EVENTS.values()) == len(REPORTS)
    assert len({event["id"] for event in EVENTS.values()}) == len(EVENTS)


def test_no_title_is_used_twice() -> None:
    assert len({report["title"] for report in REPORTS.values()}) == len(REPORTS)


@pytest.mark.parametrize("name", FILES)
def test_an_event_is_named_like_its_file_and_has_titles_topic_and_facts(name: str) -> None:
    event = EVENTS[name]
    assert name == f"{name[:2]}_{event['id']}.toml"
    assert all(event[key] for key in ("title_en", "title_zh", "facts"))
    assert event["topic"] in TOPICS


@pytest.mark.parametrize("name", FILES)
def test_an_event_is_what_the_list_of_the_wire_says(name: str) -> None:
    row, event = listed()[name], EVENTS[name]
    assert event["topic"] == f"medtop:{row[3]}000000"
    assert len(event["report"]) == int(row[4])
    assert {report["language"] for report in event["report"]} == {{"E": "en", "C": "zh"}[letter] for letter in row[5]}
    plants = {plant for report in event["report"] for plant in report.get("plants", [])}
    assert plants == {plant for plant in PLANTS if plant in row[6]}


@pytest.mark.parametrize("slug", REPORTS)
def test_a_report_is_whole_and_falls_within_the_fortnight(slug: str) -> None:
    report = REPORTS[slug]
    languages = {outlet["name"]: outlet["language"] for outlet in OUTLETS["outlet"]}
    assert languages[report["outlet"]] == report["language"]
    assert all(report[key].strip() for key in ("title", "author", "section", "text"))
    assert OUTLETS["first_day"] <= report["published"].date() <= OUTLETS["last_day"]
    assert report["published"].utcoffset() == timedelta(hours=8)
    assert set(report.get("plants", [])) <= PLANTS


@pytest.mark.parametrize("slug", REPORTS)
def test_a_report_is_written_in_its_language(slug: str) -> None:
    text = REPORTS[slug]["text"]
    share = len(re.findall(r"[一-鿿]", text)) / len(text)
    assert share > 0.5 if REPORTS[slug]["language"] == "zh" else share < 0.05


def test_references_point_back_in_time_within_the_event() -> None:
    for event, report in rows("report"):
        for key, plant in (("near_duplicate_of", "near-duplicate"), ("corrects", "correction")):
            assert (key in report) == (plant in report.get("plants", []))
            if key in report:
                earlier = {other["slug"]: other["published"] for other in event["report"]}[report[key]]
                assert earlier < report["published"]


@pytest.mark.parametrize("name", FILES)
def test_near_duplicates_are_near_and_other_reports_are_not(name: str) -> None:
    for one, other in combinations(EVENTS[name]["report"], 2):
        if one["language"] != other["language"]:
            continue
        near = other["slug"] == one.get("near_duplicate_of") or one["slug"] == other.get("near_duplicate_of")
        score = likeness(one, other)
        assert score > 0.6 if near else score < 0.5, (one["slug"], other["slug"], score)


def test_both_sides_of_a_contradiction_stand_in_the_texts() -> None:
    for event, row in rows("contradiction"):
        assert len(set(row["values"])) == len(row["reports"]) == 2
        texts = {report["slug"]: report["text"] for report in event["report"]}
        for slug, value in zip(row["reports"], row["values"], strict=True):
            assert re.search(rf"(?<!\d){re.escape(value)}(?!\d)", texts[slug]), (slug, value)
            assert slug in planted("contradiction")


def test_personal_data_on_record_is_in_the_report_and_marked() -> None:
    recorded = [(row["report"], row["value"]) for _, row in rows("personal_data")]
    assert all(value in REPORTS[slug]["text"] for slug, value in recorded)
    assert {slug for slug, _ in recorded} == set(planted("personal-data"))


def test_identity_numbers_check_out_and_belong_to_nobody() -> None:
    found = [number for report in REPORTS.values() for number in re.findall(r"\d{17}[\dX]", report["text"])]
    assert found
    for number in found:
        assert number.startswith("999999")
        assert date.fromisoformat(number[6:14])
        assert CHECKS[sum(int(d) * w for d, w in zip(number[:17], WEIGHTS, strict=True)) % 11] == number[17]


def test_telephones_and_addresses_on_the_net_are_unassigned() -> None:
    text = "\n".join(report["text"] for report in REPORTS.values())
    assert all(number.startswith("154") for number in re.findall(r"(?<!\d)1\d{10}(?!\d)", text))
    assert all(host.endswith(".example") for host in re.findall(r"(?:@|://)([\w.-]+)", text, re.ASCII))


def test_the_trend_rises_through_the_fortnight() -> None:
    days = [(REPORTS[slug]["published"].date() - OUTLETS["first_day"]).days for slug in planted("trend")]
    early, middle, late = (sum(low <= day < low + 5 for day in days) for low in (0, 5, 10))
    assert days.count(0) == 1
    assert 0 < early < middle < late


def test_the_trends_events_name_it() -> None:
    for event in EVENTS.values():
        marks = ["trend" in report.get("plants", []) for report in event["report"]]
        assert all(marks) if "trend" in event else not any(marks)


def test_the_truth_handed_out_names_trends_and_personal_data() -> None:
    truth = ingest.sample_truth()["events"]
    for event in EVENTS.values():
        assert truth[event["id"]]["trend"] == event.get("trend", "")
        assert truth[event["id"]]["personal_data"] == event.get("personal_data", [])


def test_the_list_of_the_wire_promises_enough() -> None:
    promised = list(listed().values())
    assert len(promised) >= 40
    assert sum(int(row[4]) for row in promised) >= 150


def test_the_whole_wire_is_there_with_all_its_plants() -> None:
    assert set(EVENTS) == set(listed())
    assert {report["outlet"] for report in REPORTS.values()} == {outlet["name"] for outlet in OUTLETS["outlet"]}
    assert len(list(rows("contradiction"))) >= 6
    least = {"correction": 4, "near-duplicate": 8, "personal-data": 3, "injection": 2, "ai-label": 1, "trend": 10}
    assert {plant: len(planted(plant)) for plant in least if len(planted(plant)) < least[plant]} == {}
    assert {REPORTS[slug]["language"] for slug in planted("injection")} == {"zh", "en"}
    assert {REPORTS[slug]["language"] for slug in planted("near-duplicate")} == {"zh", "en"}
