"""Our components against the fixtures of the GOV.UK Frontend release that we ship."""

import json
import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.utils.safestring import mark_safe

from goodstead.design import fields, widgets
from goodstead.design.definitions.gallery import GALLERY
from goodstead.design.definitions.release import GOVUK_FRONTEND as VERSION

from .markup import normal, tags

FIXTURES = Path(__file__).parent / "fixtures" / f"govuk-frontend-{VERSION}.json"
UPSTREAM = {(f["component"], f["name"]): f["html"] for f in json.loads(FIXTURES.read_text())}
NI = "It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."
GATEWAY = (
    "You’ll have a user ID if you’ve registered for Self Assessment or filed a tax return online "
    "before."
)
VERIFY = (
    "You’ll have an account if you’ve already proved your identity with either Barclays, "
    "CitizenSafe, Digidentity, Experian, Post Office, Royal Mail or SecureIdentity."
)


def refused(field):
    """A form whose one answer was refused."""

    class Refused(forms.Form):
        x = field

    form = Refused({})
    form.errors.clear()
    return form


def one(field, data=None, **initial):
    return type("One", (forms.Form,), {"x": field, "mark_optional": False})(data, initial=initial)


CALLS = {
    ("back-link", "default"): '{% back_link "#" %}',
    ("tag", "default"): '{% tag "Alpha" %}',
    ("tag", "grey"): '{% tag "Grey" "grey" %}',
    (
        "warning-text",
        "default",
    ): '{% warning "You can be fined up to £5,000 if you don’t register." %}',
    ("inset-text", "default"): (
        "{% inset %}It can take up to 8 weeks to register a lasting power of attorney if there are "
        "no mistakes in the application.{% endinset %}"
    ),
    ("details", "default"): (
        '{% details "Help with nationality" %}We need to know your nationality so we can work out '
        "which elections you’re entitled to vote in. If you can’t provide your nationality, you’ll "
        "have to send copies of identity documents through the post.{% enddetails %}"
    ),
    ("panel", "default"): (
        '{% panel "Application complete" %}Your reference number<br><strong>HDJ2123F</strong>'
        "{% endpanel %}"
    ),
    ("notification-banner", "default"): (
        '{% notification %}<p class="govuk-notification-banner__heading">This publication was '
        "withdrawn on 7 March 2014.</p>{% endnotification %}"
    ),
    ("phase-banner", "default"): (
        '{% phase_banner "Alpha" %}This is a new service - your <a href="#" class="govuk-link">'
        "feedback</a> will help us to improve it.{% endphase_banner %}"
    ),
    ("pagination", "default"): '{% pagination "/a" "/b" %}',
    ("exit-this-page", "default"): "{% exit_this_page %}",
    ("breadcrumbs", "default"): (
        '{% breadcrumbs "Home" "/" "Section" "/section" "Sub-section" "/s" "Sub Sub-section" "/t" %}'
    ),
    ("button", "prevent double click"): '{% button "Submit" %}',
    ("button", "link"): '{% button "Link button" href="/" %}',
    ("task-list", "default"): (
        '{% task_list %}{% task "Company Directors" "Completed" url="#" %}'
        '{% task "Registered company details" "Incomplete" url="#" colour="blue" %}'
        '{% task "Business plan" "Incomplete" url="#" colour="blue" %}{% endtask_list %}'
    ),
}
FIELDS = {
    ("input", "default"): one(forms.CharField(label="National Insurance number")),
    ("input", "with hint text"): one(
        forms.CharField(label="National insurance number", help_text=NI)
    ),
    ("input", "with error message"): one(
        forms.CharField(
            label="National Insurance number",
            error_messages={"required": "Enter a National Insurance number in the correct format"},
        ),
        {},
    ),
    ("textarea", "default"): one(fields.LongText(label="Can you provide more detail?")),
    ("textarea", "with error message"): one(
        fields.LongText(
            label="Why can’t you provide a National Insurance number?",
            error_messages={"required": "You must provide an explanation"},
        ),
        {},
    ),
    ("character-count", "default"): one(
        fields.LongText(label="Can you provide more detail?", max_length=10)
    ),
    ("radios", "with a divider"): one(
        forms.ChoiceField(
            label="How do you want to sign in?",
            choices=[
                ("government-gateway", "Use Government Gateway"),
                ("govuk-verify", "Use GOV.UK Verify"),
                ("create-account", "Create an account"),
            ],
            widget=widgets.Radios(divider_before="create-account"),
        )
    ),
    ("checkboxes", "default"): one(
        forms.MultipleChoiceField(
            label="What is your nationality?",
            choices=[("british", "British"), ("irish", "Irish"), ("other", "Citizen of another country")],
            widget=widgets.Checkboxes,
        )
    ),
    ("date-input", "default"): one(
        fields.Date(label="What is your date of birth?", help_text="For example, 31 3 1980")
    ),
    ("file-upload", "enhanced"): one(forms.FileField(label="Upload a file")),
}  # fmt: skip


