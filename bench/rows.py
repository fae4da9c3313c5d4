"""The rows of the council that is measured. Each part says its columns as SQL over ``i``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from goodstead.cases.models import Case, CaseReader, Note, Party, StatusChange
from goodstead.clocks.models import Deadline
from goodstead.correspondence.models import Message, SafeContact, SafeContactVersion
from goodstead.demo.borough import WARDS, patch_of
from goodstead.intake.models import Decision, Incident, Report
from goodstead.ledger.models import Entry, Head, Viewing
from goodstead.people.models import Person
from goodstead.places.models import Postcode, Premises

from .filling import MINUTES, by_now, chance, fill, moment, pick

WAITING = 150  # reports that nobody has decided about yet
OPEN = 600  # cases
LONG_STORIES, STORY = 40, 200  # cases with that many entries
POSTCODES = 1440
OFTEN = 20  # how often each rare word occurs
CATEGORIES = (
    "noise", "verbal", "drugs", "misuse", "vehicles", "damage", "pets", "fly_tipping",
    "noise", "verbal", "noise", "alcohol", "other", "garden", "violence", "hate",
)  # fmt: skip
_BANDS, _RANKS = ("standard", "standard", "medium", "high", "medium"), (0, 0, 2, 3, 2)
_DID = ("loud music", "shouting", "banging doors", "a dog barking", "fighting", "bins set on fire",
        "engines revving", "drinking on the stairs", "threats", "fireworks")  # fmt: skip
_WHEN = ("every night", "at weekends", "after midnight", "in the afternoon", "since last summer")
_FELT = ("the children cannot sleep", "we are afraid to go out", "my mother is ill",
         "it makes me anxious", "neighbours have moved away", "nobody dares to say anything",
         "I have kept a diary")  # fmt: skip
_FIRST = ("Amina", "Ben", "Carol", "Dinesh", "Ewa", "Frank", "Grace", "Hassan", "Ines", "Jack")


@dataclass(frozen=True)
class Council:
    """How large it is, and the keys of who works there."""

    reports: int
    patches: list[int]
    officers: list[int]
    trained: int
    team: int

    @property
    def cases(self) -> int:
        return self.reports // 5

    @property
    def homes(self) -> int:
        """Addresses: a borough has so many however long it is watched."""
        return min(self.reports // 3, 60_000)

    @property
    def long_stories(self) -> range:
        """Keys of open cases with a long timeline."""
        return range(self.cases - 140, self.cases - 140 + LONG_STORIES)


def _text(council: Council, of: str = "i") -> str:
    """Some forty words: common ones, a street, and one that occurs ``OFTEN`` times in all."""
    return (
        f"'There is ' || {pick(_DID, chance(10, 1, of))} || ' and ' || {pick(_DID, chance(10, 2, of))}"
        f" || ' from the flat near street' || {chance(400, 3, of)} || ' ' || "
        f"{pick(_WHEN, chance(5, 4, of))} || ' and ' || {pick(_FELT, chance(7, 5, of))}"
        f" || ' because of word' || {chance(1000, 6, of)} || '. It began when item'"
        f" || {chance(council.reports // OFTEN, 7, of)} || ' was thrown over the fence by somebody"
        " we know only by sight, and ' || "
        f"{pick(_FELT, chance(7, 8, of))} || '. Please send somebody soon.'"
    )


def _received(council: Council, of: str = "i") -> str:
    """Minutes after the beginning: evenly over the ten years."""
    return f"CAST(({of}) * 1.0 * {MINUTES - 1} / {council.reports} AS integer)"


def _home(council: Council, of: str = "i") -> str:
    """The home of a report: one report in five comes from one home in a hundred."""
    few = max(council.homes // 100, 1)
    return (
        f"CASE WHEN {chance(5, 11, of)} = 0 THEN {chance(few, 12, of)} * 100 + 1"
        f" ELSE {chance(council.homes, 13, of)} + 1 END"
    )


def people(council: Council) -> None:
    """One contact for each report; one name in two thousand is the same."""
    reached = {
        "email": "'person' || i || '@example.org'",
        "telephone": "'01632 ' || (100000 + i)",
        "may_phone": "TRUE",
        "may_email": "TRUE",
        "version": "1",
    }
    keys = {"email_key": reached["email"], "phone_key": "'1632' || (100000 + i)"}
    fill(SafeContact, council.reports, id="i", **reached, **keys)
    fill(
        SafeContactVersion,
        council.reports,
        contact_id="i",
        at=moment(_received(council)),
        **reached,
    )
    name = f"{pick(_FIRST, 'i')} || ' Example' || (i / 10)"
    common = f"{chance(2000, 9)} = 0"
    fill(
        Person, council.reports, id="i", contact_id="i",
        name=f"CASE WHEN {common} THEN 'Sarah Jones' ELSE {name} END",
        name_key=f"CASE WHEN {common} THEN 'sarah jones' ELSE lower({name}) END",
    )  # fmt: skip


def _spread(middle: list[int], salt: int, of: str) -> str:
    """A place of a postcode, within a kilometre of the middle of its ward."""
    return f"({pick(middle, of)} + {chance(2000, salt, of)} - 1000)"


def _code(of: str) -> str:
    return f"'HM' || (({of}) % 9 + 1) || (({of}) / 9 % 10) || {pick([f'{a}{b}' for a in 'ABDE' for b in 'FGHJ'], f'({of}) / 90')}"


def places(council: Council) -> None:
    east, north = [w.easting for w in WARDS], [w.northing for w in WARDS]
    ward = [w.code for w in WARDS]
    fill(
        Postcode, POSTCODES, id="i", code=_code("(i - 1)"), easting=_spread(east, 21, "i"),
        northing=_spread(north, 22, "i"), ward_code=pick(ward, "i"),
    )  # fmt: skip
    postcode = f"(i % {POSTCODES} + 1)"
    easting = f"({_spread(east, 21, postcode)} + {chance(120, 23)} - 60)"
    northing = f"({_spread(north, 22, postcode)} + {chance(120, 24)} - 60)"
    numbers = [council.patches[int(patch_of(w).split()[1]) - 1] for w in WARDS]
    fill(
        Premises, council.homes, id="i", key="'home ' || i",
        address_line="CAST(i % 90 + 1 AS varchar)", street=f"'Street ' || {postcode}",
        town="'Hartsmere'", postcode=_code(f"i % {POSTCODES}"), easting=easting,
        northing=northing, placed_by="'point'", ward_code=pick(ward, postcode),
        patch_id=pick(numbers, postcode), cell50=f"(({easting}) / 50) || '/' || (({northing}) / 50)",
    )  # fmt: skip


def _where(council: Council, of: str = "i") -> dict[str, str]:
    """The point of the report's home, the same as its premises have."""
    home = _home(council, of)
    postcode = f"(({home}) % {POSTCODES} + 1)"
    east, north = [w.easting for w in WARDS], [w.northing for w in WARDS]
    numbers = [council.patches[int(patch_of(w).split()[1]) - 1] for w in WARDS]
    return {
        "easting": f"({_spread(east, 21, postcode)} + {chance(120, 23, home)} - 60)",
        "northing": f"({_spread(north, 22, postcode)} + {chance(120, 24, home)} - 60)",
        "ward_code": pick([w.code for w in WARDS], postcode),
        "patch_id": pick(numbers, postcode),
    }


