"""Starts server and worker, again and again, from a process that has imported everything already.

Nearly all of a start is the reading of Python modules, and sixty kills need sixty starts. What is
forked here runs the same entry points with the same arguments as a command line would, leads a
process group of its own, and shares nothing with this process: no connection and no thread is
open when it forks.

One line in on the standard input is one order: ``start`` and a command line as JSON, or ``reap``
and a process's number. One line out answers it: the number, or ``gone``.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import threading
import traceback

import django


def main() -> None:
    django.setup()
    import gunicorn.app.wsgiapp  # noqa: F401
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  the views and all that they import
    print("ready", flush=True)
    for line in sys.stdin:
        order, _, rest = line.partition(" ")
        if order == "start":
            assert threading.active_count() == 1, "a fork beside other threads may hang"
            print(start(json.loads(rest)), flush=True)
        else:
            os.waitpid(int(rest), 0)
            print("gone", flush=True)


def start(command: list[str]) -> int:
    """Fork; the child becomes the command. What it prints goes where errors go."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        become(command)
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def become(command: list[str]) -> None:
    """``-m module …`` or ``program.py …``, as Python's own command line has it."""
    if command[0] == "-m":
        sys.argv = command[1:]
        runpy.run_module(command[1], run_name="__main__")
    else:
        sys.argv = command
        runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    main()
