"""What nobody may be advertised to by, whatever they consented to: health, faith, politics, sexual life and more."""

from broadsheet import nlp
from broadsheet.recommend.ads.topics import with_broader
from broadsheet.recommend.ads.wordlists import folded, holds, lists

NAMES = {
    "health": {"en": "health", "zh": "健康"},
    "religion": {"en": "religion", "zh": "宗教信仰"},
    "politics": {"en": "political opinion", "zh": "政治观点"},
    "sexual_life": {"en": "sexual life", "zh": "性生活与性取向"},
    "ethnicity": {"en": "ethnic origin", "zh": "民族与种族"},
    "union": {"en": "union membership", "zh": "工会身份"},
    "minors": {"en": "minors", "zh": "未成年人"},
    "record": {"en": "criminal and financial record", "zh": "犯罪与债务记录"},
}


def sensitive(interest: str) -> str:
    """Which sensitive category a media topic or free tag belongs to (a key of `NAMES`); empty for none.

    Special categories of personal data (GDPR 9.1, DSA 26.3; PIPL 28) and, for advertising, minors (DSA 28.2, PIPL 31).
    """
    topics = with_broader(interest)
    text = folded(" ".join({interest, nlp.tag_label(interest, "zh"), nlp.tag_label(interest, "en")}))
    for kind, row in lists("sensitive").items():
        if topics.intersection(row["topics"]) or holds(text, row["words"]):
            return kind
    return ""