def cases(council: Council) -> None:
    """One for every fifth report, so that the case of report 5n is case n."""
    report = "(i * 5)"
    where, opened = _where(council, report), _received(council, report)
    closed = f"i <= {council.cases - OPEN} AND i % {max(council.cases // 100, 1)} <> 0"
    kind = pick(CATEGORIES, chance(16, 31, report))
    restricted = f"({kind}) = 'hate'"
    fill(
        Case, council.cases, id="i", reference="'ASB-' || i", category=kind, track="'asb'",
        summary=_text(council, report), premises_id=_home(council, report),
        patch_id=where["patch_id"], team_id=str(council.team), restricted=restricted,
        hate=restricted,
        officer_id=f"CASE WHEN {restricted} THEN {council.trained} ELSE {pick(council.officers, where['patch_id'])} END",
        status=f"CASE WHEN {closed} THEN 'closed' ELSE {pick(['investigating', 'action', 'monitoring'], 'i')} END",
        harm_band=pick(_BANDS, "i"), harm_rank=pick(_RANKS, "i"),
        harm_words="'weekly; worried; somebody is alone'", opened_at=moment(opened),
        closed_at=f"CASE WHEN {closed} THEN {moment(by_now(f'{opened} + 20000 + {chance(90000, 32)}'))} END",
        close_reason=f"CASE WHEN {closed} THEN 'early_intervention' ELSE '' END",
        close_outcome=f"CASE WHEN {closed} THEN 'resolved' ELSE '' END",
    )  # fmt: skip
    reader = f"CASE WHEN {restricted} THEN {council.trained} ELSE {council.officers[0]} END"
    fill(
        CaseReader, council.cases, case_id="i", user_id=reader, at=moment(opened),
        ended_at=f"CASE WHEN {restricted} THEN NULL ELSE {moment(opened)} END",
    )  # fmt: skip
    fill(
        Party, council.cases, case_id="i", person_id=report, part="'complainant'",
        added_at=moment(opened),
    )  # fmt: skip
    for status, after in (("opened", 0), ("investigating", 4000)):
        fill(
            StatusChange, council.cases, case_id="i", status=f"'{status}'",
            at=moment(f"{opened} + {after}"),
        )  # fmt: skip
    fill(
        Note, council.cases, id="i", case_id="i", text=_text(council), at=moment(opened),
        by_id=str(council.officers[0]),
    )  # fmt: skip


