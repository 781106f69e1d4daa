"""Small faults put into true sentences, by theme: figures, who and where, what is stated.

Each mutator is a pure function of a sentence and a setting with a seeded source of chance; it gives the new sentence
with the place of the fault, or None where it has nothing to change.
"""

from evals import verify_mutators_names, verify_mutators_statements, verify_mutators_values
from evals.verify_changes import Mutator

FAULTS: dict[str, Mutator] = {
    **verify_mutators_values.FAULTS,
    **verify_mutators_names.FAULTS,
    **verify_mutators_statements.FAULTS,
}
