"""The figures: each file makes the sheet of one chart out of what is counted; adding a file is the whole registration.

A figure has `CHART` (how it is drawn) and `sheet(room, asked) -> Sheet`, with its words in Chinese and in English.
"""
