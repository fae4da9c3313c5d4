"""Guides to what somebody can do by themselves."""

from __future__ import annotations

from .guiding import Check, Does, End, Guide, Line, Part

TALK = Guide(
    code="talk",
    version=1,
    checked="November 2026",
    name="Talk to your neighbour",
    summary="Many people do not know that they can be heard. A calm word often ends it. "
    "If you cannot say it, write a short letter. We help you with the words.",
    parts=(
        Part(
            "How to do it",
            (
                "Pick a quiet time. Wait until you are calm and it is not going on.",
                "Go by day. Stay at the door or meet outside.",
                "Say what it does to you: “I cannot sleep.” Do not say what they are.",
                "Ask for one thing that they can do: “Could the music stop at 10?”",
                "Listen. They may have a reason that you did not know.",
                "Say thank you. Write down the day and what you agreed.",
            ),
            steps=True,
        ),
        Part(
            "When a letter is better",
            (
                "You find it hard to say it face to face.",
                "You are never at home at the same time.",
                "You tried to talk and it went wrong, but you are not afraid.",
            ),
        ),
    ),
    wont_work=(
        "Going there while you are angry, or when somebody is drunk.",
        "Banging on the wall, or loud music of your own. Then there are two complaints.",
        "A letter without a name. People feel watched, and they cannot answer.",
        "Writing about it online.",
        "Talking again and again. If two tries change nothing, keep a diary and tell us.",
    ),
    end=End(Does.LETTER, "Write a letter to your neighbour", "Write a letter"),
)

LOG = Guide(
    code="log",
    version=1,
    checked="November 2026",
    name="Log it",
    summary="A diary shows how often it happens and what it does to you. "
    "It helps us, your landlord or a court more than anything said from memory.",
    parts=(
        Part(
            "How to keep a diary",
            (
                "Write on the same day. A short line is enough.",
                "Put down the date, and when it began and ended.",
                "Say what you saw and heard yourself. Use the real words, even rude ones.",
                "Say what it did to you: “I woke up”, “the children cried”.",
                "Say who else was there, if they do not mind.",
                "Keep photos, letters and messages. Do not change them.",
            ),
            steps=True,
        ),
        Part(
            "How long",
            (
                "Two weeks is a good start for noise.",
                "Tell us sooner if it gets worse. You do not need a full diary to report.",
            ),
        ),
    ),
    wont_work=(
        "Guessing. If you are not sure who it was, say so.",
        "Writing it all on one day at the end. It is believed less.",
        "Filming into somebody’s home, or following them. That can be against the law.",
        "A diary alone. Nothing happens until somebody reads it, so send it to us.",
    ),
    end=End(Does.DIARY, "Your diary sheet", "Get the diary sheet"),
)

NOISE = Guide(
    code="noise",
    about="noise",
    version=1,
    checked="November 2026",
    name="Noise: what to check first",
    summary="Some noise we can stop. Some we cannot. This list helps you to find out which it is.",
    parts=(
        Part(
            "What the council can look into",
            (
                "Loud music or parties, again and again.",
                "A dog that barks for a long time, most days.",
                "Alarms that do not stop.",
                "Machines and building work that go on too loud, too early or too late.",
                "The council must look into noise that may harm your health, or that is so bad "
                "that nobody should have to live with it.",
            ),
        ),
        Part(
            "What happens then",
            (
                "An officer may ask you for a diary. They may come to listen.",
                "They look at how loud it is, how long, how often and at what time.",
                "If it is bad enough, the council must order the person to stop it, "
                "or first try another way to end it.",
                "Who does not obey can be fined by a court.",
            ),
            steps=True,
        ),
    ),
    wont_work=(
        "Complaints about the sounds of living: steps, doors, a baby, talking. "
        "Nobody can order them to stop. A talk or a rug can help.",
        "One party. Ask when it ends. If there is a fight or a threat, call 999.",
        "Waiting for it to be quiet before you call. If it is going on now, say so.",
        "Noise from traffic or planes. The council has no power to stop that.",
    ),
    end=End(
        Does.CHECKLIST,
        "Noise checklist",
        "Go to the checklist",
        (
            Check("I know what the noise is and where it comes from"),
            Check(
                "I have told the person, or sent a letter",
                "Only if you feel safe.",
            ),
            Check("I have written down the days and times for two weeks"),
            Check("I have noted what it does to me", "For example: no sleep, no work, ill."),
            Check(
                "I have told the landlord, if the person rents",
                "A council or housing association must have rules on this.",
            ),
            Check("I have asked other neighbours if they hear it too"),
            Check("It still goes on, so I tell the council"),
        ),
    ),
)

GARDEN = Guide(
    code="garden",
    about="garden",
    version=1,
    checked="November 2026",
    name="Gardens and waste",
    summary="Rubbish, high hedges, branches, rats and smoke. "
    "What you can do, and what you should leave to us.",
    parts=(
        Part(
            "Rubbish that somebody dumped",
            (
                "Dumping waste is a crime. Tell us where it is and when you saw it.",
                "Do not touch it. There may be glass, needles or poison in it.",
                "A photo helps. Take it from a safe place.",
                "If you see who does it, note the car number. Do not go near them.",
            ),
        ),
        Part(
            "Trees and hedges",
            (
                "You may cut branches back to the edge of your land, but no further.",
                "Ask us first if the tree is protected. Cutting a protected tree is a crime.",
                "An evergreen hedge over 2 metres that blocks your light: talk to the owner "
                "first. After that you can ask us to decide. Councils may charge for this.",
            ),
        ),
        Part(
            "Rats, smells and smoke",
            (
                "Tell us if you see rats or if waste piles up in a garden.",
                "No law bans a bonfire. But if smoke comes often and you cannot open a window, "
                "we can look into it.",
            ),
        ),
    ),
    wont_work=(
        "Throwing the rubbish or the branches back over the fence. You could be in trouble.",
        "A complaint about a garden that is only untidy. We can act if it attracts rats, "
        "is a danger or spoils life for people near it.",
        "Asking the council where the edge of your land is. A solicitor or a surveyor can help.",
    ),
    end=End(
        Does.CHECKLIST,
        "Garden and waste checklist",
        "Go to the checklist",
        (
            Check("I have the place", "A street and number, or what it is next to."),
            Check("I noted when I saw it first, and if it gets worse"),
            Check("I took a photo from a safe place"),
            Check("I did not touch or move the waste"),
            Check("I talked to the owner, if it is a hedge or a garden and I feel safe"),
            Check("It is still there, so I tell the council"),
        ),
    ),
    lines=(
        Line("Your council", "", "For waste, rats, smoke, hedges and trees."),
        Line("Fire service", "999", "If something burns and is out of hand."),
    ),
)
