"""The checklists: each box has its words, and no tick is sent."""

import re

import pytest
from django.utils.html import escape

from goodstead.engagement.definitions.guides import GUIDES
from goodstead.engagement.definitions.guiding import Does

ENDS = [code for code, guide in GUIDES.items() if guide.end.does == Does.CHECKLIST]


@pytest.mark.parametrize("code", ENDS)
def test_each_box_has_its_words_and_no_name(db, client, code, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(f"/help/{code}/tick-checklist").content.decode()
    boxes = re.findall(r'<input [^>]*type="checkbox"[^>]*>', page)
    assert len(boxes) == len(GUIDES[code].end.checks)
    assert not [box for box in boxes if " name=" in box]
    for place, check in enumerate(GUIDES[code].end.checks, start=1):
        assert f'for="check_{place}">{escape(check.text)}<' in page
        assert escape(check.hint) in page
