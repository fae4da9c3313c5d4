"""The same against ClamAV itself, with one signature of our own, where it is installed."""

import os
import shutil
import signal
import subprocess

import pytest

from goodstead.evidence import antivirus, periodic
from goodstead.evidence import store as disk
from goodstead.evidence.definitions.limits import LARGEST_FILE

from .attacks import EICAR
from .clamd import MARK
from .conftest import picture

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/bin") or shutil.which("clamd")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.skipif(CLAMD is None, reason="clamav-daemon, an optional package, is absent"),
]


@pytest.fixture
def clamd(tmp_path_factory, settings):
    folder = tmp_path_factory.mktemp("c")
    (folder / "own.ndb").write_text(f"Own.Test:0:*:{MARK.hex()}\n")
    (folder / "conf").write_text(
        f"LocalSocket {folder}/s\nDatabaseDirectory {folder}\nPidFile {folder}/pid\n"
    )
    # It goes into the background when it is ready, and only then comes back to us.
    subprocess.run([CLAMD, "-c", str(folder / "conf")], check=True, timeout=60)
    settings.CLAMD = f"unix:{folder}/s"
    yield
    os.kill(int((folder / "pid").read_text()), signal.SIGTERM)


def test_clamav_itself_finds_it_plain_behind_a_photo_and_at_the_end_of_the_largest(
    clamd, store, now, people
):
    assert antivirus.awake()
    bodies = {
        "clean.jpg": picture(),
        "plain.txt": EICAR,
        "behind.jpg": picture() + EICAR,
    }
    became = {name: periodic.make_copy(store(name, body), now) for name, body in bodies.items()}
    assert {name: file.state for name, file in became.items()} == {
        "clean.jpg": "clean", "plain.txt": "infected", "behind.jpg": "infected",
    }  # fmt: skip
    assert became["plain.txt"].found.startswith("Own.Test")
    large = picture() + bytes(LARGEST_FILE - len(picture()) - len(EICAR)) + EICAR
    file = store("large.jpg", large, about=people.patch)
    assert antivirus.check(disk.path_of(file.stored_as)).startswith("Own.Test")
