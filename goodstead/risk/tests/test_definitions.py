"""A published instrument is something that people's safety rested on. It is never edited."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from goodstead.risk.definitions.catalogue import INSTRUMENTS
from goodstead.risk.definitions.instruments import DECLINED
from goodstead.risk.definitions.ram_1 import RAM_1
from goodstead.risk.definitions.verbs import VERBS

LOCK = Path(__file__).with_name("definitions.lock.json")


def digest(instrument) -> str:
    return hashlib.sha256(repr(instrument).encode()).hexdigest()


def test_a_published_instrument_has_not_been_edited():
    locked = json.loads(LOCK.read_text())
    now = {f"{code}-{version}": digest(i) for (code, version), i in INSTRUMENTS.items()}
    changed = {name for name in locked if now.get(name) != locked[name]}
    assert not changed, f"Add a new version instead of editing {changed}"
    assert set(now) == set(locked), "Add the new version's digest to definitions.lock.json"


def test_the_lock_sees_one_changed_point_word_or_interval():
    locked = digest(RAM_1)
    first, *others = RAM_1.questions
    option = replace(first.options[-1], points=4)
    assert digest(replace(RAM_1, questions=(replace(first, text="How often?"), *others))) != locked
    changed = replace(first, options=(*first.options[:-1], option))
    assert digest(replace(RAM_1, questions=(changed, *others))) != locked
    assert digest(replace(RAM_1, bands=RAM_1.bands[:2])) != locked


def test_an_instrument_is_whole():
    for instrument in INSTRUMENTS.values():
        bands = {band.code for band in instrument.bands}
        assert [b.minimum for b in instrument.bands] == sorted(b.minimum for b in instrument.bands)
        assert instrument.bands[0].minimum == 0
        assert len({q.code for q in instrument.questions}) == len(instrument.questions)
        for question in instrument.questions:
            codes = [o.code for o in question.options]
            assert len(set(codes)) == len(codes) and DECLINED not in codes
            assert question.options[0].points == 0 and not question.options[0].words
            for option in question.options:
                assert not option.floor or option.floor in bands
                assert not option.prompt or instrument.prompt(option.prompt)
                # whatever weighs can be said
                assert bool(option.words) == bool(option.points or option.automatic)


def test_no_sentence_of_the_ledger_tells_a_score():
    assert not [
        told
        for told in VERBS.values()
        if "score" in (told if isinstance(told, str) else told.text).lower()
    ]
