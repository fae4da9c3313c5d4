"""What people in the story say. All invented."""

from __future__ import annotations

from typing import Any

# category: how often, and what residents write. {street} is filled in.
TROUBLE: dict[str, tuple[int, tuple[str, ...]]] = {
    "noise": (24, (
        "Loud music through the wall most nights until two or three in the morning.",
        "Shouting and banging on the stairs. It wakes my children.",
        "Parties in the flat above every weekend. I have asked them to stop and they laughed.",
        "I hear every step of the family above, their doors and their washing machine.",
    )),
    "verbal": (14, (
        "The man next door swears at me whenever I put the bins out.",
        "A group shouts at me when I walk past the shops in {street}. I now go the long way round.",
        "My neighbour said he would make me sorry if I complained again.",
    )),
    "drugs": (12, (
        "People come and go all night and there is a strong smell of cannabis on the landing.",
        "Dealing from a car in {street}, nearly every evening after six.",
    )),
    "misuse": (12, (
        "Teenagers gather in the stairwell, smoke and leave rubbish. Older people are afraid to pass.",
        "Groups drinking behind the garages in {street} until late.",
    )),
    "vehicles": (9, (
        "Off-road bikes racing along {street} and over the green.",
        "Cars meet at the end of {street}, revving and spinning on Friday nights.",
    )),
    "alcohol": (6, ("Street drinking by the benches from midday. They shout at passers-by.",)),
    "damage": (6, ("My car has been scratched twice and a wing mirror broken in {street}.",)),
    "pets": (5, ("A dog is left alone and barks all day.", "A dog off its lead ran at my son.")),
    "garden": (3, ("The garden next door is full of rubbish and there are rats.",)),
    "hate": (4, ("They shout about where I come from whenever I leave the house.",)),
    "exploitation": (2, ("An old man’s flat has been taken over. Strangers answer his door.",)),
    "domestic_abuse": (2, ("I hear a woman crying and things being thrown, two or three nights a week.",)),
    "fly_tipping": (16, ("A mattress and bags of rubbish dumped at the end of {street}.", "Builders’ waste left by the garages.")),
    "litter": (4, ("Litter all along {street} after the weekend.",)),
    "graffiti": (4, ("Graffiti on the underpass, some of it offensive.",)),
    "abandoned_vehicle": (4, ("A car without wheels has stood in {street} for six weeks.",)),
}  # fmt: skip
# What the same residents answer on the page about their kind of trouble, sentence by sentence.
ABOUT: dict[str, tuple[dict[str, Any], ...]] = {
    "noise": (
        {"noise_kinds": ["music"], "noise_from": "home", "noise_times": ["night"]},
        {"noise_kinds": ["shouting", "banging"], "noise_from": "shared", "noise_times": ["evening"]},
        {"noise_kinds": ["party", "music"], "noise_from": "home", "noise_times": ["evening", "night"]},
        {"noise_kinds": ["footsteps", "doors", "appliances"], "noise_from": "home", "noise_times": ["evening"]},
    ),
    "verbal": (
        {"threat_how": ["words"], "threat_again": "yes", "threat_police": "no"},
        {"threat_how": ["words", "group"], "threat_again": "yes"},
        {"threat_how": ["threats"], "threat_again": "unsure", "threat_police": "no"},
    ),
    "drugs": (
        {"drugs_what": ["callers", "smell"], "drugs_where": "home", "drugs_times": ["night"]},
        {"drugs_what": ["selling"], "drugs_where": "vehicle", "drugs_times": ["evening"], "drugs_vehicle": "Grey hatchback"},
    ),
    "misuse": (
        {"street_what": ["groups"], "street_people": "group", "street_times": ["evening"]},
        {"street_what": ["drinking", "groups"], "street_people": "few", "street_times": ["night"]},
    ),
    "vehicles": (
        {"vehicle_problem": ["off_road"], "vehicle_looks": "Two black motorbikes", "vehicle_times": ["day"]},
        {"vehicle_problem": ["meeting", "racing"], "vehicle_times": ["night"]},
    ),
    "alcohol": ({"street_what": ["drinking"], "street_people": "few", "street_times": ["day"]},),
    "damage": ({"damage_what": ["car"], "damage_seen": "neither"},),
    "pets": (
        {"animal_problem": ["barking"], "animal_harm": "no"},
        {"animal_problem": ["out_of_control"], "animal_harm": "frightened", "animal_looks": "Large and brown"},
    ),
    "garden": ({"garden_problem": ["rubbish", "rats"], "garden_talked": "not_yet"},),
    "hate": ({"hate_how": ["words"], "hate_wish": ["stop"]},),
    "exploitation": ({"used_signs": ["strangers"], "used_whom": "adult"},),
    "domestic_abuse": ({"about_whom": "neighbour"},),
    "fly_tipping": (
        {"waste_what": ["furniture", "bags"], "waste_much": "van", "waste_in_the_way": "no"},
        {"waste_what": ["building"], "waste_much": "boot", "waste_in_the_way": "path"},
    ),
    "litter": ({"waste_what": ["litter"], "waste_in_the_way": "no"},),
    "graffiti": ({"graffiti_words": "yes", "graffiti_on": "public", "graffiti_size": "large"},),
    "abandoned_vehicle": ({"abandoned_state": ["wheels"], "abandoned_since": "months"},),
}  # fmt: skip
STREET_SCENE = {"fly_tipping", "litter", "graffiti", "abandoned_vehicle"}

