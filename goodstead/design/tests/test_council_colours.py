"""The council's colour, and the settings that refuse an unreadable one."""

import pytest

from goodstead.design import colours
from goodstead.design.checks import council_colour


def test_the_colour_of_the_settings_is_served_as_css(client, settings):
    settings.COUNCIL = settings.COUNCIL | {"colour": "#1d4f91"}
    response = client.get("/council.css")
    assert response["Content-Type"].startswith("text/css")
    assert "--govuk-brand-colour:#1d4f91" in response.content.decode()
    assert "max-age=3600" in response["Cache-Control"]


@pytest.mark.parametrize("colour", ["#ffdd00", "#999999", "red", "#12", "#00594c;}body{x"])
def test_the_service_does_not_start_with_a_colour_that_white_cannot_be_read_on(settings, colour):
    settings.COUNCIL = settings.COUNCIL | {"colour": colour}
    assert council_colour(None)


def test_a_dark_colour_is_accepted(settings):
    assert not council_colour(None)


def test_contrast_is_that_of_the_guidelines():
    assert colours.contrast_with_white((0, 0, 0)) == pytest.approx(21)
    assert colours.contrast_with_white((0x76, 0x76, 0x76)) == pytest.approx(4.54, abs=0.01)
    assert colours.darker((255, 0, 0)) == "#b20000" and colours.paler((0, 0, 0)) == "#e6e6e6"
