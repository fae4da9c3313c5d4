"""What the third version of the form asks and tells about people who are hurt, used or afraid.

Where somebody may be watched while they write, there is nothing to write: only answers to choose,
addresses that say nothing, and no question whose answer would put them in more danger when seen.
"""

from __future__ import annotations

from .asking import Answer, Branch, Elsewhere, Kind, Question
from .branches_v3_home import POLICE, TIMES, UNSURE
from .branches_v3_street import CRIMESTOPPERS
from .report_form_v1 import NOT_SAID

_NOT_SAID = Answer(NOT_SAID, "I would rather not say")
VICTIM_SUPPORT = Elsewhere("Help after any crime, free", "Victim Support", "0808 16 89 111")
SLAVERY = Elsewhere(
    "Somebody is made to work, sell or give themselves", "Modern Slavery Helpline", "08000 121 700"
)
CHILDLINE = Elsewhere("Under 19 and want to talk", "Childline", "0800 1111")
_POLICE_TOLD = (
    Answer("yes", "Yes"),
    Answer("no", "No"),
    Answer("afraid", "No, and I am afraid to", words="afraid to tell the police"),
    _NOT_SAID,
)

DRUGS = Branch(
    "about-drugs",
    ("drugs",),
    "Tell us what you notice",
    "Anti-social behaviour team, with the police",
    "We put together what several people tell us, and share it with the police. We use the powers "
    "that we have over homes and places: warnings, and closing a home by order of a court.",
    advice=(
        "Needles: do not touch them. Tell us where they are and we have them removed.",
        "Do not watch, follow or take pictures of people. What you notice anyway is enough.",
        "Talk about it with nobody who might pass it on.",
    ),
    cannot=(
        "We cannot make arrests or search a home. The police can.",
        "We can seldom act on a smell alone.",
        "We often cannot tell you what is being done, because that could warn them.",
    ),
    elsewhere=(
        Elsewhere("Dealing, and nobody is in danger now", "the police", "101"),
        CRIMESTOPPERS,
        Elsewhere("Help with drugs, for you or somebody else", "FRANK", "0300 123 6600"),
    ),
    questions=(
        Question(
            "drugs_what",
            "What do you notice?",
            Kind.MANY,
            answers=(
                Answer("using", "People use drugs"),
                Answer("selling", "People sell drugs"),
                Answer("callers", "Many people come and go for a short time"),
                Answer("smell", "A smell"),
                Answer(
                    "needles",
                    "Needles or other things left behind",
                    words="needles left behind",
                    hint="Do not touch them.",
                ),
                Answer("growing", "Signs that plants are grown"),
                Answer(
                    "young", "Children or teenagers are involved", words="young people involved"
                ),
            ),
        ),
        Question(
            "drugs_where",
            "What kind of place is it?",
            Kind.ONE,
            answers=(
                Answer("home", "In or at a home"),
                Answer("shared", "On stairs, landings or in other shared places"),
                Answer("street", "In the street or a park"),
                Answer("vehicle", "From a vehicle"),
                UNSURE,
            ),
        ),
        Question("drugs_times", "When is it?", Kind.MANY, answers=TIMES),
        Question(
            "drugs_vehicle",
            "A vehicle that belongs to it, if you noticed one",
            Kind.LINE,
            longest=200,
            hint="Registration number, colour and make. Do not go closer to look.",
        ),
    ),
)

INTIMIDATION = Branch(
    "about-threats",
    ("verbal", "violence"),
    "Tell us how they do it",
    "Anti-social behaviour team, with the police",
    "An officer talks with you about how to be safe, and plans with you what is done and in which "
    "order. We do nothing that could put you in danger without asking you first.",
    advice=(
        "Do not answer back and do not meet them alone.",
        "Keep messages and recordings. Write down what was said, in their words, and when.",
        "The same person follows, watches or contacts you again and again: that is stalking, and a "
        "crime. Tell the police.",
    ),
    cannot=(
        "We cannot come at once and we cannot arrest anybody. The police can.",
        "We cannot punish somebody for being rude. We can act when it goes on or does harm.",
    ),
    elsewhere=(
        POLICE,
        VICTIM_SUPPORT,
        Elsewhere("Somebody does not leave you alone", "National Stalking Helpline", "0808 802 0300"),
    ),
    questions=(
        Question(
            "threat_how",
            "How do they do it?",
            Kind.MANY,
            answers=(
                Answer("words", "Shouting, insults or swearing"),
                Answer("threats", "Threats", words="threats"),
                Answer("online", "Messages, calls or online"),
                Answer("following", "Following, watching or waiting", words="followed or watched"),
                Answer("group", "As a group"),
                Answer("touching", "Pushing, hitting or spitting"),
            ),
        ),
        Question(
            "threat_again",
            "Do you think that it will happen again soon?",
            Kind.ONE,
            answers=(
                Answer("yes", "Yes", words="expects it again soon"),
                Answer("no", "No"),
                UNSURE,
                _NOT_SAID,
            ),
        ),
        Question("threat_police", "Have the police been told?", Kind.ONE, answers=_POLICE_TOLD),
    ),
)  # fmt: skip

