"""Finding records by words: one small table behind one function. Not who may see what is found."""
