"""Who holds which office: offices read off a sentence with their holders, and held against those of the evidence."""

from broadsheet.verify.offices.judging import OfficeFault, office_faults
from broadsheet.verify.offices.replacing import replaced_titles
from broadsheet.verify.offices.shapes import Office

__all__ = ["Office", "OfficeFault", "office_faults", "replaced_titles"]
