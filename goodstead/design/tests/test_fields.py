"""Dates, times and files as people give them, and words for what was refused."""

from datetime import date, time

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from goodstead.design import fields, widgets


def asked(field, **data):
    form = type("Asked", (forms.Form,), {"x": field})(data)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    "day,month,year,found",
    [
        ("2", "3", "2026", date(2026, 3, 2)),
        (" 02", "March ", "2026", date(2026, 3, 2)),
        ("29", "feb", "2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_write_it(day, month, year, found):
    form = asked(fields.Date(), x_day=day, x_month=month, x_year=year)
    assert form.cleaned_data == {"x": found}


@pytest.mark.parametrize(
    "day,month,year,words",
    [
        ("", "3", "2026", "When must include a day"),
        ("", "", "2026", "When must include a day and a month"),
        ("29", "2", "2026", "When must be a real date"),
        ("2", "3", "26", "When must have a year of 4 numbers"),
        ("2", "smarch", "2026", "When must be a real date"),
        ("9" * 400, "3", "2026", "When must be a real date"),
        ("٣", "3", "٢٠٢٦", "year of 4 numbers"),
        ("", "", "", "Enter when"),
    ],
)
def test_a_date_that_cannot_be_says_which_part_is_wrong(day, month, year, words):
    form = asked(fields.Date(label="When"), x_day=day, x_month=month, x_year=year)
    assert words in form["x"].plain_errors[0]
    assert f'value="{year}"' in str(form["x"]) or not year


@pytest.mark.parametrize(
    "typed,found",
    [
        ("9am", time(9)), ("9.30 pm", time(21, 30)), ("21:30", time(21, 30)), ("12am", time(0)),
        ("12pm", time(12)), ("midnight", time(0)), ("Midday", time(12)), ("9:05p.m.", time(21, 5)),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed, found):
    assert asked(fields.TimeOfDay(), x=typed).cleaned_data == {"x": found}


@pytest.mark.parametrize("typed", ["25:00", "9:75", "13pm", "soon", "0am", "9" * 500])
def test_a_time_that_cannot_be_is_refused(typed):
    assert asked(fields.TimeOfDay(), x=typed)["x"].plain_errors == [
        "Enter a time, such as 9:30am or 21:30"
    ]


def test_a_line_break_counts_as_the_browser_counts_it():
    assert asked(fields.LongText(max_length=3), x="a\r\nb").cleaned_data == {"x": "a\nb"}
    told = asked(fields.LongText(label="Story", max_length=3), x="abcd")["x"].plain_errors
    assert told == ["“Story” must be 3 characters or fewer; you have 4"]


def test_several_files_arrive_as_a_list():
    one, two = (SimpleUploadedFile(f"{n}.txt", b"x") for n in "ab")
    form = type("Asked", (forms.Form,), {"x": fields.Files()})(
        {}, MultiValueDict({"x": [one, two]})
    )
    assert form.is_valid() and form.cleaned_data["x"] == [one, two]
    optional = type("Asked", (forms.Form,), {"x": fields.Files(required=False)})({}, {})
    assert optional.is_valid() and optional.cleaned_data["x"] == []
    empty = SimpleUploadedFile("c.txt", b"")
    form = type("Asked", (forms.Form,), {"x": fields.Files()})(
        {}, MultiValueDict({"x": [one, empty]})
    )
    assert form["x"].plain_errors == ["The file is empty. Choose another file"]


@pytest.mark.parametrize(
    "field,typed,words",
    [
        (forms.CharField(label="Full name"), "", "Enter full name"),
        (forms.CharField(label="ASB reference"), "", "Enter ASB reference"),
        (forms.CharField(label="Who are you?"), "", "Answer the question “Who are you?”"),
        (forms.ChoiceField(label="Post", choices=[("a", "A")]), "", "Choose post"),
        (forms.ChoiceField(label="Post", choices=[("a", "A")]), "z", "Choose one of the answers"),
        (forms.IntegerField(label="Age"), "x", "Enter age in the format"),
        (forms.IntegerField(label="Age", max_value=9), "10", "“Age” must be 9 or less"),
        (forms.CharField(label="Name"), "a\x00", "a character that we cannot keep"),
        (forms.CharField(label="N", error_messages={"required": "Say it"}), "", "Say it"),
    ],
)
def test_a_refusal_says_what_to_do(field, typed, words):
    assert words in asked(field, x=typed)["x"].plain_errors[0]


def test_a_field_that_may_be_left_out_says_so_unless_the_form_says_it_elsewhere():
    field = forms.CharField(label="Nickname", required=False)
    assert "Nickname (optional)" in asked(field).as_div() + str(asked(field)["x"].as_field_group())
    quiet = type("Quiet", (forms.Form,), {"x": field, "mark_optional": False})()
    assert "(optional)" not in quiet["x"].as_field_group()
    ticked = forms.BooleanField(label="Agree", required=False)
    assert "(optional)" not in asked(ticked)["x"].as_field_group()


def test_what_a_browser_would_refuse_by_itself_is_left_to_us():
    form = asked(forms.IntegerField(min_value=1, max_value=3), x="9")
    drawn = form["x"].as_field_group()
    assert "required" not in drawn and "max=" not in drawn and 'inputmode="numeric"' in drawn
    assert 'maxlength="' not in asked(forms.CharField(max_length=5), x="a")["x"].as_field_group()


def test_a_list_of_answers_keeps_what_was_chosen():
    form = asked(
        forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=widgets.Checkboxes),
        x="b",
    )
    drawn = form["x"].as_field_group()
    assert 'value="b" checked' in drawn and 'value="a" checked' not in drawn
