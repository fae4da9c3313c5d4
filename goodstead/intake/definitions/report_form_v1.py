"""The questions of the reporting form, first version.

Topics and points are those of RAM-1 (the council's default harm matrix: topics of the widely used
police and landlord form), asked in fewer and kinder words. Every question about harm can be left
out: ``not_said`` is kept as such and is never counted as "no".
"""

from __future__ import annotations

from goodstead.cases.definitions.categories import CATEGORIES, PUBLIC

from .asking import Answer, Kind, Only, Question, ReportForm, Step

NOT_SAID = "not_said"
_NOT_SAID = Answer(NOT_SAID, "I would rather not say")

DANGER = Question(
    "danger",
    "Is someone in danger right now?",
    Kind.ONE,
    "Choose yes if someone is in danger right now, or no if nobody is",
    hint="This can be you or somebody else.",
    answers=(
        Answer("yes", "Yes, someone is in danger now", words="said that someone is in danger now"),
        Answer("no", "No"),
    ),
)
CATEGORY = Question(
    "category",
    "What is happening?",
    Kind.ONE,
    "Choose what is happening. If nothing fits, choose “Something else”",
    hint="Choose the one that matters most to you. You can tell us more on the next page.",
    answers=tuple(
        Answer(code, CATEGORIES[code].public, hint=CATEGORIES[code].hint) for code in PUBLIC
    ),
)
DESCRIPTION = Question(
    "description",
    "Tell us what happened",
    Kind.TEXT,
    "Tell us what happened. A few words are enough",
    hint="Use your own words. A few sentences are enough.",
    longest=10_000,
    rows=10,
)
WHO_DID_IT = Question(
    "who_did_it",
    "Do you know who is doing it?",
    Kind.TEXT,
    hint="A name, an address or what they look like. It is fine not to know.",
    longest=2_000,
)
SEARCH = Question(
    "search",
    "Where is it happening?",
    Kind.LINE,
    "Enter a postcode or the name of a street",
    hint="Enter a postcode or the name of a street, such as AL10 8AA or Park Street.",
    longest=200,
)
PLACE = Question(
    "place", "Which of these is it?", Kind.PLACE, "Choose the place, or “None of these”"
)
HOUSE = Question(
    "house",
    "House or flat number, or what it is near",
    Kind.LINE,
    hint="For example: 14, Flat 3, outside the shop, the stairs of block B.",
    longest=200,
)
LOCATION_TEXT = Question(
    "location_text",
    "Describe where it is happening",
    Kind.TEXT,
    "Describe the place, so that we can find it",
    hint="For example: behind the shops in the town centre, by the bins.",
    longest=500,
)
FREQUENCY = Question(
    "frequency",
    "How often does it happen?",
    Kind.ONE,
    "Choose how often it happens. If you do not know, choose “I am not sure”",
    topic=1,
    answers=(
        Answer("once", "It happened once", 0),
        Answer("occasional", "Now and then", 1, "now and then"),
        Answer("monthly", "About once a month", 2, "about once a month"),
        Answer("weekly", "About once a week", 3, "about once a week"),
        Answer("most_days", "Most days", 4, "most days"),
        Answer("daily", "Every day", 5, "every day"),
        Answer(NOT_SAID, "I am not sure"),
    ),
)
LAST_ON = Question(
    "last_on",
    "When did it last happen?",
    Kind.DATE,
    hint="For example, 27 3 2026. Leave this empty if you do not know.",
)
LAST_TIME = Question(
    "last_time",
    "About what time?",
    Kind.LINE,
    hint="For example: 11pm, or at night.",
    longest=100,
)
AFFECTED = Question(
    "affected",
    "Who is affected?",
    Kind.ONE,
    "Choose who is affected, or “I would rather not say”",
    answers=(
        Answer("me", "Me"),
        Answer("household", "Me and people I live with"),
        Answer("someone_else", "Somebody else"),
        Answer("community", "Many people around here"),
        _NOT_SAID,
    ),
)
DAILY_LIFE = Question(
    "daily_life",
    "How much does it affect daily life?",
    Kind.ONE,
    "Choose how much it affects daily life, or “I would rather not say”",
    hint="For example sleep, health, work or school, or feeling able to go out.",
    topic=8,
    answers=(
        Answer("none", "Not at all", 0),
        Answer("a_little", "A little", 1, "affects daily life a little"),
        Answer("moderate", "Quite a bit", 2, "affects daily life quite a bit"),
        Answer("a_lot", "A lot", 3, "affects daily life a lot"),
        Answer("extreme", "It is very hard to live with", 5, "very hard to live with"),
        _NOT_SAID,
    ),
)
FEAR = Question(
    "fear",
    "Has anyone changed what they do, because they are afraid?",
    Kind.ONE,
    "Choose the answer that fits best, or “I would rather not say”",
    hint="For example staying in, staying away from home, or wanting to move.",
    topic=15,
    answers=(
        Answer("no", "No", 0),
        Answer("some", "A little, or worried that it may get worse", 1, "worried"),
        Answer("yes", "Yes", 3, "afraid, has changed what they do"),
        _NOT_SAID,
    ),
)
TARGETED = Question(
    "targeted",
    "Is someone doing this on purpose to you?",
    Kind.ONE,
    "Choose the answer that fits best, or “I would rather not say”",
    topic=6,
    answers=(
        Answer("no", "No, or I do not think so", 0),
        Answer("community", "It is aimed at everybody around here", 1, "aimed at the area"),
        Answer("family", "It is aimed at my home or my family", 3, "aimed at their home or family"),
        Answer("personally", "It is aimed at me", 4, "aimed at them personally"),
        _NOT_SAID,
    ),
)
VULNERABLE = Question(
    "vulnerable",
    "Does anything make this harder for you?",
    Kind.MANY,
    hint="Choose all that apply to you or the people you live with. You can leave this empty.",
    topic=12,
    by_count=(0, 2, 4),
    answers=(
        Answer("health", "A disability or an illness", words="a disability or an illness"),
        Answer("mental_health", "My mental health", words="mental health"),
        Answer("age", "My age, old or young", words="age"),
        Answer("children", "Children at home, or a pregnancy", words="children or a pregnancy"),
        Answer("carer", "I look after somebody who is ill or disabled", words="is a carer"),
        Answer("language", "English is not my first language", words="language"),
        Answer("alcohol_or_drugs", "Alcohol or drugs", words="alcohol or drugs"),
        _NOT_SAID,
    ),
)
SUPPORT = Question(
    "support",
    "Do you have people who can help you?",
    Kind.ONE,
    "Choose the answer that fits best, or “I would rather not say”",
    hint="For example family, friends, neighbours or a support worker.",
    topic=11,
    answers=(
        Answer("good", "Yes", 0),
        Answer("few", "One or two people", 1, "few people to help"),
        Answer("alone", "No, I am on my own", 3, "on their own"),
        _NOT_SAID,
    ),
)
VIOLENCE = Question(
    "violence",
    "Has anyone been hurt, or threatened with violence?",
    Kind.ONE,
    "Choose the answer that fits best, or “I would rather not say”",
    hint="This includes weapons, threats to kill, setting fires and being followed.",
    topic=14,
    answers=(
        Answer("no", "No", 0),
        Answer("yes", "Yes", words="violence, a weapon, a threat, fire or stalking"),
        _NOT_SAID,
    ),
)
STRANDS = Question(
    "strands",
    "Do you think it happens because of who you are?",
    Kind.MANY,
    hint="This is about what you think or feel. You do not need proof. You can leave this empty.",
    topic=7,
    by_count=(0, 4),
    words="because of",
    answers=(
        Answer("race", "My race, ethnicity or nationality", words="race"),
        Answer("religion", "My religion or belief", words="religion"),
        Answer("disability", "My disability", words="disability"),
        Answer("sexual_orientation", "My sexual orientation", words="sexual orientation"),
        Answer("transgender", "My being transgender", words="transgender identity"),
        Answer("sex", "My being a woman or a man", words="sex"),
        Answer("other", "Something else about who I am", words="who they are"),
        _NOT_SAID,
    ),
)
NEEDS = Question(
    "needs",
    "Do you need anything when we write or speak to you?",
    Kind.MANY,
    hint="You can leave this empty.",
    answers=(
        Answer("interpreter", "An interpreter"),
        Answer("sign_language", "British Sign Language"),
        Answer("large_print", "Large print"),
        Answer("easy_read", "Easy words and pictures (Easy Read)"),
        Answer("braille", "Braille"),
        Answer("audio", "Sound recordings"),
    ),
)
LANGUAGE = Question(
    "language",
    "Which language?",
    Kind.LINE,
    hint="If you would like an interpreter.",
    longest=60,
)
OTHER_NEED = Question(
    "other_need", "Anything else we should know when we contact you", Kind.LINE, longest=120
)
MAY_CONTACT = Question(
    "may_contact",
    "May we contact you?",
    Kind.ONE,
    "Choose yes if we may contact you, or no to stay anonymous",
    hint="If you say no, we still look at your report. But we cannot ask you questions or tell "
    "you what we did.",
    answers=(
        Answer("yes", "Yes"),
        Answer("no", "No, I want to stay anonymous"),
    ),
)
NAME = Question("name", "Your name", Kind.LINE, longest=120, autocomplete="name")
WAYS = Question(
    "ways",
    "How may we contact you?",
    Kind.MANY,
    "Choose at least one way in which we may contact you",
    hint="We use only the ways that you choose.",
    answers=(
        Answer("email", "Email"),
        Answer("phone", "Phone call"),
        Answer("text", "Text message"),
        Answer("post", "Letter"),
    ),
)
EMAIL = Question("email", "Email address", Kind.EMAIL, longest=254, autocomplete="email")
TELEPHONE = Question("telephone", "Phone number", Kind.PHONE, longest=40, autocomplete="tel")
ADDRESS = Question("address", "Postal address", Kind.TEXT, longest=500)
SAFE_TIMES = Question(
    "safe_times",
    "When is it safe to contact you?",
    Kind.LINE,
    hint="For example: weekdays before 3pm.",
    longest=500,
)
VOICEMAIL = Question(
    "voicemail",
    "If you do not answer, may we leave a voicemail?",
    Kind.ONE,
    "Choose whether we may leave a voicemail",
    answers=(Answer("yes", "Yes"), Answer("no", "No")),
)
MUST_NOT_KNOW = Question(
    "must_not_know",
    "Is there anyone who must not know that you contacted us?",
    Kind.LINE,
    hint="For example somebody you live with. We then take extra care.",
    longest=500,
)
FOLLOW = Question(
    "follow",
    "Do you want a private link to follow your report?",
    Kind.ONE,
    "Choose whether you want a link to follow your report",
    hint="The page behind it says how far we are. It never shows your name, your address or what "
    "you told us. Anyone who has the link can open it.",
    answers=(Answer("yes", "Yes"), Answer("no", "No")),
)

