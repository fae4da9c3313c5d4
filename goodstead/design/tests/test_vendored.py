"""What we ship of other people's: the release, its licence, and none of the brand of GOV.UK."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from goodstead.design.definitions.release import GOVUK_FRONTEND as VERSION

from .markup import tags

APPS = Path(__file__).parents[2]
STATIC = APPS / "design/static/design"
VENDOR = STATIC / "vendor"
TEMPLATES = sorted(p for p in APPS.glob("*/templates/**/*.html"))


def test_the_release_is_the_one_that_we_say():
    assert f'--govuk-frontend-version: "{VERSION}"' in (VENDOR / "govuk-frontend.css").read_text()
    assert f'"{VERSION}"' in (VENDOR / "govuk-frontend.min.js").read_text()
    package = (APPS.parent / "frontend/package.json").read_text()
    assert f'"govuk-frontend": "{VERSION}"' in package


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda p: p.name)
def test_no_font_no_crest_and_nothing_from_elsewhere(path):
    css = path.read_text()
    for banned in ("@font-face", "GDS Transport", "govuk-crest", "@import"):
        assert banned not in css
    for address in re.findall(r"url\(([^)]*)\)", css):
        assert address.startswith("./") and (path.parent / address).exists()


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda p: p.name)
def test_no_script_fetches_anything(path):
    """But one: whether somebody stays signed in, asked of the page's own address."""
    ours = path.read_text().replace("fetch(dialog.dataset.stay,", "")
    assert not re.search(r"https?://(?!www\.w3\.org)|fetch\(|XMLHttpRequest|eval\(", ours)


def test_no_registry_is_named_in_the_build_files():
    lock = (APPS.parent / "frontend/package-lock.json").read_text()
    assert '"resolved"' not in lock and "http" not in re.sub(
        r'"(url|funding|homepage)": "[^"]*"', "", lock
    )


def test_the_licences_stand_beside_what_they_are_for():
    notices = (VENDOR / "NOTICES.md").read_text()
    assert "GOV.UK Frontend" in notices and "MOJ Frontend" in notices
    assert notices.count("Permission is hereby granted, free of charge") == 2


def test_nothing_is_missing_when_the_files_get_their_hashed_names(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list(tmp_path.glob("design/vendor/govuk-frontend.*.css.gz"))
    assert staticfiles_storage.url("design/goodstead.css") != "/static/design/goodstead.css"


def inline(html):
    """Scripts, styles and handlers that the content security policy would refuse."""
    for tag, attrs in tags(re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", html, flags=re.DOTALL)):
        if (tag == "script" and "src" not in attrs) or tag == "style":
            yield tag
        yield from (key for key in attrs if key == "style" or key.startswith("on"))
        if any((value or "").lower().startswith("javascript:") for value in attrs.values()):
            yield "javascript:"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(APPS)))
def test_no_template_holds_a_script_a_style_or_a_handler(path):
    assert not list(inline(path.read_text()))


@pytest.mark.parametrize(
    "html",
    ["<script>x</script>", "<p style='color:red'>", "<p onclick=x>", "<style></style>",
     "<a href='JavaScript:x'>", '<p {% if x %}style="a"{% endif %}>'],
)  # fmt: skip
def test_the_search_sees_each_kind(html):
    assert list(inline(html))
