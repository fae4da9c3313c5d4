"""What the third version of the form asks and tells about streets and things left in them.

Vehicles, dumped rubbish, graffiti, damage, drinking and begging. Law: Refuse Disposal (Amenity) Act
1978, section 3 (abandoned vehicles); Police Reform Act 2002, section 59 (vehicles used to annoy);
Environmental Protection Act 1990, section 33 (dumping); Anti-social Behaviour, Crime and Policing
Act 2014, Part 4, Chapter 2 (public spaces protection orders).
"""

from __future__ import annotations

from .asking import Answer, Branch, Elsewhere, Kind, Question
from .branches_v3_home import POLICE, TIMES, UNSURE

CRIMESTOPPERS = Elsewhere(
    "To tell somebody without giving your name",
    "Crimestoppers",
    "0800 555 111",
    "crimestoppers-uk.org",
)
_REGISTRATION = "The registration number, if you saw it"

VEHICLES = Branch(
    "about-vehicles",
    ("vehicles",),
    "Tell us about the vehicles",
    "Anti-social behaviour team, with the police",
    "We look for a pattern of places and times, share it with the police, and plan with them: "
    "patrols, warnings, barriers.",
    advice=(
        "Do not step into the road and do not follow. A number that you remember is enough.",
        "Driving that puts somebody in danger right now: call 999.",
    ),
    cannot=(
        "We cannot stop a moving vehicle or take one away from its driver. The police can.",
        "We cannot deal with speeding. The police do.",
        "We cannot move a car that is taxed and parked lawfully, even if it is in your usual place.",
    ),
    elsewhere=(POLICE, CRIMESTOPPERS),
    questions=(
        Question(
            "vehicle_problem",
            "What are they doing?",
            Kind.MANY,
            answers=(
                Answer("racing", "Racing, or driving dangerously"),
                Answer("off_road", "Riding bikes, quads or scooters where they must not"),
                Answer("meeting", "Meeting in groups, revving, loud music"),
                Answer("parking", "Parking that blocks or endangers others"),
                Answer("repairs", "Repairing or selling cars in the street"),
                Answer("something_else", "Something else"),
            ),
        ),
        Question(
            "vehicle_registration",
            _REGISTRATION,
            Kind.LINE,
            longest=40,
            hint="Part of it helps too.",
        ),
        Question(
            "vehicle_looks",
            "Colour and make",
            Kind.LINE,
            longest=200,
            hint="For example: a black motorbike, a white van.",
        ),
        Question("vehicle_times", "At what time of day?", Kind.MANY, answers=TIMES),
    ),
)

ABANDONED = Branch(
    "about-a-left-vehicle",
    ("abandoned_vehicle",),
    "Tell us about the vehicle",
    "Environment team",
    "We look at the vehicle and find its keeper. If it is abandoned, the council removes it.",
    advice=(
        "A vehicle without tax is for the DVLA. You can see on GOV.UK whether it has tax.",
        "It may have been stolen if it is damaged or was left in a hurry. Then tell the police.",
        "Burned, leaking, or with gas bottles or needles in it: stay away and do not touch.",
    ),
    cannot=(
        "We cannot remove a vehicle that is taxed, parked lawfully and can be driven.",
        "On private land we must first give notice to whoever occupies the land. That takes longer.",
        "We cannot tell you who the keeper is.",
    ),
    elsewhere=(
        Elsewhere("It has no tax", "the DVLA", site="www.gov.uk/report-untaxed-vehicle"),
        Elsewhere("It may be stolen", "the police", "101"),
        Elsewhere("It is on fire", "the fire service", "999"),
    ),
    questions=(
        Question("abandoned_registration", "The registration number, if it has one", Kind.LINE, longest=40),
        Question(
            "abandoned_looks",
            "Colour and make",
            Kind.LINE,
            longest=200,
            hint="For example: a blue Ford, a caravan.",
        ),
        Question(
            "abandoned_state",
            "What does it look like?",
            Kind.MANY,
            answers=(
                Answer("wheels", "Flat tyres or no wheels"),
                Answer("windows", "Broken windows or doors"),
                Answer("burned", "Burned"),
                Answer("rubbish", "Full of rubbish"),
                Answer("plates", "No number plates"),
                Answer("danger", "Leaking, or dangerous to pass", words="a vehicle that is dangerous"),
            ),
        ),
        Question(
            "abandoned_since",
            "How long has it stood there?",
            Kind.ONE,
            answers=(
                Answer("days", "Less than a week"),
                Answer("weeks", "One to four weeks"),
                Answer("months", "More than a month"),
                UNSURE,
            ),
        ),
    ),
)  # fmt: skip

