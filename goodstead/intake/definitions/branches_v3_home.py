"""What the third version of the form asks and tells about homes and neighbours.

Noise, gardens, animals, and whatever has no name of its own. Law: Environmental Protection Act 1990,
sections 79 to 82 (statutory nuisance) and 149 (stray dogs); Anti-social Behaviour Act 2003, Part 8
(high hedges); Dangerous Dogs Act 1991, section 3.
"""

from __future__ import annotations

from .asking import Answer, Branch, Elsewhere, Kind, Question

POLICE = Elsewhere("A crime, and nobody is in danger now", "the police", "101")
CITIZENS_ADVICE = Elsewhere(
    "Advice about your rights, free",
    "Citizens Advice",
    "0800 144 8848",
    "www.citizensadvice.org.uk",
)
TIMES = (
    Answer("day", "In the day"),
    Answer("evening", "In the evening"),
    Answer("night", "At night, between 11pm and 7am"),
)
UNSURE = Answer("unsure", "I am not sure")

NOISE_KINDS = Question(
    "noise_kinds",
    "What kind of noise is it?",
    Kind.MANY,
    hint="Choose all that you hear.",
    answers=(
        Answer("music", "Loud music or television"),
        Answer("party", "Parties"),
        Answer("shouting", "Shouting or arguing"),
        Answer("banging", "Banging, or noise made on purpose"),
        Answer("alarm", "An alarm"),
        Answer("machinery", "Machines, tools or building work, early, late or for weeks"),
        Answer("barking", "Barking"),
        Answer("footsteps", "Footsteps", everyday=True),
        Answer("doors", "Doors, cupboards or stairs", everyday=True),
        Answer(
            "appliances", "A washing machine, a vacuum cleaner or other appliances", everyday=True
        ),
        Answer("talking", "Talking, coughing or a television at an ordinary volume", everyday=True),
        Answer("children", "Children playing or a baby crying", everyday=True),
        Answer("diy_day", "DIY in the day, now and then", everyday=True),
        Answer("something_else", "Something else"),
    ),
)
HOME = "home"
NOISE_FROM = Question(
    "noise_from",
    "Where does it come from?",
    Kind.ONE,
    answers=(
        Answer(HOME, "A home next to, above or below mine"),
        Answer("other_home", "Another home nearby"),
        Answer("shared", "Stairs, landings or other shared places"),
        Answer("street", "The street or a park"),
        Answer("business", "A pub, a shop or a business"),
        Answer("site", "A building site"),
        UNSURE,
    ),
)
NOISE = Branch(
    "about-noise",
    ("noise",),
    "Tell us about the noise",
    "Anti-social behaviour team, with environmental health",
    "We listen, ask you for a record of the noise if we need one, and speak to who makes it. Loud, "
    "lasting or night-time noise can be a legal nuisance (a “statutory nuisance”), and then the "
    "council must act.",
    advice=(
        "If it feels safe, tell them. Many people do not know how far their noise carries.",
        "Write down the day, the time, how long it lasts and what it does to you.",
        "If you rent, tell your landlord as well. If they rent, their landlord can act too.",
        "Footsteps, doors, appliances and children are sounds of people living. We treat them as a "
        "matter between neighbours: advice, and somebody to help you both talk.",
    ),
    cannot=(
        "We cannot act against the ordinary sounds of people living, even when walls are thin.",
        "We cannot make a noise stop the same night in every case. We often need a record first.",
        "We cannot act on noise from the engines of cars on the road, or from aircraft.",
    ),
    elsewhere=(Elsewhere("A fight, or somebody screams for help", "the police", "999"),),
    questions=(
        NOISE_KINDS,
        NOISE_FROM,
        Question("noise_times", "When do you hear it?", Kind.MANY, answers=TIMES),
    ),
)