FIRST = (
    "Alice", "Bashir", "Carol", "Daniel", "Efua", "Frank", "Gita", "Hannah", "Ivan", "Joan", "Kofi",
    "Leanne", "Marek", "Nina", "Oscar", "Pauline", "Qasim", "Rosa", "Stan", "Tess", "Umar", "Vera",
    "Will", "Xenia", "Yvonne", "Zack",
)  # fmt: skip
LAST = (
    "Abbott", "Barlow", "Crane", "Dunmore", "Eastwood", "Fallow", "Garside", "Hobday", "Inglis",
    "Jessop", "Kirkby", "Lomax", "Marsden", "Norwood", "Oakden", "Pargeter", "Quill", "Rowntree",
    "Sallow", "Thorley", "Underhill", "Varley", "Wexford", "Yardley",
)  # fmt: skip

STEPS: dict[str, tuple[str, str]] = {
    "talk": ("Speak to the person causing it and explain the effect", "early_intervention"),
    "letter": ("Send a first warning letter", "early_intervention"),
    "mediation": ("Offer mediation to both sides", "early_intervention"),
    "diary": ("Keep a diary for two weeks; the officer collects it", "prevention"),
    "patrol": ("Ask the wardens to pass by in the evening", "prevention"),
    "locks": ("Fit a door chain and a light", "prevention"),
    "support": ("Refer to Victim Support", "support"),
    "welfare": ("Ask the support worker to visit the person causing it", "support"),
    "warning": ("Prepare a community protection warning", "enforcement"),
}
CALLS = (
    "Quieter this week. Wants to wait before anything stronger.",
    "It happened again on two evenings. Diary entries taken over the telephone.",
    "Felt safer since the visit. Asked about mediation again.",
    "No change. Explained what comes next and by when.",
)
REVIEWS = (
    "Plan is working. Fewer incidents than last month. Carry on.",
    "Incidents go on. Agreed with the team leader to add a step.",
    "Waiting for evidence from the diary before the next step.",
)
CLOSINGS = {
    "early_intervention": "We spoke to the person responsible and sent a letter. You told us that it has stopped.",
    "no_further_incidents": "Nothing more has been reported for six weeks and the patrols saw nothing.",
    "formal_action": "A formal warning was served and has been kept to.",
    "insufficient_evidence": "We visited, wrote to everybody nearby and found too little to act on.",
    "moved_away": "The person responsible has moved out of the area.",
    "referred": "The matter has been taken on by another service, which has written to you.",
}
COMMENTS = (
    "Priya kept me informed all the way through.",
    "It took too long to start, then it was good.",
    "Nobody rang when they said they would.",
    "It stopped. Thank you.",
    "I still do not feel safe in the evenings.",
    "",
    "",
)
MISSED_BECAUSE = (
    "She was away and asked us to ring when she is back.",
    "I was in court all day.",
    "No answer on three days; a letter has gone.",
    "We waited for the landlord, who answered a day late.",
    "I was ill and nobody had taken over. My team leader knows.",
    "The police asked us to wait until they had spoken to him.",
)
