"""The kinds of watches: each file is one, and its name is the kind's.

A kind has `checked(room, value)`, the fields of a new watch put in order, or an `InvalidInputError`; `begun(room)`, the
state a new watch starts from; and `news(room, watch, state)`, the alerts since `state` and the state to go on from.
"""
