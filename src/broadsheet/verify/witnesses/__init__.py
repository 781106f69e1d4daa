"""The sources as witnesses: what each of them says of each sentence, who copied whom, and where they differ."""

from broadsheet.verify.witnesses.calling import Hearing, call

__all__ = ["Hearing", "call"]
