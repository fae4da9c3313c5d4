"""Other systems, in and out: police street files, boundaries and postcodes.

What they bring lands through the actions of the apps below. A file is read as it was published,
row by row; a bad row is named and left out, and the good rows land.
"""
