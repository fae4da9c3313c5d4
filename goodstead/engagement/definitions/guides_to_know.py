"""Guides to staying safe, to who does what, and to one's rights."""

from __future__ import annotations

from .guiding import Check, Does, End, Guide, Line, Part

COUNCIL = Line("Your council", "", "Behaviour that goes on and on, waste, noise, damage.")
EMERGENCY = Line("Police, fire, ambulance", "999", "Somebody is in danger, or a crime is going on.")
POLICE = Line("Police", "101", "A crime, and nobody is in danger now.")
CRIMESTOPPERS = Line(
    "Crimestoppers", "0800 555 111", "To tell what you know of a crime, without your name."
)
SAMARITANS = Line("Samaritans", "116 123", "When it is all too much. Free, day and night.")
ADVICE = Line("Citizens Advice", "0800 144 8848", "Free advice on your rights and your home.")

STAY_SAFE = Guide(
    code="stay-safe",
    version=1,
    checked="November 2026",
    name="Staying safe",
    summary="If you are afraid, do not try to sort it out by yourself. "
    "You have done nothing wrong, and you do not need proof to ask for help.",
    parts=(
        Part(
            "Call 999 now if",
            (
                "somebody is hurt, or you think that they will be",
                "somebody is at your door and makes threats",
                "somebody has a weapon or sets a fire",
                "a crime is going on as you read this",
            ),
        ),
        Part(
            "If you cannot speak",
            (
                "Call 999 from a mobile phone. Listen. Cough or tap if you can.",
                "When you are asked, press 55.",
                "Deaf or cannot talk: use the textphone number 18000.",
            ),
            steps=True,
        ),
        Part(
            "Tell us or the police if",
            (
                "somebody picks on you for your race, faith, age, sex, or a disability, or for "
                "whom you love or who you are. That is hate, and we treat it as urgent.",
                "somebody in your home or your family, or an old partner, hurts you, scares you "
                "or tells you what you may do. That is domestic abuse.",
                "somebody uses your home for drugs, or you cannot make them leave",
                "somebody follows you or waits for you",
            ),
        ),
        Part(
            "If somebody looks at your phone",
            (
                "Pages that you opened can stay in the list of your browser.",
                "Use the phone or computer of a friend or a library, or call us.",
                "The red button takes you away from here at once. It does not clear the list.",
            ),
        ),
    ),
    wont_work=(
        "Talking to somebody who scares you. It can make things worse.",
        "Answering threats, or making some of your own.",
        "Getting close to film them.",
        "Deleting messages. Keep them: they show what was done.",
        "Waiting until it is bad enough. It is bad enough if you are afraid.",
    ),
    end=End(
        Does.CHECKLIST,
        "Your safety checklist",
        "Go to the checklist",
        (
            Check("I know when to call 999, and that I can press 55"),
            Check("Somebody I trust knows what is going on"),
            Check("We have a word that means: call the police for me"),
            Check("My phone is charged, and I know how I would get out"),
            Check("I keep messages and photos where nobody else looks"),
            Check("I told the council or the police", "You can do it without your name."),
        ),
    ),
    lines=(EMERGENCY, POLICE, COUNCIL, CRIMESTOPPERS, SAMARITANS),
    private=True,
    alone=False,
)

WHO = Guide(
    code="who-does-what",
    version=1,
    checked="November 2026",
    name="Who does what",
    summary="Who can help with what, so that you do not get sent from one to the next. "
    "If you choose the wrong one, tell us all the same. We pass it on if you agree.",
    parts=(
        Part(
            "The police",
            (
                "Call 999 if somebody is in danger, or a crime is going on.",
                "Call 101 for threats, hate, drugs, damage or theft that is over.",
                "They do not deal with noise, hedges or rubbish.",
            ),
        ),
        Part(
            "Your council",
            (
                "We deal with behaviour that goes on and on and spoils life where you live.",
                "Our environmental health officers deal with noise, smoke, smells and rats.",
                "We clear dumped waste from public land, and cars that somebody left.",
                "We cannot arrest anybody.",
            ),
        ),
        Part(
            "The landlord",
            (
                "If the person rents, their landlord can ask them to keep to the rules of the home.",
                "A council or housing association must say how it deals with bad behaviour. "
                "Ask for a copy.",
                "A private landlord can be told too. You can tell the letting agent.",
            ),
        ),
        Part(
            "Ombudsman: if you were let down",
            (
                "An ombudsman looks into complaints. It is free and takes no side.",
                "Complain to us or to the landlord first, and let us answer.",
                "About a council: the Local Government and Social Care Ombudsman.",
                "About a council or housing association as your landlord: the Housing Ombudsman.",
                "An ombudsman does not stop the behaviour. It looks at how it was dealt with.",
            ),
        ),
    ),
    wont_work=(
        "Calling 999 for noise or rubbish. It takes help from somebody in danger.",
        "Telling all of them and hoping that one acts. Tell one, keep the number of your report, "
        "and tell the others that number.",
    ),
    end=End(
        Does.CHECKLIST,
        "Before you call",
        "Go to the checklist",
        (
            Check("I know who I need to call"),
            Check("I can say what happens, where and when"),
            Check("I can say what it does to me"),
            Check("I have the number of any report that I made before"),
            Check("I know how I can be reached safely"),
            Check("I will ask: who calls me back, and by when?"),
        ),
    ),
    lines=(EMERGENCY, POLICE, COUNCIL, CRIMESTOPPERS, ADVICE),
    alone=False,
)

