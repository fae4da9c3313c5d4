"""A PostgreSQL server of our own for a while: in a new folder, on loopback, stopped at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil


def binaries() -> Path | None:
    """Where PostgreSQL's programs are, the newest first; None when it is not installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/createdb"), key=lambda p: float(p.parts[-3])
    )
    if found and (found[-1].parent / "initdb").exists():
        return found[-1].parent
    initdb, createdb = shutil.which("initdb"), shutil.which("createdb")
    return Path(initdb).parent if initdb and createdb else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """One cluster. ``url`` is what DATABASE_URL wants."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs, self.port = folder, programs, free_port()
        self.data = folder / "data"
        self.url = f"postgres://goodstead@127.0.0.1:{self.port}/goodstead"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *command,
            ]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)

    def make(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run(
            "initdb", "-D", str(self.data), "-U", "goodstead", "--auth=trust",
            "--data-checksums", "--encoding=UTF8", "--locale=C.UTF-8",
        )  # fmt: skip
        self.start()
        self._run(
            "createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "goodstead", "goodstead"
        )

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        )
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", log, "-o", options, "start")

    def kill(self) -> None:
        """SIGKILL to every process of the server, as when the machine's memory runs out."""
        number = int((self.data / "postmaster.pid").read_text().split()[0])
        postmaster = psutil.Process(number)
        family = [postmaster, *postmaster.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):  # a backend of a client that has just been killed
                process.kill()
        psutil.wait_procs(family, timeout=20)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self, how: str = "immediate") -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", how, "-w", "stop")


MEMORY, ENOUGH = Path("/dev/shm"), 2 * 2**30


def _in_memory() -> Path | None:
    """A folder in memory that has room for a cluster: the settings stay, and the waiting goes."""
    here = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return MEMORY if here and shutil.disk_usage(MEMORY).free > ENOUGH else None


@contextmanager
def running(*, lasting: bool = True) -> Iterator[Server]:
    """A server with an empty database called goodstead; one that need not last lies in memory."""
    programs = binaries()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed")
    place = None if lasting else _in_memory()
    folder = Path(tempfile.mkdtemp(prefix="goodstead-postgres-", dir=place))
    folder.chmod(0o755)
    server = Server(folder, programs)
    try:
        server.make()
        yield server
    finally:
        if server.data.exists():
            try:
                server.stop()
            except subprocess.CalledProcessError:
                pass
        shutil.rmtree(folder, ignore_errors=True)
