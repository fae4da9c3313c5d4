"""By which words a case is found. Called inside actions, in their transaction."""

from __future__ import annotations

from goodstead.search import actions as search

from .models import Case


def keep_findable(case: Case) -> None:
    """By its reference, its place, its story and the names of everybody who has a part in it.

    Who may see what is found is asked when somebody searches, of ``visible_to``.
    """
    people = case.parties.values_list("person__name", "person__known_as")
    names = [name for pair in people for name in pair if name]
    place = str(case.premises) if case.premises else ""
    search.index(
        case, words=[case.reference, case.get_category_display(), place, case.summary, *names]
    )
