"""How much each likeness says that two reports belong together, of a hundred points.

As ``people.definitions.alike``: for the order of a list, never for a decision.
"""

SAME_PREMISES, SAME_POSTCODE = 40, 10
SAME_EMAIL, SAME_PHONE = 35, 30
NEAR, VERY_NEAR = 10, 15
SAME_DAYS, SAME_FORTNIGHT = 10, 5
SAME_KIND, BOTH_AT_NIGHT = 10, 5
RARE_WORD, LONGER_WORD, MOST_FOR_WORDS = 10, 4, 25

NEAR_METRES, VERY_NEAR_METRES = 250, 100
DAYS, FORTNIGHT = 3, 14
NIGHT = (22, 6)
"""From ten in the evening to six in the morning."""

# In so many reports that they tell nothing apart. As the search index holds them: without endings.
EVERYDAY_WORDS = frozenset(
    """
    about after again all alway another any area around aroun because been before being below can
    cannot children constantly council could day disturb do don doe door down every everyday
    evening feel flat from front get go hear home hour house issu just keep kept last late like
    live loud make morning music neighbor neighbour night nois not now old one out outsid over
    people person pleas problem property report road round said same scream shout since sleep
    some someon still stop street their them then there thing think time today tonight two until
    up us use very want week weekend went what when where which while who will work would yesterday
    year young
    """.split()
)