WASTE = Branch(
    "about-waste",
    ("fly_tipping", "litter"),
    "Tell us about the rubbish",
    "Environment team",
    "We clear rubbish from public land. Where somebody can be shown to have left it, we can fine "
    "them or take them to court.",
    advice=(
        "Do not touch it, move it or open bags. There can be needles, glass or asbestos in it.",
        "A picture from a safe distance helps. You can add it at the end.",
        "If you saw somebody: do not speak to them.",
    ),
    cannot=(
        "We cannot clear private land. Whoever owns it must, and we can tell them to.",
        "We cannot fine anybody without evidence of who it was.",
    ),
    elsewhere=(
        Elsewhere(
            "On a motorway or a main trunk road", "National Highways", "0300 123 5000"
        ),
        Elsewhere(
            "Lorry loads, or waste that runs into water",
            "the Environment Agency, day or night",
            "0800 80 70 60",
        ),
    ),
    questions=(
        Question(
            "waste_what",
            "What is it?",
            Kind.MANY,
            answers=(
                Answer("bags", "Black bags or household rubbish"),
                Answer("furniture", "Furniture or mattresses"),
                Answer("electrical", "A fridge or other electrical things"),
                Answer("building", "Building waste"),
                Answer("garden", "Garden waste"),
                Answer("tyres", "Tyres or parts of vehicles"),
                Answer(
                    "hazardous",
                    "Needles, chemicals, asbestos or gas bottles",
                    words="needles, chemicals or other things that are dangerous to touch",
                    hint="Do not touch them.",
                ),
                Answer("litter", "Litter"),
            ),
        ),
        Question(
            "waste_much",
            "How much is there?",
            Kind.ONE,
            answers=(
                Answer("little", "One bag or one thing"),
                Answer("boot", "As much as a car carries"),
                Answer("van", "As much as a van carries"),
                Answer("lorry", "More"),
            ),
        ),
        Question(
            "waste_in_the_way",
            "Is it in the way?",
            Kind.ONE,
            answers=(
                Answer("no", "No"),
                Answer("path", "People cannot pass on the pavement", words="blocks the pavement"),
                Answer("road", "Vehicles cannot pass", words="blocks the road"),
            ),
        ),
        Question(
            "waste_evidence",
            "Is there anything that shows who left it?",
            Kind.TEXT,
            hint="For example a registration number, or a name that you can see without touching.",
            rows=3,
            longest=1_000,
        ),
    ),
)  # fmt: skip

GRAFFITI = Branch(
    "about-graffiti",
    ("graffiti",),
    "Tell us about the graffiti",
    "Environment team",
    "We clean what belongs to the council, and ask owners to clean theirs. Words that threaten or "
    "insult people because of who they are come first.",
    advice=(
        "A picture helps us to find who did it. You can add it at the end.",
        "If it is on your own property, take a picture before you clean it.",
        "If it is meant for you or your family, tell us on the next pages.",
    ),
    cannot=(
        "We cannot clean private property without the owner’s permission.",
        "We can seldom find who did it without a witness or a picture.",
    ),
    elsewhere=(
        POLICE,
        Elsewhere("On the railway", "British Transport Police", "0800 40 50 40"),
    ),
    questions=(
        Question(
            "graffiti_words",
            "Does it insult or threaten anybody?",
            Kind.ONE,
            answers=(
                Answer("no", "No"),
                Answer("yes", "Yes", words="graffiti that insults or threatens"),
                UNSURE,
            ),
        ),
        Question(
            "graffiti_on",
            "What is it on?",
            Kind.ONE,
            answers=(
                Answer("home", "A home"),
                Answer("public", "A public building, a wall, a bench or a bridge"),
                Answer("shop", "A shop or a business"),
                Answer("box", "A telephone, power or post box"),
                Answer("railway", "Something of the railway"),
                UNSURE,
            ),
        ),
        Question(
            "graffiti_size",
            "How large is it?",
            Kind.ONE,
            answers=(
                Answer("small", "Smaller than a door"),
                Answer("large", "Larger than a door"),
                Answer("many", "In many places"),
            ),
        ),
    ),
)

