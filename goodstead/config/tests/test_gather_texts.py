"""``manage.py gather_texts`` gives a translator every text of the public pages."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from goodstead.config.management.commands.gather_texts import catalogue
from goodstead.config.texts import HOME, Text, texts

pytestmark = pytest.mark.once
HEAD = (HOME / "locale/cy/LC_MESSAGES/django.po").read_text().partition("\n\n")[0]


@pytest.fixture(scope="module")
def found():
    return {text.one: text for text in texts()}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Exit this page", "design/templates/design/components/exit_this_page.html"),
        ("Somebody to talk to", "intake/templates/intake/_support_lines.html"),  # a component's
        ("For men, free", "intake/definitions/branches_v3_people.py"),
        ("Choose at least one photo or other file.", "intake/rules/links.py"),
        ("{name} has too many pixels. Choose a smaller picture.", "evidence/rules.py"),
        ("midnight", "design/dates.py"),
    ],
)
def test_texts_of_templates_definitions_rules_and_code_are_found_where_they_stand(words, place):
    assert (words, place) in {(text.one, text.place) for text in texts()}


def test_a_sentence_with_something_put_in_is_found_as_it_is_asked_for(found):
    assert "You can add %(taken)s. Send up to" in " ".join(found)
    assert found["We have %(sent)s file from you."].many == "We have %(sent)s files from you."


def test_codes_docstrings_and_pages_for_staff_are_left_out(found):
    assert not {"fly_tipping", "govuk-input--width-20"} & set(found)
    assert not [one for one in found if one.startswith(("Invitations to refer", "A date in three"))]


def test_the_catalogue_says_where_a_text_stands_and_what_must_stay_in_it():
    told = catalogue([Text("{n} day", "{n} days", "a.py"), Text("By %(day)s", "", "b.html")])
    assert '#: a.py\n#, python-brace-format\nmsgid "{n} day"\nmsgid_plural "{n} days"\n' in told
    assert '#: b.html\n#, python-format\nmsgid "By %(day)s"\nmsgstr ""\n' in told


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="gettext is not installed")
def test_what_is_translated_already_is_kept(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    file = tmp_path / "cy" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(f'{HEAD}\n\nmsgid "Continue"\nmsgstr "Parhau"\n')
    call_command("gather_texts", "cy", verbosity=0)
    told = file.read_text()
    assert 'msgid "Continue"\nmsgstr "Parhau"\n' in told
    assert told.count('msgstr ""') > 1_000
    assert "nplurals=4" in told


def test_a_language_without_a_place_is_refused(settings, tmp_path):
    settings.LOCALE_PATHS = [tmp_path]
    with pytest.raises(CommandError, match="There is no catalogue"):
        call_command("gather_texts", "xx")
