"""Counts in how many articles of a CSV each English word occurs, and prints the table that the vocabulary reads.

python evals/nlp_document_frequencies.py NewsArticles.csv > src/broadsheet/nlp/data/document_frequencies_en.txt
"""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

from broadsheet.nlp import words

# Words in fewer articles than this are as rare as unknown ones; leaving them out halves the table.
LEAST = 4


def main() -> None:
    """Print the table: the number of articles, then a line a count with its words."""
    counts: Counter[str] = Counter()
    articles = 0
    with Path(sys.argv[1]).open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            found = {word.lower().removesuffix("'s").removesuffix("’s") for word, _, _ in words(row["text"])}
            counts.update(word for word in found if word.isascii() and word[:1].isalpha() and len(word) > 1)
            articles += 1
    by_count: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= LEAST:
            by_count[count].append(word)
    print(
        "# In how many of so many English news articles (the first line) words occur: a line is a count and its words."
    )
    print('# Counted from "News Articles" (T. Dai, Harvard Dataverse, doi:10.7910/DVN/GMFCTR, CC0), of 2016 and 2017.')
    print(articles)
    for count in sorted(by_count, reverse=True):
        print(count, *sorted(by_count[count]))


if __name__ == "__main__":
    main()
