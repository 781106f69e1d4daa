"""From candidates to scores, each a sum of named parts."""
