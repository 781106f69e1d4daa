"""What can be read off one text, Chinese and English: words, sentences, language, and the analyses of `analyses/`."""

from broadsheet.nlp.categories import category_label
from broadsheet.nlp.language_detection import detect
from broadsheet.nlp.pipeline import Analysis, analyse, analyse_many, analyses, version
from broadsheet.nlp.segmentation import is_stop, words
from broadsheet.nlp.sentence_split import sentences
from broadsheet.nlp.taxonomy import Topic, tag_label, topic_label, topics
from broadsheet.nlp.vocabulary import rarity

__all__ = [
    "Analysis",
    "Topic",
    "analyse",
    "analyse_many",
    "analyses",
    "category_label",
    "detect",
    "is_stop",
    "rarity",
    "sentences",
    "tag_label",
    "topic_label",
    "topics",
    "version",
    "words",
]
