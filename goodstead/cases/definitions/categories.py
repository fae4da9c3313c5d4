"""What is happening: the list that landlords and councils share, in residents' words.

Source: the HouseMark-style list of topics; ``kind`` is the police's personal, nuisance or
environmental. ``public`` is what a resident reads; ``name`` is what staff read.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """One kind of behaviour. ``restricted`` kinds are seen by named people only, from the report on."""

    code: str
    name: str
    public: str
    kind: str
    hint: str = ""
    restricted: bool = False
    environmental: bool = False


CATEGORIES: dict[str, Category] = {
    c.code: c
    for c in (
        Category("noise", "Noise", "Noise", "nuisance", "Loud music, parties, shouting, banging"),
        Category("verbal", "Verbal abuse, harassment or intimidation", "Threats, insults or being made to feel afraid", "personal", "Including from neighbours or groups"),
        Category("hate", "Hate-related", "Abuse because of who you are", "personal", "For example your race, faith, disability, sexuality or gender identity", restricted=True),
        Category("damage", "Vandalism and damage", "Damage to property", "environmental", "Broken windows, damaged cars or fences"),
        Category("pets", "Pets and animals", "Dogs or other animals", "nuisance", "Barking, fouling, dogs out of control"),
        Category("vehicles", "Vehicle nuisance", "Vehicles", "nuisance", "Racing, off-road bikes, engines revving"),
        Category("drugs", "Drugs", "Drug use or dealing", "personal", "Using, selling, people coming and going"),
        Category("alcohol", "Alcohol", "Street drinking or drunkenness", "nuisance"),
        Category("domestic_abuse", "Domestic abuse", "Someone at home or an ex-partner is hurting or controlling someone", "personal", "Only people trained to help will see your report", restricted=True),
        Category("violence", "Physical violence", "Violence", "personal", "Someone has been hurt or attacked"),
        Category("exploitation", "Exploitation or home takeover", "Someone’s home has been taken over, or someone is being used", "personal", "Sometimes called cuckooing or county lines", restricted=True),
        Category("garden", "Garden nuisance", "Gardens", "environmental", "Overgrown, full of rubbish, bonfires"),
        Category("misuse", "Misuse of shared or public space", "Groups, begging or misuse of shared areas", "nuisance", "Stairwells, car parks, parks"),
        Category("sexual", "Prostitution or sexual acts", "Sexual behaviour in public", "nuisance"),
        Category("fly_tipping", "Fly-tipping and waste", "Dumped rubbish", "environmental", environmental=True),
        Category("litter", "Litter", "Litter", "environmental", environmental=True),
        Category("graffiti", "Graffiti", "Graffiti", "environmental", environmental=True),
        Category("abandoned_vehicle", "Abandoned vehicle", "An abandoned vehicle", "environmental", environmental=True),
        Category("other", "Other behaviour", "Something else", "nuisance"),
        Category("police_asb", "Anti-social behaviour recorded by the police", "", "nuisance"),
    )
}  # fmt: skip
PUBLIC = tuple(c.code for c in CATEGORIES.values() if c.public)
