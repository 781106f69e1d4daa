"""The machinery of the edits: a selection, its word diff, a model's revision checked sentence by sentence."""
