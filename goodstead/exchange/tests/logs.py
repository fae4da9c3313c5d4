"""Incident logs written by hand, and how a person brings one."""

from django.core.files.uploadedfile import SimpleUploadedFile

from goodstead.exchange import actions, taking
from goodstead.exchange.periodic import take_in

HEADING = "Log No,Received,Type,Incident Text,Location,Post Code"
COLUMNS = {
    "number": "Log No",
    "day": "Received",
    "type": "Type",
    "text": "Incident Text",
    "place": "Location",
    "postcode": "Post Code",
}


def log(*rows, heading=HEADING, end="\r\n"):
    return end.join([heading, *rows, ""]).encode()


def row(number, *, day="01/03/2026 21:14", kind="ASB NUISANCE", text="Youths on the roof",
        place="High Street", postcode="AL7 3BX"):  # fmt: skip
    return f'{number},{day},{kind},"{text}",{place},{postcode}'


def upload(content, name="log.csv"):
    return SimpleUploadedFile(name, content)


def save(people, now, **changes):
    asked = {"kind": "incident_log", "name": "Hartshire weekly", "columns": COLUMNS} | changes
    return actions.save_mapping(by=people.leader, at=now, **asked)


def bring(people, now, content, mapping):
    return taking.bring(
        by=people.leader, at=now, upload=upload(content), kind="incident_log", mapping=mapping
    )


def bring_and_take_in(people, now, content, mapping):
    delivery = bring(people, now, content, mapping)
    actions.take_in_delivery(by=people.leader, at=now, delivery=delivery)
    take_in(now)
    delivery.refresh_from_db()
    return delivery
