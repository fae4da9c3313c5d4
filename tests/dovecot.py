"""An IMAP server of our own for a while: Debian's dovecot, on loopback, with one mailbox."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .postgres import free_port

PASSWORD = "open-sesame"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 1
mail_uid = {user}
mail_gid = {group}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


def program() -> str | None:
    """Where dovecot is; nothing when it is not installed or when we may not start it."""
    found = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/sbin")
    return found if found and os.geteuid() == 0 else None


class Server:
    """A running server. Letters are put into its maildir as files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.count = folder, free_port(), 0
        self.user = pwd.getpwnam("nobody")

    @property
    def url(self) -> str:
        return f"imap://asb:{PASSWORD}@127.0.0.1:{self.port}/INBOX"

    def begin(self) -> None:
        for name in ("mail/new", "mail/cur", "mail/tmp", "run", "state"):
            (self.folder / name).mkdir(parents=True)
        for path in (self.folder / "mail", *(self.folder / "mail").iterdir()):
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        said = CONFIG.format(
            folder=self.folder, port=self.port, password=PASSWORD, user=self.user.pw_uid,
            group=self.user.pw_gid,
        )  # fmt: skip
        (self.folder / "dovecot.conf").write_text(said)
        command = [program() or "dovecot", "-F", "-c", str(self.folder / "dovecot.conf")]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE)

    def put(self, letter: bytes) -> None:
        """A letter arrives."""
        self.count += 1
        path = self.folder / f"mail/tmp/{self.count:06}.M{self.count}P1.here"
        path.write_bytes(letter)
        os.chown(path, self.user.pw_uid, self.user.pw_gid)
        path.rename(self.folder / "mail/new" / path.name)

    def flags(self) -> list[str]:
        """The flags of the letters, in order: "S" is read."""
        found = sorted((self.folder / "mail").glob("[cn]*/*"))
        return [path.name.partition(":2,")[2] for path in sorted(found, key=lambda p: p.name)]

    def number_anew(self) -> None:
        """As after a restore: the same letters, another UIDVALIDITY."""
        kept = self.folder / "mail/dovecot-uidlist"
        kept.write_text(
            re.sub(r" V(\d+)", lambda found: f" V{int(found[1]) + 99}", kept.read_text())
        )
        for path in (self.folder / "mail").glob("dovecot.index*"):
            path.unlink()

    def end(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=20)


@contextmanager
def running() -> Iterator[Server]:
    """A server with an empty mailbox."""
    folder = Path(tempfile.mkdtemp(prefix="goodstead-dovecot-"))
    folder.chmod(0o755)
    server = Server(folder)
    server.begin()
    try:
        _wait(server)
        yield server
    finally:
        server.end()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: Server) -> None:
    import socket

    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            return
        except OSError:
            if server.process.poll() is not None:
                break
            time.sleep(0.1)
    log = server.folder / "log"
    raise RuntimeError(f"dovecot did not start: {log.read_text() if log.exists() else ''}")
