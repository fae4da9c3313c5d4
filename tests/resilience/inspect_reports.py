"""Run as a command in the service's settings: is each report complete, and in the ledger once?

Reads the acknowledged references with their words from standard input (JSON), prints what is
wrong, one line each, and then how many reports there are.
"""

import json
import sys

import django

django.setup()

from goodstead.clocks.models import Deadline  # noqa: E402
from goodstead.intake.models import Incident, Report  # noqa: E402
from goodstead.ledger.models import Entry, key_of  # noqa: E402


def faults(saved: dict[str, str]) -> list[str]:
    found = {report.reference: report for report in Report.objects.all()}
    wrong = [f"lost: {reference}" for reference in saved if reference not in found]
    for reference, words in saved.items():
        report = found.get(reference)
        if report and (report.description != words or not report.restricted or not report.danger):
            wrong.append(f"not as typed: {reference}")
    submitted = list(
        Entry.objects.filter(verb="intake.report_submitted").values_list("subject", flat=True)
    )
    for report in found.values():
        if submitted.count(key_of(report)) != 1:
            wrong.append(f"not in the ledger once: {report.reference}")
        if not Incident.objects.filter(report=report).exists():
            wrong.append(f"half made, no incident: {report.reference}")
        if not Deadline.objects.filter(about=key_of(report)).exists():
            wrong.append(f"half made, nothing promised: {report.reference}")
    if len(submitted) != len(found):
        wrong.append(f"{len(submitted)} entries for {len(found)} reports")
    return wrong


if __name__ == "__main__":
    for line in faults(json.load(sys.stdin)):
        print(line)
    print(f"{Report.objects.count()} reports")
