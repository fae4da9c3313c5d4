"""Exports of a noise app, made by hand."""

import io
import json
import struct
import zipfile

from goodstead.exchange import actions, taking
from goodstead.exchange.periodic import take_in

from .logs import upload

HEADING = "File,Recorded at,Notes,Reference,Mobile,Email,Postcode"
COLUMNS = {
    "file": "File",
    "day": "Recorded at",
    "text": "Notes",
    "reference": "Reference",
    "phone": "Mobile",
    "email": "Email",
    "postcode": "Postcode",
}


def sound(n=1):
    """A short recording, each ``n`` another."""
    body = bytes((n * step) % 251 for step in range(400))
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + 400, b"WAVE", b"fmt ", 16, 1, 1, 8000,
                       8000, 1, 8, b"data", 400)  # fmt: skip
    return head + body


def line(file, *, at="2026-03-01 02:10", text="Bass through the wall", reference="", phone="",
         email="", postcode=""):  # fmt: skip
    return f"{file},{at},{text},{reference},{phone},{email},{postcode}"


def export(*lines, heading=HEADING, manifest="list.csv", **files):
    """A zip; ``files`` by name, in which ``__`` stands for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if manifest:
            archive.writestr(manifest, "\n".join([heading, *lines, ""]))
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def listed_in_json(objects, **files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("recordings.json", json.dumps(objects))
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def save(people, now, columns=COLUMNS, name="Noise app"):
    return actions.save_mapping(
        by=people.leader, at=now, kind="noise_app", name=name, columns=columns
    )


def take(people, now, content, mapping):
    delivery = taking.bring(
        by=people.leader, at=now, upload=upload(content, "noise.zip"), kind="noise_app",
        mapping=mapping,
    )  # fmt: skip
    actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    take_in(now)
    delivery.refresh_from_db()
    return delivery
