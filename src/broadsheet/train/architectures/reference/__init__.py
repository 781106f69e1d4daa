"""The same models as in the folder above, made to be read: one equation a line, in the symbols of papers and textbooks.

Nothing here is fast. Each file has a model whose parameters have the names of its fast twin's, so weights go from one
to the other, and tests hold both to the same numbers and the same gradients. Shapes are written in comments: B texts,
T tokens (S in a source), d numbers a token, V tokens in the vocabulary.
"""
