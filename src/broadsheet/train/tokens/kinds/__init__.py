"""The kinds of tokenizer, one file each.

A kind is `SMALLEST` (tokens it needs beside the special ones), `SAMPLE` (bytes of text it learns from at most) and
`build(texts, wanted)`, a `tokenizers.Tokenizer` that is the same whenever the texts are.
"""
