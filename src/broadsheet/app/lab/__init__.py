"""The lab behind the doors: language models of the newsroom's own, trained, measured, exported and kept."""

from broadsheet.app.lab.answering import LabAnswering, OwnModel
from broadsheet.app.lab.comparing import Comparison, LabComparing
from broadsheet.app.lab.evaluating import LabEvaluating
from broadsheet.app.lab.exporting import LabExporting
from broadsheet.app.lab.foretelling import LabForetelling
from broadsheet.app.lab.growing import Growth, LabGrowing
from broadsheet.app.lab.keeping import LabModel
from broadsheet.app.lab.learning import Given, LabLearning
from broadsheet.app.lab.report import LabReporting
from broadsheet.app.lab.shrinking import LabShrinking
from broadsheet.app.lab.writing import Doubt, LabWriting, Written, WrittenFor


class Lab(
    LabShrinking,
    LabLearning,
    LabComparing,
    LabReporting,
    LabGrowing,
    LabExporting,
    LabForetelling,
    LabAnswering,
    LabEvaluating,
    LabWriting,
):
    """The part of the newsroom that is its lab."""


__all__ = ["Comparison", "Doubt", "Given", "Growth", "Lab", "LabModel", "OwnModel", "Written", "WrittenFor"]
