"""What can be read off one text, Chinese and English."""

from broadsheet.nlp.language_detection import detect
from broadsheet.nlp.segmentation import is_stop, words
from broadsheet.nlp.sentence_split import sentences

__all__ = ["detect", "is_stop", "sentences", "words"]
