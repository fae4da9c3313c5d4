"""A made-up history of two people, their wishes and their letters; and a witness who remembers.

The witness shares no code with the product and reads nothing from the database: what each person
said, in which order, and what a member of staff looked at. At the moment at which a letter leaves
it says whether that is a violation. Order is counted in steps, so that no jump of a clock matters.
"""

import copy
import uuid
from datetime import timedelta

from django.db import connection

from goodstead.access.permissions import NotNow
from goodstead.correspondence import actions
from goodstead.correspondence.definitions.delivery import HELD_BECAUSE, MOST_TRIES, State
from goodstead.correspondence.models import Message
from goodstead.correspondence.periodic import send_due
from goodstead.correspondence.transport import AddressRefused, TransportDown

from .conftest import CASE

# The first two are where each starts; anybody may come to use anybody's, however it is written.
ADDRESSES = ["one@example.com", "two@example.com", "Two@Example.com", "home@example.com", ""]
TELLING = ("case", "report", "victim", "police")
REPORT = {"reference": "R-1", "next_step": "We read it", "next_by": "Thursday 5 March 2026"}
LETTERS = {
    "plain": ("case_opened", CASE),
    "telling": ("case_opened", {**CASE, "officer": "Police Victim Case"}),
    "answer": ("report_received_without_link", REPORT),
}
WHO, BY = [0, 1], [None, "officer", "trained"]
BEGINNINGS = {
    "mays": [(True, True)] * 4
    + [(one, two) for one in (True, None, False) for two in (True, None, False)],
    "flags": [(one, two) for one in (False, True) for two in (False, True)],
    "by": [None, "officer"],
}
# What may happen, and with which choices. Both drivers make their histories from this table.
MOVES = {
    "change": {
        "who": WHO, "email": ADDRESSES, "may": [True, True, True, None, False],
        "flagged": [True, False], "by": BY,
    },
    "move_house": {"who": WHO, "email": ADDRESSES, "by": BY},
    "queue": {"who": WHO, "letter": list(LETTERS), "by": BY},
    "doubt": {"who": WHO, "by": BY},
    "trust": {"who": WHO, "by": BY},
    "restrict": {"restricted": [True, False]},
    "time_passes": {"minutes": [0, 1, 5, 60, 24 * 60, -3, -24 * 60]},
    "send": {"mood": ["well", "well", "away", "busy", "refuses", "crash before", "crash after"]},
    "a_worker_takes_one_and_is_slow": {},
    "the_slow_worker_goes_on": {},
    "a_person_decides": {"which": list(range(6)), "cancelled": [False, False, True]},
}  # fmt: skip


# With the dice these come up so much more often: most of what can go wrong needs a letter that goes.
OFTENER = {"change": 2, "queue": 4, "send": 3, "a_person_decides": 2}


class Crash(BaseException):
    """The power went."""


class Watched:
    """The mail server, with a witness who knows what each person said."""

    outcome = State.SENT

    def __init__(self, history):
        self.history, self.mood = history, "well"

    def open(self):
        if self.mood == "away":
            raise TransportDown("The mail server is not running.")

    def deliver(self, letter):
        if self.mood == "refuses":
            raise AddressRefused("No such mailbox.")
        if self.mood == "busy":
            raise TransportDown("Busy.")
        if self.mood == "crash before":
            raise Crash
        self.history.witness(letter)
        if self.mood == "crash after":
            raise Crash

    def close(self):
        return None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class Person:
    """What one person said, and since which step."""

    def __init__(self, contact, step, by, **said):
        self.contact, self.said, self.version, self.before = contact, said, 1, []
        self.lived = [[said["email"].casefold(), step, None]]  # address, from, until
        self.flagged_at = step if said["flagged"] else None
        self.doubted_at = None
        self.known_at = step if by else None  # since when staff know of this record

    def told(self, step, by, said):
        self.before.append(self.said["email"])
        if said["email"].casefold() != self.lived[-1][0]:
            self.lived[-1][2] = step
            self.lived.append([said["email"].casefold(), step, None])
        if said["flagged"] != self.said["flagged"]:
            self.flagged_at = step if said["flagged"] else None
        self.said, self.version = said, self.version + 1
        self.known(step, by)

    def known(self, step, by):
        self.known_at = step if self.known_at is None and by else self.known_at

    def copied(self):
        one = copy.copy(self)
        one.before, one.lived = [*self.before], [[*lived] for lived in self.lived]
        return one

    def shares(self, address, since):
        """From which step on somebody at this address could be this person; none: never since."""
        if self.known_at is None or not address:
            return None
        found = [
            max(begun, self.known_at)
            for where, begun, left in self.lived
            if where == address.casefold() and (left is None or left >= since)
        ]
        return max(found, default=None)


