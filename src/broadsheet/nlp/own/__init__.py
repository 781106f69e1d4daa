"""Classifiers that a newsroom trained on its own labels: read, asked, and asked why. It knows no training."""

from broadsheet.nlp.own.classifier import Classifier
from broadsheet.nlp.own.files import CARD, card_in, load, save
from broadsheet.nlp.own.grams import grams
from broadsheet.nlp.own.linear import Linear, Meaning, softmax
from broadsheet.nlp.own.reasons import reading

__all__ = ["CARD", "Classifier", "Linear", "Meaning", "card_in", "grams", "load", "reading", "save", "softmax"]
