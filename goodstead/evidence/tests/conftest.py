"""A place for files, and uploads made by hand."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from goodstead.evidence import actions


def picture(kind="JPEG", size=(60, 40), colour="teal", **options):
    """The bytes of a small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def seen(path):
    """The picture in a file, with no file left open."""
    return Image.open(io.BytesIO(path.read_bytes()))


class _Upload(SimpleUploadedFile):
    """As it comes from a browser that somebody tampered with: the name is not cleaned."""

    def _set_name(self, name):
        self._name = name

    name = property(lambda self: self._name, _set_name)


def upload(name, content=None):
    return _Upload(name, picture() if content is None else content)


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT / "evidence"


@pytest.fixture
def file(people):
    """Any record with a story; reports and cases lie above."""
    return people.team


@pytest.fixture
def store(now, file):
    def store(name="photo.jpg", content=None, by=None, about=None):
        return actions.store_file(by=by, at=now, upload=upload(name, content), about=about or file)

    return store


@pytest.fixture
def next_day():
    """A day after the files on disk were written: the sweep looks at the disk's own times."""
    from django.utils.timezone import now

    return now() + timedelta(hours=25)


def on_disk(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())
