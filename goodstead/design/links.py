"""The addresses of the records in a list."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

_MARK = "9172635480"  # a number and a word, and in no address of ours


def link_to(page: str, record: str | int) -> str:
    """The address of a record's page, as ``{% url %}`` gives it, which takes ten times as long.

    ``record`` is a reference (letters, digits, hyphens) or a number. Raises ``NoReverseMatch`` for
    a page that carries no record in its address.
    """
    before, after = _around(page, get_script_prefix(), isinstance(record, int))
    return f"{before}{record}{after}"


@lru_cache
def _around(page: str, prefix: str, number: bool) -> tuple[str, str]:
    """What stands before the record and after it. ``prefix`` is where the service is mounted."""
    marked = reverse(page, args=[int(_MARK) if number else _MARK])
    before, _, after = marked.partition(_MARK)
    return before, after
