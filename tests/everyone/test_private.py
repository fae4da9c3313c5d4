"""Nothing is left behind: no cookie but two, nothing stored in the browser, no way back after leaving."""

import pytest
from django.conf import settings

from .states import states_of

pytestmark = pytest.mark.once
ALLOWED = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}


@pytest.mark.django_db
def test_no_public_page_sets_another_cookie(figure):
    states = states_of()
    others = {name for one in states for name in one.cookies} - ALLOWED
    figure(
        f"Cookies: {len(states)} page states set {len(ALLOWED)} cookies and {len(others)} others"
    )
    assert not others


@pytest.mark.django_db
def test_every_page_leads_to_the_notices():
    """But for those that are drawn when nothing works."""
    bare = {"error: 400", "error: 500", "error: 503"}
    for one in states_of():
        if one.page not in bare:
            for path in ("/privacy", "/cookies", "/accessibility"):
                assert f'href="{path}"' in one.html, one.name
