"""Where the demo story happens.

Ward names, codes and rough middles are facts (Office for National Statistics, Open Government
Licence v3.0). Streets, numbers, postcodes and everybody who lives there are invented: no
postcode area in use begins with HM.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Ward:
    """A ward and a point near its middle, in British National Grid metres."""

    code: str
    name: str
    easting: int
    northing: int


@dataclass(frozen=True)
class Street:
    name: str
    ward: Ward
    easting: int
    northing: int
    postcode: str


WARDS = (
    Ward("E05011058", "Brookmans Park and Little Heath", 526700, 206800),
    Ward("E05011059", "Haldens", 525400, 213700),
    Ward("E05011060", "Handside", 523200, 212100),
    Ward("E05011061", "Hatfield Central", 522300, 209200),
    Ward("E05011062", "Hatfield East", 524300, 208800),
    Ward("E05011063", "Hatfield South West", 521900, 207500),
    Ward("E05011064", "Hatfield Villages", 520800, 210200),
    Ward("E05011065", "Hollybush", 524300, 211400),
    Ward("E05011066", "Howlands", 525900, 211600),
    Ward("E05011067", "Northaw and Cuffley", 529100, 203300),
    Ward("E05011068", "Panshanger", 526600, 212700),
    Ward("E05011069", "Peartree", 524500, 212600),
    Ward("E05011070", "Sherrards", 523400, 214600),
    Ward("E05011071", "Welham Green and Hatfield South", 523300, 204800),
    Ward("E05011072", "Welwyn East", 524900, 216200),
    Ward("E05011073", "Welwyn West", 520800, 216600),
)
# How much of the borough's nuisance each ward has, roughly: town centres first.
WEIGHTS = (2, 5, 4, 14, 8, 9, 6, 6, 6, 2, 5, 12, 4, 3, 4, 4)

_FIRST = (
    "Tanner", "Larkfield", "Quarry", "Coldharbour", "Weaver", "Foxglove", "Saddler", "Brindle",
    "Marlpit", "Ashlar", "Copper", "Thistle", "Wheelwright", "Linnet", "Barley", "Kestrel",
)  # fmt: skip
_SECOND = ("Road", "Close", "Way", "Mead", "Rise", "Court", "Lane", "Walk")
PATCHES = tuple(f"Patch {n}" for n in range(1, 11))


def streets(chance: Random) -> list[Street]:
    """Eight invented streets for each ward, with a point each within about 500 metres."""
    made = []
    for number, ward in enumerate(WARDS):
        for turn, kind in enumerate(_SECOND):
            made.append(
                Street(
                    name=f"{_FIRST[(number + turn * 3) % len(_FIRST)]} {kind}",
                    ward=ward,
                    easting=ward.easting + chance.randint(-500, 500),
                    northing=ward.northing + chance.randint(-500, 500),
                    postcode=f"HM{number % 9 + 1} {turn + 1}{'ABDEFGHJLNPQRSTU'[number]}{'WXYZ'[turn % 4]}",
                )
            )
    return made


def patch_of(ward: Ward) -> str:
    """Ten patches for sixteen wards."""
    return PATCHES[WARDS.index(ward) * len(PATCHES) // len(WARDS)]