HATE = Branch(
    "more-about-it",
    ("hate",),
    "A little more about it",
    "Officers who are trained for it",
    "Only officers who are trained for it read this. They take you seriously, and ask what you need.",
    advice=(
        "You do not need proof. What you feel is enough to tell us.",
        "Keep messages and pictures if that is safe.",
    ),
    cannot=(
        "We cannot arrest or charge anybody. The police can. We go with you if you want to tell them.",
    ),
    elsewhere=(
        POLICE,
        Elsewhere("To tell the police online, also without your name", "True Vision", site="www.report-it.org.uk"),
        VICTIM_SUPPORT,
    ),
    questions=(
        Question(
            "hate_how",
            "How do they do it?",
            Kind.MANY,
            answers=(
                Answer("words", "Words or gestures"),
                Answer("online", "Messages, calls or online"),
                Answer("property", "Damage, dirt or signs at a home"),
                Answer("touching", "Pushing, hitting or spitting"),
                Answer("leaving_out", "Keeping somebody out of a place"),
                _NOT_SAID,
            ),
        ),
        Question("hate_police", "Have the police been told?", Kind.ONE, answers=_POLICE_TOLD),
        Question(
            "hate_wish",
            "What would help you most?",
            Kind.MANY,
            answers=(
                Answer("talk", "Somebody to talk to"),
                Answer("safe", "To be safer at home or on the way"),
                Answer("stop", "That somebody makes it stop"),
                Answer("known", "That it is known"),
                _NOT_SAID,
            ),
        ),
    ),
)  # fmt: skip

DOMESTIC_ABUSE = Branch(
    "a-little-more",
    ("domestic_abuse",),
    "A little more about it",
    "Officers who are trained for it",
    "Only officers who are trained for it read this. They contact you only if you say so, and only "
    "in the way that is safe.",
    advice=(
        "You can leave everything on this page empty.",
        "What happens is not your fault.",
        "It can be safer to plan before leaving. The helpline plans with you.",
    ),
    cannot=(
        "We cannot come at once. If you are not safe now, call 999. If you cannot speak, press 55.",
    ),
    elsewhere=(
        Elsewhere(
            "To talk with somebody who knows, free, at any hour",
            "National Domestic Abuse Helpline, run by Refuge",
            "0808 2000 247",
        ),
        Elsewhere("For men, free", "Men’s Advice Line", "0808 8010 327"),
    ),
    questions=(
        Question(
            "safe_now",
            "Are you safe where you are now?",
            Kind.ONE,
            hint="If you are not, call 999. If you cannot speak, press 55.",
            answers=(
                Answer("yes", "Yes"),
                Answer("no", "No", words="says that they are not safe now"),
                UNSURE,
                _NOT_SAID,
            ),
        ),
        Question(
            "about_whom",
            "Who is it about?",
            Kind.ONE,
            answers=(
                Answer("me", "Me"),
                Answer("known", "Somebody I know"),
                Answer("neighbour", "Somebody I hear or see"),
                _NOT_SAID,
            ),
        ),
    ),
)

EXPLOITATION = Branch(
    "before-you-go-on",
    ("exploitation",),
    "A little more about it",
    "Officers who are trained for it",
    "Only officers who are trained for it read this. They treat people who are used as people who "
    "need help, and act with the police and social care.",
    advice=(
        "You can leave everything on this page empty.",
        "Do not speak to the people you worry about, and do not go there.",
        "A child in danger now: call 999.",
    ),
    cannot=(
        "We cannot come at once, and we cannot arrest anybody. The police can.",
        "We often cannot tell you what is being done, because that could put somebody in danger.",
    ),
    elsewhere=(SLAVERY, CHILDLINE, CRIMESTOPPERS),
    questions=(
        Question(
            "used_signs",
            "What worries you?",
            Kind.MANY,
            answers=(
                Answer("strangers", "Strangers are in somebody’s home"),
                Answer("young", "Young people come and go, or are away for days"),
                Answer("gifts", "Somebody has new things or phones and does not say from whom"),
                Answer("controlled", "Somebody is told what to do, or is never alone"),
                Answer("work", "Somebody is made to work, sell or beg"),
                Answer("something_else", "Something else"),
                _NOT_SAID,
            ),
        ),
        Question(
            "used_whom",
            "Who is it about?",
            Kind.ONE,
            answers=(
                Answer("me", "Me"),
                Answer("child", "A child or a teenager", words="a child or a teenager is used"),
                Answer("adult", "An adult"),
                Answer("several", "Several people"),
                UNSURE,
                _NOT_SAID,
            ),
        ),
    ),
)

SEXUAL = Branch(
    "about-the-place",
    ("sexual",),
    "Tell us what happens there",
    "Anti-social behaviour team, with the police",
    "We work with the police to stop it, and with services that help people who sell sex.",
    advice=(
        "Needles and condoms: do not touch them. Tell us where they are.",
        "Somebody shows themselves to others on purpose: that is a crime. Tell the police.",
        "Do not take pictures of people.",
    ),
    cannot=(
        "We cannot make arrests. The police can.",
        "Selling sex is not a crime in itself. We act on what it does to a place, and to people.",
    ),
    elsewhere=(POLICE, SLAVERY, CRIMESTOPPERS),
    questions=(
        Question(
            "sexual_what",
            "What did you notice?",
            Kind.MANY,
            answers=(
                Answer("acts", "Sexual acts where others can see them"),
                Answer("selling", "People sell or buy sex"),
                Answer("showing", "Somebody shows themselves to others"),
                Answer("left", "Condoms or needles are left behind"),
            ),
        ),
        Question(
            "sexual_forced",
            "Could somebody be under 18, or be made to do it?",
            Kind.ONE,
            answers=(
                Answer("no", "I do not think so"),
                Answer("yes", "Yes", words="somebody may be under 18 or be made to do it"),
                UNSURE,
            ),
        ),
        Question("sexual_times", "When is it?", Kind.MANY, answers=TIMES),
    ),
)

BRANCHES = (DRUGS, INTIMIDATION, HATE, DOMESTIC_ABUSE, EXPLOITATION, SEXUAL)
