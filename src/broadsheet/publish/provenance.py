"""Who wrote what of a piece, as one record that every label is made from.

Codes: IPTC Digital Source Type (cv.iptc.org/newscodes/digitalsourcetype), schema.org IPTCDigitalSourceEnumeration, and
the implicit label of GB 45438-2025 (the key `AIGC` with seven strings). Pointers for engineers, not legal advice.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from broadsheet.core import Publication
from broadsheet.core.draft import Writer

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"

# GB 45438-2025, appendix on metadata: 1 is generated, 2 is possibly generated. A text compiled by a program without a
# generative model is declared as the second: it is not left unlabelled, and it is not said to be what it is not.
_GENERATED, _POSSIBLY = "1", "2"

# IPTC code: the name of the same thing at schema.org.
_SCHEMA_ORG = {
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMediaDigitalSource",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    "dataDrivenMedia": "DataDrivenMediaDigitalSource",
    "humanEdits": "HumanEditsDigitalSource",
    "digitalCreation": "DigitalCreationDigitalSource",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """The record behind the labels of one piece.

    `model_sentences`, `compiled_sentences` and `person_sentences` count sentences by who wrote them; `model` is empty
    when none took part. `producer` and `identifier` fill the `AIGC` object; `digest` is the SHA-256 of title and text.
    """

    language: str
    model: str
    model_sentences: int
    compiled_sentences: int
    person_sentences: int
    reviewed_by: str
    producer: str
    identifier: str
    digest: str
    updated: datetime

    @property
    def sentences(self) -> int:
        """How many sentences the piece has."""
        return self.model_sentences + self.compiled_sentences + self.person_sentences

    @property
    def by_model(self) -> bool:
        """A language model wrote some of it, or wrote what a person has since rewritten."""
        return bool(self.model) or self.model_sentences > 0

    @property
    def source_type(self) -> str:
        """The IPTC digital source type code that is true of the whole."""
        if self.by_model:
            all_model = self.model_sentences == self.sentences
            return "trainedAlgorithmicMedia" if all_model else "compositeWithTrainedAlgorithmicMedia"
        if self.compiled_sentences:
            return "humanEdits" if self.person_sentences else "dataDrivenMedia"
        return "digitalCreation"

    @property
    def source_type_uri(self) -> str:
        """`source_type` as the URI of the IPTC vocabulary."""
        return IPTC + self.source_type

    @property
    def schema_org(self) -> str:
        """`source_type` as the schema.org enumeration member's URI."""
        return "https://schema.org/" + _SCHEMA_ORG[self.source_type]

    @property
    def aigc(self) -> str:
        """The `AIGC` object as JSON, or empty for a piece that people alone wrote.

        On first writing the propagator is the producer; the first reserved code carries the digest.
        """
        if not (self.by_model or self.compiled_sentences):
            return ""
        fields = {
            "Label": _GENERATED if self.by_model else _POSSIBLY,
            "ContentProducer": self.producer,
            "ProduceID": self.identifier,
            "ReservedCode1": f"sha256:{self.digest}",
            "ContentPropagator": self.producer,
            "PropagateID": self.identifier,
            "ReservedCode2": "",
        }
        return json.dumps(fields, ensure_ascii=False)


def provenance(piece: Publication) -> Provenance:
    """The record of a publication."""

    def count(writer: Writer) -> int:
        return sum(1 for s in piece.sentences if s.written_by == writer)

    digest = hashlib.sha256(f"{piece.title}\n\n{piece.text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Provenance(
        language=piece.language,
        model="" if piece.model in ("", "none") else piece.model,
        model_sentences=count("model"),
        compiled_sentences=count("template"),
        person_sentences=count("person"),
        reviewed_by=piece.reviewed_by,
        producer=piece.byline or piece.reviewed_by or "Broadsheet",
        identifier=f"broadsheet-{piece.draft}-{digest[:12]}",
        digest=digest,
        updated=piece.updated,
    )