DAMAGE = Branch(
    "about-damage",
    ("damage",),
    "Tell us about the damage",
    "Anti-social behaviour team, with the police",
    "Damage on purpose is a crime, so tell the police too. We look at who does it and why, repair "
    "what belongs to the council, and work with the police to stop it.",
    advice=(
        "Take a picture before anything is repaired. Keep receipts.",
        "Ask the police for a crime reference. An insurer needs it too.",
    ),
    cannot=(
        "We cannot investigate a crime. The police do.",
        "We cannot pay for what was damaged, unless the council was to blame.",
    ),
    elsewhere=(Elsewhere("It happens now, or there is a fire", "the police or the fire service", "999"), POLICE, CRIMESTOPPERS),
    questions=(
        Question(
            "damage_what",
            "What was damaged?",
            Kind.MANY,
            answers=(
                Answer("home", "A door, a window or another part of a home"),
                Answer("car", "A car or a bike"),
                Answer("garden", "A fence or a garden"),
                Answer("shared", "Stairs, lifts or other shared places"),
                Answer("public", "A bus stop, a playground or something else that is public"),
                Answer("fire", "Something was set on fire", words="something was set on fire"),
            ),
        ),
        Question(
            "damage_seen",
            "Did somebody see it, or is there a camera?",
            Kind.ONE,
            answers=(
                Answer("seen", "Somebody saw it"),
                Answer("camera", "There is a camera"),
                Answer("neither", "No"),
                UNSURE,
            ),
        ),
        Question("damage_crime_reference", "The crime reference, if the police gave one", Kind.LINE, longest=60),
    ),
)  # fmt: skip

STREET = Branch(
    "about-the-street",
    ("alcohol", "misuse"),
    "Tell us what people do there",
    "Anti-social behaviour team, with the wardens",
    "Wardens and officers go there, speak to people, and offer help to those who need it. Where an "
    "order for the place forbids it (a “public spaces protection order”), they can fine.",
    advice=(
        "Somebody who is very ill or cannot be woken: call 999.",
        "Somebody who sleeps outside: tell StreetLink, so that somebody offers help.",
        "Do not step in yourself.",
    ),
    cannot=(
        "We cannot move people on only because they are in a group, young or without a home.",
        "Drinking in the street is not against the law, unless an order for the place says so.",
    ),
    elsewhere=(
        Elsewhere("Threats, fights, or begging that frightens people", "the police", "101"),
        Elsewhere("Somebody sleeps outside", "StreetLink", site="thestreetlink.org.uk"),
    ),
    questions=(
        Question(
            "street_what",
            "What do you see?",
            Kind.MANY,
            answers=(
                Answer("drinking", "Street drinking"),
                Answer("begging", "Begging"),
                Answer(
                    "begging_afraid", "Begging that frightens people", words="frightening begging"
                ),
                Answer("groups", "Groups that make it hard to pass or to sleep"),
                Answer("toilet", "Using the place as a toilet"),
                Answer("sleeping", "Somebody sleeps there"),
                Answer("fireworks", "Fireworks or fires"),
                Answer("something_else", "Something else"),
            ),
        ),
        Question(
            "street_people",
            "About how many people?",
            Kind.ONE,
            answers=(
                Answer("one_two", "One or two"),
                Answer("few", "Three to five"),
                Answer("group", "Six to ten"),
                Answer("many", "More"),
            ),
        ),
        Question("street_times", "When are they there?", Kind.MANY, answers=TIMES),
    ),
)

BRANCHES = (VEHICLES, ABANDONED, WASTE, GRAFFITI, DAMAGE, STREET)
