"""Ways to say a true sentence otherwise, each as true as before; where none fits the sentence comes back as it was."""

from evals import verify_rewordings_order, verify_rewordings_words
from evals.verify_rewordings_words import Rewording

REWORDINGS: dict[str, Rewording] = {**verify_rewordings_words.REWORDINGS, **verify_rewordings_order.REWORDINGS}