class History:
    """One history on the real actions. ``file``, ``at`` and ``staff`` are set by the test."""

    file = at = None
    staff: dict = {}

    def begin(self, mays, flags, by):
        self.step, self.now, self.mail = 0, self.at, Watched(self)
        self.claimed, self.people, self.written, self.delivered = [], [], {}, set()
        self.file.restricted = self.restricted = False
        self.newest = 0
        for who, (may, flagged) in enumerate(zip(mays, flags, strict=True)):
            said = {"email": ADDRESSES[who], "may_email": may, "flagged": flagged}
            contact = actions.add_contact(by=self.staff[by], at=self.now, **said)
            self.people.append(Person(contact, 0, by, **said))
        self.read_new(None)

    def next_step(self):
        self.step += 1
        return self.step

    def copied(self):
        """The same so far, to go on in another way. The database is the caller's."""
        one = copy.copy(self)
        one.mail, one.people = Watched(one), [person.copied() for person in self.people]
        one.written = {uid: {**known} for uid, known in self.written.items()}
        one.claimed, one.delivered = [*self.claimed], {*self.delivered}
        one.file.restricted = self.restricted
        return one

    def play(self, moves):
        for name, chosen in moves:
            getattr(self, name)(**chosen)

    def read(self, columns, where="1 = 1"):
        """Straight from the table: the witness asks nothing of the code that it watches."""
        table = Message._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {table} WHERE {where} ORDER BY id")
            return cursor.fetchall()

    def read_new(self, who, **known):
        """Note what has been written since the last look."""
        for pk, uid in self.read("id, uid", f"id > {self.newest}"):
            self.newest = pk
            if who is not None:
                self.written[str(uuid.UUID(str(uid)))] = {
                    "who": who, "version": self.people[who].version, "looked": None, **known,
                }  # fmt: skip

    def witness(self, letter):
        """The violations. Reads the model only, never the database."""
        known = self.written[letter.uid]
        person, looked = self.people[known["who"]], known["looked"]
        said = person.said
        assert said["may_email"] is True, "written to somebody who did not say yes"
        if known["notice"]:
            assert not said["flagged"], "an old address was told about a person in danger"
            assert letter.to in person.before, "a notice to an address that never was theirs"
        else:
            assert letter.to == said["email"], "written to another address than the present one"
            assert known["version"] == person.version, "queued before a change and not looked at"
            unsure = person.doubted_at
            assert unsure is None or (looked or 0) > unsure, "written while nobody had checked"
        if said["flagged"] or (self.restricted and not known["notice"]):
            seen = f"{letter.subject} {letter.body[:140]}".lower().split()
            assert not set(seen) & set(TELLING), "a telling word where others may see it"
            if not known["answer"]:
                self.nobody_else_reads_it(letter, known["who"], looked)
        self.delivered.add(letter.uid)

    def nobody_else_reads_it(self, letter, who, looked):
        """Unless a member of staff looked at it after the address was shared."""
        since = self.people[who].flagged_at
        since = 10**9 if since is None else since  # only a file is restricted: as things stand now
        for other in (self.people[other] for other in WHO if other != who):
            begun = other.shares(letter.to, since)
            assert begun is None or (looked or 0) > begun, "written where another person reads it"

    def change(self, who, email, may, flagged, by):
        self._change(who, by, {"email": email, "may_email": may, "flagged": flagged})

    def move_house(self, who, email, by):
        self._change(who, by, {**self.people[who].said, "email": email})

    def _change(self, who, by, said):
        person, staff = self.people[who], self.staff[by]
        try:
            actions.change_contact(by=staff, at=self.now, contact=person.contact, **said)
        except NotNow:
            assert by == "officer" and person.said["flagged"] and not said["flagged"]
            return
        if person.said != said:
            person.told(self.next_step(), by, said)
            self.read_new(who, notice=True, answer=False)

    def queue(self, who, letter, by):
        template, variables = LETTERS[letter]
        actions.queue(
            by=self.staff[by], at=self.now, to=self.people[who].contact, template=template,
            about=self.file, **variables,
        )  # fmt: skip
        self.people[who].known(self.next_step(), by)
        self.read_new(who, notice=False, answer=letter == "answer" and by is None)

    def doubt(self, who, by):
        person = self.people[who]
        actions.doubt_contact(by=self.staff[by], at=self.now, contact=person.contact)
        person.doubted_at = self.next_step()

    def trust(self, who, by):
        person = self.people[who]
        actions.trust_contact(by=self.staff[by], at=self.now, contact=person.contact)
        person.doubted_at = None

    def restrict(self, restricted):
        self.file.restricted = self.restricted = restricted

    def time_passes(self, minutes):
        self.now += timedelta(minutes=minutes)

    def send(self, mood):
        self.mail.mood = mood
        try:
            send_due(at=self.now, transport=self.mail)
        except Crash:
            pass

    def a_worker_takes_one_and_is_slow(self):
        message = actions.claim_due(by=None, at=self.now)
        self.claimed += [message] if message else []

    def the_slow_worker_goes_on(self):
        self.mail.mood = "well"
        for message in self.claimed:
            actions.send_message(by=None, at=self.now, message=message, transport=self.mail)
        self.claimed = []

    def a_person_decides(self, which, cancelled):
        found = self.read("id, uid, to_id", "state IN ('held', 'failed')")
        if not found:
            return
        pk, uid, to = found[which % len(found)]
        message = Message(pk=pk, to_id=to)
        try:
            act = actions.cancel if cancelled else actions.release
            act(by=self.staff["officer"], at=self.now, message=message, reason="Asked")
        except NotNow:
            return
        known = self.written[str(uuid.UUID(str(uid)))]
        known["looked"], known["version"] = self.next_step(), self.people[known["who"]].version

    def end(self):
        """The server is well again, time passes: everything ends, and nothing ended falsely."""
        self.mail.mood = "well"
        for _ in range(MOST_TRIES + 1):
            if not self.read("1", "state = 'queued'"):
                break
            self.now += timedelta(days=3)
            send_due(at=self.now, transport=self.mail)
        kept = {
            str(uuid.UUID(str(uid))): (state, why)
            for uid, state, why in self.read("uid, state, held_because")
        }
        assert set(kept) == set(self.written), "a message is gone"
        for uid, (state, why) in kept.items():
            assert state != "queued", "a message waits for ever"
            assert state != "sent" or uid in self.delivered, "marked as sent, and nobody took it"
            assert state != "held" or HELD_BECAUSE[why], "held without a reason to read"
