"""Every attack in ``attacks`` is refused with a sentence, or served only as a safe copy, or never shown."""

import gc
import re
import resource
from collections import Counter

import pytest

from goodstead.access.permissions import NotNow
from goodstead.evidence import actions, content, periodic, queries, responses
from goodstead.evidence.models import StoredFile
from tests.architecture.source import ROOT

from .attacks import COPY, DOWNLOAD, HIDDEN, NAMES, REFUSED, TAKEN, png_of
from .clamd import MARK, Clamd
from .conftest import on_disk, picture, seen, upload

# Bytes in, bytes out: the database has no part in it.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
REMAINS = re.compile(rb"CANARY|<script|<\?php|PK\x03\x04|%PDF|EICAR|Exif\0|http://")


@pytest.fixture(autouse=True)
def without_what_is_optional(settings, monkeypatch):
    """What becomes of a file must not hang on packages that a council may not have."""
    settings.FFMPEG = ""
    monkeypatch.setattr(content, "_reads_heic", lambda: False)


@pytest.mark.parametrize("attack", REFUSED)
def test_what_is_not_taken_is_refused_by_name_and_leaves_nothing(attack, store, store_folder):
    name, build, words = REFUSED[attack]
    with pytest.raises(NotNow) as refusal:
        store(name, build())
    told = str(refusal.value)
    assert words in told
    assert not {"\0", "\u202e", "\r", "\n"} & set(told) and told.endswith(".")
    assert on_disk(store_folder) == [] and not StoredFile.objects.exists()


def became(file):
    """What anybody can get of a file, with each answer looked at."""
    file.refresh_from_db()
    original = responses.original(file)
    original.file_to_stream.close()
    assert original["Content-Disposition"] == f'attachment; filename="{file.safe_name}"'
    assert original["X-Content-Type-Options"] == "nosniff"
    assert original["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert original["Content-Type"].partition("/")[0] in {"image", "video", "audio", "application",
                                                          "text"}  # fmt: skip
    assert "html" not in original["Content-Type"] and "xml" not in original["Content-Type"]
    copy = queries.safe_copy(file)
    if copy is None:
        return DOWNLOAD if file.state == "clean" else HIDDEN
    raw = copy.path.read_bytes()
    assert not REMAINS.search(raw) and copy.content_type == "image/jpeg"
    shown = seen(copy.path)
    assert shown.format == "JPEG" and not shown.getexif() and getattr(shown, "n_frames", 1) == 1
    assert max(shown.size) <= 2000 and set(shown.info) <= {"jfif", "jfif_version", "jfif_unit",
                                                           "jfif_density"}  # fmt: skip
    return COPY


@pytest.mark.parametrize("attack", TAKEN)
def test_what_is_taken_is_kept_and_shown_only_when_it_is_safe(attack, store, now):
    name, build, expected = TAKEN[attack]
    body = build()
    file = store(name, body)
    assert file.state == "received" and file.size == len(body)
    assert became(periodic.make_copy(file, now)) == expected


@pytest.mark.parametrize("attack", [name for name in TAKEN if MARK in TAKEN[name][1]()])
def test_with_antivirus_what_carries_the_test_file_is_locked(attack, store, now, settings):
    clamd = Clamd()
    settings.CLAMD = clamd.address
    name, build, _ = TAKEN[attack]
    file = periodic.make_copy(store(name, build()), now)
    clamd.stop()
    assert (file.state, file.copy_as) == ("infected", "") and not file.may_leave


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_only_ever_text(name, store, store_folder):
    file = store(name)
    file.refresh_from_db()
    assert file.original_name == NAMES[name]
    assert file.safe_name == f"file-{file.pk}.jpg"
    assert [len(path.name) for path in on_disk(store_folder)] == [32]


def test_one_that_says_it_has_bytes_and_sends_none_is_refused(now, file, store_folder):
    liar = upload("photo.jpg", b"")
    liar.size = 5000
    with pytest.raises(NotNow):
        actions.store_file(by=None, at=now, upload=liar, about=file)
    assert on_disk(store_folder) == []


def test_the_figure_is_counted_and_stands_in_the_reference():
    """U-1. Each of these has a test of its own above; here they are counted."""
    became = Counter(TAKEN[name][2] for name in TAKEN)
    locked = sum(MARK in build() for _, build, _ in TAKEN.values())
    figure = (
        f"{len(REFUSED) + len(TAKEN) + len(NAMES) + 1} attack files: {len(REFUSED) + 1} refused with "
        f"a sentence, {became[COPY]} served only as a safe copy, {became[HIDDEN]} kept and "
        f"not shown, {became[DOWNLOAD]} only downloaded, {len(NAMES)} hostile names made harmless; "
        f"{locked} locked when there is antivirus"
    )
    print(figure)
    assert len(REFUSED) + len(TAKEN) >= 60
    assert figure in " ".join(
        (ROOT / "docs/reference/files.md").read_text().replace("\n> ", " ").split()
    )


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_a_bomb_is_refused_without_being_unpacked(store):
    bomb = png_of(30_000, 30_000)
    gc.collect()
    before = memory()
    with pytest.raises(NotNow):
        store("photo.png", bomb)
    assert memory() - before < 20_000, "kilobytes; unpacked it would be 100,000 and more"


def test_with_the_guard_off_an_appended_script_would_be_in_what_staff_see(store, now, monkeypatch):
    """The twin: what takes the script out is that the picture is made anew."""
    monkeypatch.setattr(content, "safe_picture", lambda path, kind: path.read_bytes())
    file = periodic.make_copy(store("a.jpg", picture() + b"<script>"), now)
    assert REMAINS.search(queries.safe_copy(file).path.read_bytes())
