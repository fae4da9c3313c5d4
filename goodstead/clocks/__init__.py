"""How days are counted; deadlines running, moved, met and missed. Not who may move them in a case."""