def reports(council: Council) -> None:
    where, received = _where(council), _received(council)
    waits = f"i > {council.reports - WAITING}"
    kind = pick(CATEGORIES, chance(16, 31))
    outcome = pick(["opened", "advised", "referred", "not_asb", "advised"], "i")
    decided = f"CASE WHEN {waits} THEN NULL ELSE {moment(by_now(received + ' + 900'))} END"
    fill(
        Report, council.reports, id="i", reference="'R-' || i", submission_key="'bench-' || i",
        channel=pick(["web", "web", "phone"], "i"), form_version="'report-1'", category=kind,
        description=_text(council), premises_id=_home(council), person_id="i", contact_id="i",
        cell500=f"(({where['easting']}) / 500) || '/' || (({where['northing']}) / 500)",
        hate=f"({kind}) = 'hate'", restricted=f"({kind}) = 'hate'", harm_band=pick(_BANDS, "i"),
        harm_score=chance(40, 33), harm_words="'weekly; worried; somebody is alone'",
        received_at=moment(received), decided_at=decided,
        outcome=f"CASE WHEN {waits} THEN '' ELSE {outcome} END",
        case_id=f"CASE WHEN i % 5 = 0 AND NOT ({waits}) THEN i / 5 END", **where,
    )  # fmt: skip
    fill(
        Decision, council.reports - WAITING, report_id="i", outcome=outcome, reason="'As agreed.'",
        at=moment(by_now(received + " + 900")), by_id=str(council.officers[0]),
    )  # fmt: skip
    day = f"date({moment(received)})"
    place = {k: where[k] for k in ("easting", "northing", "ward_code")}
    fill(
        Incident, council.reports, channel="'web'", category=kind, report_id="i",
        happened_month=day, created_at=moment(received), **place,
    )  # fmt: skip


def clocks(council: Council) -> None:
    """Two of each case, and one of each report; those of what is open still run."""
    _deadlines(council, "cases.case", council.cases, OPEN, 5, ("next_contact", "case_review"))
    _deadlines(council, "intake.report", council.reports, WAITING, 1, ("acknowledge",))


