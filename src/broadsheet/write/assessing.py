"""What product information says and leaves out, as statements. Likings are given or not said; a test never is."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from broadsheet.core import InvalidInputError
from broadsheet.write.figures import Account, Amount, Derived, print_amount, read_amount, read_whole
from broadsheet.write.products import inline, items
from broadsheet.write.units import content_words

UNTESTED_HEADING: Mapping[str, str] = {"en": "What was not tested", "zh": "未经测试的内容"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "headline": "{product}: what the product information says",
        "headline.need": "{product} for {need}: what the product information says",
        "made": "{product} is made by {maker}.",
        "price": "The price given for {product} is {price}.",
        "feature": "The product information for {product} says: {rows}.",
        "spec": "The specifications given are: {rows}.",
        "for": "Given in its favour: {rows}.",
        "against": "Given against it: {rows}.",
        "rating": "Its rating is given as {rating}.",
        "rating.by": "Its rating is given as {rating}, from {n} reviewers.",
        "comparison": "{product} costs {gap} {way} than {other}, which is given at {price}.",
        "comparison.same": "{product} costs as much as {other}, {price}.",
        "less": "less",
        "more": "more",
        "other": "For {other} the information says: {rows}.",
        "need": "On {need}, the information says: {rows}.",
        "need.none": "On {need}, the information says nothing.",
        "untested": "Nobody tested {product}: how well it works, how long it lasts and how it feels are not known.",
        "unknown": "The information does not give: {rows}.",
        "joint": "; ",
    },
    "zh": {
        "headline": "{product}：产品信息说了什么",
        "headline.need": "{product}能否用于{need}：产品信息说了什么",
        "made": "{product}由{maker}出品。",
        "price": "{product}标价{price}。",
        "feature": "{product}的产品信息写明：{rows}。",
        "spec": "标明的规格：{rows}。",
        "for": "所列优点：{rows}。",
        "against": "所列不足：{rows}。",
        "rating": "所给评分为{rating}。",
        "rating.by": "所给评分为{rating}，来自{n}人。",
        "comparison": "{product}比{other}（标价{price}）{way}{gap}。",
        "comparison.same": "{product}与{other}同价，均为{price}。",
        "less": "便宜",
        "more": "贵",
        "other": "{other}的信息写明：{rows}。",
        "need": "关于“{need}”，产品信息写明：{rows}。",
        "need.none": "关于“{need}”，产品信息没有说明。",
        "untested": "没有人试用过{product}：实际效果、耐用程度和使用感受均不得而知。",
        "unknown": "产品信息没有给出：{rows}。",
        "joint": "；",
    },
}
# What buyers ask first, and how a text would speak of it.
_ASKED: Mapping[str, Mapping[str, str]] = {
    "en": {
        "the price": r"price|cost|[$€£¥]\s?\d|\d\s?(?:yuan|dollars|euros)",
        "the weight": r"weigh|\d\s?(?:kg|g|kilos?|grams?|lb)\b",
        "the size": r"\d\s?(?:cm|mm|inch|litres?|liters?|ml)\b|dimensions?|size",
        "the warranty": r"warrant|guarantee",
    },
    "zh": {
        "价格": r"价|[¥￥]\d|\d元",
        "重量": r"重|\d(?:克|千克|公斤)",
        "尺寸或容量": r"尺寸|大小|\d(?:厘米|毫米|寸|升|毫升)",
        "保修": r"保修|质保|三包",
    },
}
# English words are told by their beginnings: boiling by boils.
_BEGINNING = 4
_RATING = re.compile(r"(\d+(?:\.\d+)?)\s*(?:/|out of|分，?满分|星，?满)\s*(\d+)\s*[分星]?")


class Product(Protocol):
    """The facts of a review, as text."""

    @property
    def product(self) -> str:
        """Its name; the other facts are read by name."""
        ...


def product_account(facts: Product, *, known: str, language: str) -> Account:
    """What there is to tell of a product; `known` is all that was given, for telling what was not.

    Raises `InvalidInputError` where there is no product, or a price or rating can't be read.
    """
    if not facts.product:
        raise InvalidInputError("a review needs a product", do="give product=NAME, with features, price or sources")
    words = _WORDS[language]
    need: str = getattr(facts, "need", "")
    headline = words["headline.need" if need else "headline"].format(product=facts.product, need=need)
    told = [*_stated(facts, words), *_rated(facts, words), *_compared(facts, words, language)]
    told += [*_needed(facts, need, words, language), *_left_open(facts, words, known, language)]
    return Account(headline, told)


def _stated(facts: Product, words: Mapping[str, str]) -> Iterator[Derived]:
    """What is given, list by list."""
    for name, key in (("maker", "made"), ("price", "price")):
        if value := getattr(facts, name, ""):
            yield Derived(key, words[key].format(product=facts.product, **{name: inline(value)}))
    for name, key in (("features", "feature"), ("spec", "spec"), ("pros", "for"), ("cons", "against")):
        if rows := items(getattr(facts, name, "")):
            yield Derived(key, words[key].format(product=facts.product, rows=words["joint"].join(map(inline, rows))))


def _rated(facts: Product, words: Mapping[str, str]) -> Iterator[Derived]:
    rating: str = getattr(facts, "rating", "")
    if not rating:
        return
    match = _RATING.fullmatch(rating.strip())
    if match is None or not 0 <= float(match[1]) <= float(match[2]):
        raise InvalidInputError("this is no rating", asked=rating[:60], do="give it with its scale, such as 4.2/5")
    reviewers: str = getattr(facts, "reviewers", "")
    n = read_whole(reviewers, name="reviewers") if reviewers else 0
    yield Derived("rating", words["rating.by" if n else "rating"].format(rating=rating.strip(), n=n))


def _compared(facts: Product, words: Mapping[str, str], language: str) -> Iterator[Derived]:
    """The other product, only as far as both are given."""
    other: str = getattr(facts, "other", "")
    price, other_price = getattr(facts, "price", ""), getattr(facts, "other_price", "")
    if not other:
        return
    if price and other_price:
        mine, theirs = read_amount(price, name="price"), read_amount(other_price, name="other_price")
        gap = mine.value - theirs.value
        if mine.unit == theirs.unit:
            said = print_amount(Amount(abs(gap), mine.unit), language)
            blanks = {"product": facts.product, "other": other, "price": inline(other_price), "gap": said}
            key = "comparison" if gap else "comparison.same"
            text = words[key].format(way=words["more" if gap > 0 else "less"], **blanks)
            yield Derived("comparison", text, f"{mine.value} − {theirs.value} = {gap}")
    if rows := items(getattr(facts, "other_features", "")):
        yield Derived("other", words["other"].format(other=other, rows=words["joint"].join(map(inline, rows))))


def _needed(facts: Product, need: str, words: Mapping[str, str], language: str) -> Iterator[Derived]:
    """What of the information speaks of the need, by shared words; that nothing does is told too."""
    if not need:
        return
    wanted = _tellers(need, language)
    rows = [*items(getattr(facts, "features", "")), *items(getattr(facts, "spec", ""))]
    close = [r for r in rows if wanted & _tellers(r, language)]
    if close:
        yield Derived("need", words["need"].format(need=need, rows=words["joint"].join(map(inline, close))))
    else:
        yield Derived("need", words["need.none"].format(need=need))


def _tellers(text: str, language: str) -> set[str]:
    """What tells that two texts speak of one thing: pairs of Han characters, the beginnings of English words."""
    if language == "zh":
        return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()}
    return {w[:_BEGINNING] for w in content_words(text, language=language)}


def _left_open(facts: Product, words: Mapping[str, str], known: str, language: str) -> Iterator[Derived]:
    yield Derived("untested", words["untested"].format(product=facts.product))
    missing = [name for name, said in _ASKED[language].items() if not re.search(said, known, re.IGNORECASE)]
    given = {"the price", "价格"} if getattr(facts, "price", "") else set()
    missing = [name for name in missing if name not in given]
    if missing:
        yield Derived("unknown", words["unknown"].format(rows=words["joint"].join(missing)))
