"""Nothing plays, moves, reloads or opens by itself, and no text is a picture.

Of the regulator's manual checks those that can be read off the pages: see ``regulator``.
"""

import re

import pytest

from .states import states_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FORBIDDEN = {
    "a film": re.compile(r"<video\b"),
    "sound without a way to stop it": re.compile(r"<audio\b(?![^>]*\bcontrols\b)"),
    "plays by itself": re.compile(r"\bautoplay\b"),
    "reloads by itself": re.compile(r'http-equiv="?refresh', re.I),
    "moves": re.compile(r"<(marquee|blink|canvas)\b"),
    "a picture that may hold text": re.compile(r"<(img|picture|object|embed|iframe)\b"),
    "words that show only under a mouse": re.compile(r"<(?!iframe\b)[^>]*\stitle="),
    "opens another window": re.compile(r'target="?_blank'),
}


def found(html):
    body = html[html.index("<body") :] if "<body" in html else html
    seen = re.sub(r"<script\b.*?</script>", "", body, flags=re.S)
    head = html[: html.index("<body")] if "<body" in html else ""
    return {name for name, pattern in FORBIDDEN.items() if pattern.search(head + seen)}


def test_nothing_plays_moves_reloads_or_is_text_in_a_picture(figure):
    states = states_of()
    wrong = [f"{one.name}: {fault}" for one in states for fault in sorted(found(one.html))]
    figure(
        f"W-3: {len(states)} page states, {len(wrong)} of them play, move or reload by themselves"
    )
    assert wrong == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("<video src=a></video>", "a film"),
        ("<audio src=a></audio>", "sound without a way to stop it"),
        ("<audio controls autoplay src=a></audio>", "plays by itself"),
        ('<meta http-equiv="refresh" content="5">', "reloads by itself"),
        ("<marquee>Now</marquee>", "moves"),
        ('<img src="words.png" alt="">', "a picture that may hold text"),
        ('<a href="/" title="More">', "words that show only under a mouse"),
        ('<a href="/" target="_blank">', "opens another window"),
    ],
)
def test_what_does_is_seen(planted, fault):
    """The twin."""
    page = states_of("the survey")[0].html
    assert found(page.replace("</main>", f"{planted}</main>")) == {fault}