FORM = ReportForm(
    version="report-1",
    source="RAM-1; points and bands are the council's defaults",
    # RAM-1's 16 and 28 of 50 points, scaled to the 28 points that these questions can add up to.
    medium_from=9,
    high_from=16,
    autos=(("danger", "yes"), ("violence", "yes")),
    floors=(("category", "hate"), ("category", "domestic_abuse"), ("category", "exploitation")),
    steps=(
        Step("danger", DANGER.label, (DANGER,), section="What is happening"),
        Step("call-999", "Call 999 now", (), Only.IN_DANGER),
        Step("what", CATEGORY.label, (CATEGORY,), section="What is happening"),
        Step("leave-quickly", "If you need to leave quickly", (), Only.RESTRICTED),
        Step("describe", "Tell us about it", (DESCRIPTION, WHO_DID_IT), section="What is happening"),
        Step("where", SEARCH.label, (SEARCH,), section="Where and when"),
        Step("which-place", PLACE.label, (PLACE, HOUSE), Only.FOUND, "Where and when"),
        Step(
            "describe-place", LOCATION_TEXT.label, (LOCATION_TEXT,), Only.NOT_FOUND, "Where and when"
        ),
        Step("when", "When does it happen?", (FREQUENCY, LAST_ON, LAST_TIME), section="Where and when"),
        Step("who-is-affected", AFFECTED.label, (AFFECTED,), Only.PERSONAL, "How it affects you"),
        Step("daily-life", DAILY_LIFE.label, (DAILY_LIFE,), Only.PERSONAL, "How it affects you"),
        Step("fear", FEAR.label, (FEAR,), Only.PERSONAL, "How it affects you"),
        Step("targeted", TARGETED.label, (TARGETED,), Only.PERSONAL, "How it affects you"),
        Step("violence", VIOLENCE.label, (VIOLENCE,), Only.PERSONAL, "How it affects you"),
        Step("support", SUPPORT.label, (SUPPORT,), Only.PERSONAL, "How it affects you"),
        Step("harder", VULNERABLE.label, (VULNERABLE,), Only.PERSONAL, "How it affects you"),
        Step("who-you-are", STRANDS.label, (STRANDS,), Only.PERSONAL, "How it affects you"),
        Step("may-we-contact-you", MAY_CONTACT.label, (MAY_CONTACT,), section="Contacting you"),
        Step(
            "contact", "How may we contact you?",
            (NAME, EMAIL, TELEPHONE, ADDRESS, WAYS), Only.CONTACT, "Contacting you",
        ),
        Step(
            "safe", "What is safe for you?",
            (SAFE_TIMES, VOICEMAIL, MUST_NOT_KNOW), Only.CONTACT, "Contacting you",
        ),
        Step("needs", NEEDS.label, (NEEDS, LANGUAGE, OTHER_NEED), Only.CONTACT, "Contacting you"),
        Step("follow", FOLLOW.label, (FOLLOW,), section="Contacting you"),
        Step("files", "Do you have photos or other files?", (), section="Photos and files"),
    ),
)  # fmt: skip