RIGHTS = Guide(
    code="rights",
    version=1,
    checked="November 2026",
    name="Your rights",
    summary="What you can ask of us, of the police and of your landlord, "
    "and what to do if you do not get it.",
    parts=(
        Part(
            "With us",
            (
                "You can report without your name.",
                "We do not tell the person you report who told us.",
                "You can ask what we have done, and who deals with it.",
                "You can ask for a copy of what we hold about you. It is free. "
                "In most cases we have one month to send it.",
                "You can ask for help with reading, language or a disability.",
            ),
        ),
        Part(
            "If it was a crime",
            (
                "The Victims’ Code says what the police must do for you.",
                "They must tell you what happens with your case, and offer you support.",
                "You can say in your own words what the crime did to you.",
            ),
        ),
        Part(
            "If you are not happy with us",
            (
                "Complain to us. Say what went wrong and what you want.",
                "If our answer does not put it right, go to the ombudsman. "
                "In most cases you have 12 months.",
                "If you reported it again and again and little was done, "
                "you can ask for an anti-social behaviour (ASB) case review. There is a guide for it.",
            ),
            steps=True,
        ),
    ),
    wont_work=(
        "Asking us for all that we know about the other person. They have rights too.",
        "Going to the ombudsman first. It will send you back to us.",
        "Asking us to make somebody move out. Only a court can do that, as a last step.",
    ),
    end=End(
        Does.CHECKLIST,
        "Use your rights",
        "Go to the checklist",
        (
            Check("I have the number of my report or case"),
            Check("I know the name of the person who deals with it"),
            Check("I asked what happens next, and by when"),
            Check("I said if I need help to read, hear or understand"),
            Check("I told them what I am not happy with, in writing"),
            Check("I put the answer, and its date, where I can find it"),
        ),
    ),
    lines=(COUNCIL, ADVICE),
    alone=False,
)

CASE_REVIEW = Guide(
    code="case-review",
    version=1,
    checked="November 2026",
    name="Ask for an ASB case review",
    summary="ASB is short for anti-social behaviour. You told us, the police or a landlord again "
    "and again, and it still goes on. Then you can ask all of them to look at it together. "
    "It used to be called the community trigger.",
    parts=(
        Part(
            "When you can ask",
            (
                "Each area sets its own number. In most areas it is three reports in six months.",
                "You told somebody soon after it happened, most often within one month.",
                "Somebody else can ask for you if you agree: a friend, a carer, a councillor.",
                "It does not matter if you told the council, the police or a landlord.",
            ),
        ),
        Part(
            "What happens",
            (
                "We tell you if your case can be reviewed.",
                "The council, the police, the health service and landlords share what they know "
                "and look at what was done.",
                "They may say what should be done next.",
                "You are told what came out of it.",
            ),
            steps=True,
        ),
    ),
    wont_work=(
        "A review is not a complaint about a person who works for us. Use a complaint for that.",
        "It does not punish anybody. It makes a plan.",
        "It is not quick help. If you are in danger, call 999.",
        "You cannot ask if you have told nobody yet. Report it first.",
    ),
    end=End(
        Does.CHECKLIST,
        "Ask for your review",
        "Get ready to ask",
        (
            Check("I have the dates on which I told somebody"),
            Check("I know whom I told", "The council, the police or a landlord."),
            Check("I have the number of each report, if I was given one"),
            Check("I can say what it does to me and my home"),
            Check("I can say how I want to be reached"),
            Check(
                "I call the council and say: “I ask for an anti-social behaviour (ASB) case review”",
                "You have the right to ask. The number is on this page.",
            ),
        ),
    ),
    lines=(COUNCIL, POLICE, ADVICE),
    alone=False,
    law="Anti-social Behaviour, Crime and Policing Act 2014, section 104",
)
