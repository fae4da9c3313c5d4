"""A browser of text alone: Lynx. What it makes of a page is near to what a line of braille shows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import termios
from pathlib import Path

MISSING = "the pages in a browser of text (no lynx)"
WIDE = 990  # columns; a sentence is then one line
HIGH, ACROSS = 50, 100  # the terminal in which keys are pressed


def program() -> str | None:
    return shutil.which("lynx")


def environment(home: Path) -> dict[str, str]:
    """Nothing of the user's own settings, and nothing left behind with them."""
    return {
        **os.environ,
        "HOME": str(home),
        "TERM": "vt100",
        "LINES": str(HIGH),  # believed more than the terminal, and somebody may have set them
        "COLUMNS": str(ACROSS),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }


def read(html: str, home: Path, *, numbered: bool = False) -> list[str]:
    """The lines of a page; with the number of each link and field, where that is asked for."""
    command = [str(program()), "-dump", "-nolist", "-force_html", "-stdin", f"-width={WIDE}"]
    command += ["-assume_charset=utf-8", "-display_charset=utf-8"]
    ran = subprocess.run(
        [*command, *(["-number_fields"] if numbered else [])],
        input=html.encode(), env=environment(home), capture_output=True, check=True, timeout=30,
    )  # fmt: skip
    return [" ".join(line.split()) for line in ran.stdout.decode().splitlines() if line.strip()]


def press(address: str, keys: list[str], home: Path) -> str:
    """Open an address in a terminal and press these keys; all that the terminal was told to show.

    Lynx reads the keys from a script, the next one when it has done what the last one wanted. So
    nothing is waited for and nothing is guessed.
    """
    script = home / "keys"
    # At the end the screen is drawn anew: before that only what changed is sent to the terminal.
    script.write_text("".join(f"key {key}\n" for key in [*keys, "^L"]) + "exit\n")
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", HIGH, ACROSS, 0, 0))
    command = [str(program()), "-accept_all_cookies", "-nopause", "-delay=0", "-nocolor"]
    command += [f"-cmd_script={script}", "-assume_charset=utf-8", "-display_charset=utf-8", address]
    running = subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=environment(home))
    os.close(its)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # how a terminal says that nobody is there any more
        pass
    finally:
        running.kill()
        running.wait()
        os.close(ours)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]", "\n", shown.decode(errors="replace"))
