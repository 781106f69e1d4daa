"""The architectures there are: one file each, holding its numbers, how many parameters they make, its `config.json`.

Nothing here needs torch, so a command can say what a model would cost where none can be made.
"""