def _deadlines(
    council: Council, label: str, rows: int, still: int, step: int, codes: tuple[str, ...]
) -> None:
    began = _received(council, f"i * {step}")
    runs = f"i > {rows} - {still}"
    end = moment(
        f"CASE WHEN {runs} THEN {MINUTES} + {chance(30000, 41)} - 3000"
        f" ELSE {by_now(began + ' + 20000')} END"
    )
    key = f"'{label}:' || i"
    officer = pick(council.officers, _where(council, f"i * {step}")["patch_id"])
    owner = officer if label == "cases.case" else "NULL"
    for code in codes:
        fill(
            Deadline, rows, code=f"'{code}'", label=f"'{code.replace('_', ' ').capitalize()}'",
            why="'10 working days after it began'", subject=key, about=key, owner_id=owner,
            team_id=str(council.team), started_at=moment(began), due_at=end,
            last_day=f"date({end})", harm=pick(_RANKS, "i"), amount="10",
            unit="'working days'", count="'following'", warn_days="1", movable="TRUE",
            stopped_at=f"CASE WHEN {runs} THEN NULL ELSE {end} END",
            met=f"CASE WHEN {runs} THEN NULL ELSE TRUE END",
            done_at=f"CASE WHEN {runs} THEN NULL ELSE {end} END",
        )  # fmt: skip


def messages(council: Council) -> None:
    opened = _received(council, "i * 5")
    fill(
        Message, council.cases, to_id="i * 5", contact_version="1", channel="'email'",
        template="'case_opened'", variables_json="'{}'", subject="'Your report'",
        body="'An officer has been named for your case and will call you soon.'",
        about="'cases.case:' || i", state="'sent'", sent_at=moment(opened),
        next_try_at=moment(opened), queued_at=moment(opened),
    )  # fmt: skip


def ledger(council: Council) -> None:
    """Two entries for each report, three for each case, the long stories, and who looked."""
    shared = {"states_json": "'{}'", "hash": "'bench'"}
    report, case = "'intake.report:' || i", "'cases.case:' || i"
    received, opened = _received(council), _received(council, "i * 5")
    facts = """'{"reference":"R-' || i || '","channel":"Online form","to":"Somebody"}'"""
    for sequence, verb in ((1, "intake.report_submitted"), (2, "intake.report_referred")):
        fill(
            Entry, council.reports, file=report, subject=report, sequence=str(sequence),
            at=moment(received), verb=f"'{verb}'", facts_json=facts, **shared,
        )  # fmt: skip
    fill(Head, council.reports, file=report, sequence="2", hash="'bench'", seal="'bench'")
    told = """'{"officer":"An Officer","why":"looks after the patch","before":"Opened","after":"Being looked into"}'"""
    for sequence, verb, subject in (
        (1, "cases.case_opened", case),
        (2, "cases.status_changed", case),
        (3, "cases.note_added", "'cases.note:' || i"),
    ):
        fill(
            Entry, council.cases, file=case, subject=subject, sequence=str(sequence),
            at=moment(opened), verb=f"'{verb}'", facts_json=told, by_id=str(council.officers[0]),
            **shared,
        )  # fmt: skip
    fill(Head, council.cases, file=case, sequence=f"{STORY + 10}", hash="'bench'", seal="'bench'")
    first = council.long_stories[0]
    number = f"({first} + (i - 1) % {LONG_STORIES})"
    fill(
        Entry, STORY * LONG_STORIES, file=f"'cases.case:' || {number}", facts_json=told,
        sequence=f"4 + (i - 1) / {LONG_STORIES}", at=moment(f"{MINUTES - 9000} + i"),
        verb=pick(["cases.note_added", "cases.status_changed"], f"i / {LONG_STORIES}"),
        subject=f"CASE WHEN i / {LONG_STORIES} % 2 = 0 THEN 'cases.note:' || i ELSE 'cases.case:' || {number} END",
        by_id=pick(council.officers, "i"), **shared,
    )  # fmt: skip
    fill(
        Viewing, council.reports, at=moment(received), by_id=pick(council.officers, "i"),
        page="'intake:report'", subject=report,
    )  # fmt: skip


PARTS: tuple[Callable[[Council], None], ...] = (
    people, places, cases, reports, clocks, messages, ledger,
)  # fmt: skip
