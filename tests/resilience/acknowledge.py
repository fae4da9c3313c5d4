"""Run under a recorder of system calls: report after report, each acknowledged on standard output.

``normal`` as the argument weakens the setting on purpose, for the twin test.
"""

import os
import sys

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from goodstead.intake import actions  # noqa: E402

if __name__ == "__main__":
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint = 60")  # so that checkpoints are recorded too
        if "normal" in sys.argv:
            cursor.execute("PRAGMA synchronous = NORMAL")
    for number in range(int(sys.argv[1])):
        report, _ = actions.submit_report(
            by=None, at=timezone.now(), submission_key=f"power-{number}", channel="web", files=[],
            answers={"category": "noise", "description": f"Loud, {number}", "may_contact": "no"},
        )  # fmt: skip
        os.write(1, f"ACK {report.reference}\n".encode())
