"""Names in the order that people expect."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from goodstead.design.order import by_name


@pytest.mark.parametrize(
    "expected",
    [["Patch 1", "Patch 2", "Patch 10"], ["2 Mile End", "10 Acres", "acre", "Beech"], ["", "a"]],
)
def test_numbers_stand_by_their_size(expected):
    found = [SimpleNamespace(name=name) for name in reversed(expected)]
    assert [one.name for one in by_name(found)] == expected
    source = "{% load goodstead %}{% for one in found|by_name %}[{{ one.name }}]{% endfor %}"
    shown = Template(source).render(Context({"found": found}))
    assert shown == "".join(f"[{name}]" for name in expected)