NEIGHBOURS = Branch(
    "about-neighbours",
    ("garden",),
    "Tell us about the garden",
    "Anti-social behaviour team, with environmental health and the landlord",
    "We look at whether it is a danger to health or spoils the place for others. If it is, we ask "
    "whoever owns or lives there to put it right, and can order it.",
    advice=(
        "If it feels safe, talk to your neighbour first. Mediation can help: somebody who takes no "
        "side helps you both to agree.",
        "Keep food and bags away from rats, and do not put down poison outdoors.",
        "Smoke from a bonfire now and then is allowed. If it is often or thick, write down each time.",
    ),
    cannot=(
        "We cannot decide where a boundary is or who owns a fence. That is between the owners.",
        "We cannot act because a garden is untidy, if it harms nobody.",
        "We can decide about a hedge only if it is evergreen, more than 2 metres high, and you have "
        "tried to agree first. There can be a fee.",
    ),
    elsewhere=(CITIZENS_ADVICE,),
    questions=(
        Question(
            "garden_problem",
            "What is the matter with it?",
            Kind.MANY,
            answers=(
                Answer("rubbish", "Rubbish"),
                Answer("rats", "Rats or other pests"),
                Answer("overgrown", "Overgrown plants or a high hedge"),
                Answer("smoke", "Bonfires or smoke"),
                Answer("smell", "A smell"),
                Answer("fence", "A fence or a boundary"),
                Answer("something_else", "Something else"),
            ),
        ),
        Question(
            "garden_talked",
            "Have you been able to talk to them about it?",
            Kind.ONE,
            answers=(
                Answer("yes", "Yes"),
                Answer("not_yet", "Not yet"),
                Answer("not_safe", "No, it does not feel safe", words="does not feel safe to talk"),
            ),
        ),
        Question(
            "garden_tenure",
            "Whose home is it?",
            Kind.ONE,
            answers=(
                Answer("social", "It is rented from the council or a housing association"),
                Answer("private", "It is rented from a private landlord"),
                Answer("owned", "They own it"),
                Answer("empty", "Nobody lives there"),
                UNSURE,
            ),
        ),
    ),
)

ANIMALS = Branch(
    "about-animals",
    ("pets",),
    "Tell us about the animal",
    "Dog warden and anti-social behaviour team",
    "We speak to the owner of the animal. We clean up fouling in public places, collect stray dogs, "
    "and can fine owners who do not clean up.",
    advice=(
        "A dog that attacks, or is about to: go indoors or behind something, and call 999.",
        "Barking: write down when it starts and stops for a week or two.",
        "A stray dog: tell us where it is. Do not corner it.",
    ),
    cannot=(
        "We cannot take a dog away because it barks.",
        "We cannot fine an owner if nobody can say who it is.",
    ),
    elsewhere=(
        Elsewhere("A dog is dangerous right now", "the police", "999"),
        Elsewhere("A dog was dangerous, and it is over", "the police", "101"),
        Elsewhere("An animal is treated cruelly", "the RSPCA", "0300 1234 999"),
    ),
    questions=(
        Question(
            "animal_problem",
            "What is the trouble?",
            Kind.MANY,
            answers=(
                Answer("barking", "Barking"),
                Answer("fouling", "Fouling"),
                Answer(
                    "out_of_control",
                    "A dog that is out of control",
                    hint="If it is dangerous right now, call 999.",
                ),
                Answer("stray", "A stray dog"),
                Answer("kept_badly", "Animals that are kept badly, or a smell"),
                Answer("something_else", "Something else"),
            ),
        ),
        Question(
            "animal_harm",
            "Has it hurt or frightened anybody?",
            Kind.ONE,
            answers=(
                Answer("no", "No"),
                Answer(
                    "frightened", "It frightened somebody", words="an animal frightened somebody"
                ),
                Answer(
                    "hurt", "It hurt somebody, or another animal", words="an animal hurt somebody"
                ),
            ),
        ),
        Question(
            "animal_looks",
            "What does it look like?",
            Kind.LINE,
            hint="For example: a large brown dog with a red collar.",
            longest=200,
        ),
    ),
)

SOMETHING_ELSE = Branch(
    "about-something-else",
    ("other",),
    "Tell us a little more",
    "Anti-social behaviour team",
    "An officer works out who can help. If it is not for us, we pass it on or tell you who it is for.",
    advice=(
        "If it feels safe, talk to whoever it is. Mediation can help neighbours: somebody who takes "
        "no side helps you both to agree.",
        "Write down the day, the time and what happened.",
    ),
    cannot=(
        "We cannot decide about a boundary, a debt, a family matter or who is right in a quarrel.",
        "We cannot act because people live differently from you, if it harms nobody.",
    ),
    elsewhere=(POLICE, CITIZENS_ADVICE),
    questions=(
        Question(
            "other_from",
            "Who does it come from?",
            Kind.ONE,
            answers=(
                Answer("neighbour", "A neighbour"),
                Answer("visitors", "Visitors to a home near me"),
                Answer("group", "A group that meets near me"),
                Answer("business", "A business"),
                Answer("stranger", "Somebody I do not know"),
                UNSURE,
            ),
        ),
        Question(
            "other_told",
            "Whom have you told already?",
            Kind.MANY,
            answers=(
                Answer("landlord", "A landlord"),
                Answer("police", "The police"),
                Answer("council", "The council"),
                Answer("them", "The person who does it"),
            ),
        ),
    ),
)

BRANCHES = (NOISE, NEIGHBOURS, ANIMALS, SOMETHING_ELSE)