def draw(source, **context):
    return Template("{% load goodstead %}" + source).render(Context(context))


@pytest.mark.parametrize("case", CALLS, ids=" ".join)
def test_a_component_has_the_markup_of_the_release(case):
    # A list paged by key has no page numbers.
    theirs = re.sub(r'<ul class="govuk-pagination__list">.*</ul>', "", UPSTREAM[case], flags=re.S)
    assert normal(draw(CALLS[case])) == normal(theirs)


@pytest.mark.parametrize("case", FIELDS, ids=" ".join)
def test_a_field_draws_itself_with_the_markup_of_the_release(case):
    drawn = draw("{% field form.x %}", form=FIELDS[case])
    theirs = UPSTREAM[case].replace(' role="group"', "")
    assert normal(drawn) == normal(theirs)


def test_the_question_of_a_page_is_its_heading():
    drawn = draw("{% question form.x %}", form=FIELDS["input", "default"])
    assert '<h1 class="govuk-label-wrapper"><label' in drawn
    hints = {"gateway": GATEWAY, "verify": VERIFY}
    field = forms.ChoiceField(
        label="How do you want to sign in?",
        choices=[
            ("gateway", "Sign in with Government Gateway"),
            ("verify", "Sign in with GOV.UK Verify"),
        ],
        widget=widgets.Radios(hints=hints),
    )
    theirs = normal(UPSTREAM["radios", "with hints on items"])
    assert normal(draw("{% question form.x %}", form=one(field))) == theirs


def test_what_a_field_holds_is_escaped():
    form = one(forms.CharField(label="<b>", help_text="<script>"), {"x": '"><script>'})
    drawn = draw("{% field form.x %}", form=form)
    assert "&quot;&gt;&lt;script&gt;" in drawn and "<script" not in drawn.replace("<script>", "", 1)
    for call in (
        "{% back_link t t %}", "{% tag t t %}", "{% warning t %}", "{% harm '' t %}",
        "{% row t t change=t %}", "{% panel t %}{{ t }}{% endpanel %}",
        "{% data_table t cells table %}", "{% breadcrumbs t t %}", "{% task t t url=t hint=t %}",
        "{% identity_bar t t %}{% identity t t %}{% endidentity_bar %}", "{% sparkline n t %}",
        "{% event t None by=t kind=t %}{% endevent %}", "{% button t href=t %}",
        "{% table t %}{% endtable %}", "{% details t %}{% enddetails %}",
    ):  # fmt: skip
        hostile = '"><script>alert(1)</script>'
        drawn = draw(call, t=hostile, cells=[hostile], table=[[hostile]], n=[1, 2])
        assert "<script" not in drawn, call


def test_words_are_escaped_although_the_same_words_were_drawn_as_markup_before():
    """What is drawn is kept for the next row: safe text and typed text of the same signs apart."""
    words = "<b>said</b>"
    for call in ("{% harm 'high' t %}", "{% tag t %}"):
        assert words in draw(call, t=mark_safe(words)), call
        assert words not in draw(call, t=words), call


def test_the_words_of_a_choice_are_escaped():
    drawn = str(one(forms.ChoiceField(choices=[('"><script>', "<b>Loud</b>")]))["x"])
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_an_answer_that_asks_for_more_shows_the_other_field_once():
    class Contact(forms.Form):
        how = forms.ChoiceField(
            choices=[("phone", "Phone"), ("none", "No")],
            widget=widgets.Radios(reveals={"phone": ["number"]}),
        )
        number = forms.CharField(required=False, label="Number")

    drawn = draw("{{ form }}", form=Contact())
    assert drawn.count('name="number"') == 1
    assert drawn.index("gs-revealed") < drawn.index('name="number"')
    assert "(optional)" not in drawn


def test_the_page_shows_every_component_with_how_to_call_it(client, db):
    page = client.get("/design").content.decode()
    for group in GALLERY:
        for example in group.examples:
            assert f'id="component-{example.code}"' in page
    assert "{% harm &quot;high&quot;" in page
    assert len([e for g in GALLERY for e in g.examples]) >= 20


def test_the_page_repeats_no_id_and_has_no_inline_style_or_script(client, db):
    found = tags(client.get("/design").content.decode())
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    assert sorted(ids) == sorted(set(ids))
    assert not [a for _, a in found if "style" in a or any(k.startswith("on") for k in a)]


def test_every_link_of_an_error_summary_leads_to_an_answer(client, db):
    found = tags(client.get("/design").content.decode())
    ids = {attrs.get("id") for _, attrs in found}
    links = [a["href"] for t, a in found if t == "a" and a.get("href", "").startswith("#refused")]
    assert links and {link[1:] for link in links} <= ids
    told = [i for _, a in found for i in (a.get("aria-describedby") or "").split()]
    assert set(told) <= ids
