"""From the outside world to articles: fetch, parse, extract, recognise duplicates."""
