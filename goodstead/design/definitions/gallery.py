"""The components in the order of the page that documents them, each with when to use it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """``code`` names the template in ``design/examples/`` that shows the component."""

    code: str
    name: str
    when: str


@dataclass(frozen=True)
class Group:
    name: str
    examples: tuple[Example, ...]


GALLERY: tuple[Group, ...] = (
    Group(
        "Getting about",
        (
            Example("back_link", "Back link", "On each page of a journey, above the heading."),
            Example("breadcrumbs", "Breadcrumbs", "Where a page lies below a list. Not in a journey."),
            Example("sub_navigation", "Sub-navigation", "The pages of one record, under its identity bar."),
            Example("identity_bar", "Identity bar", "On every page of a case: which one, whose, how bad, what is next."),
            Example("pagination", "Pagination", "Under a list. There are no page numbers: a list is paged by key."),
            Example("filter_panel", "Filter", "Beside a list. What is chosen is told in words and can be taken back."),
            Example("exit_this_page", "Exit this page", "On pages that somebody may have to leave at once because they are being watched. Three presses of Shift do the same."),
        ),
    ),
    Group(
        "Asking",
        (
            Example("question", "One question a page", "For the public. The question is the heading."),
            Example("text", "Text", "A short answer. The width hints at its length. A hint says why, or shows an example."),
            Example("long_text", "Longer text", "Several lines. It counts the characters when there is a limit."),
            Example("radios", "Radios", "One of a few answers. An answer can carry a hint, or ask for more."),
            Example("checkboxes", "Checkboxes", "Any number of answers."),
            Example("select", "Select", "One of many answers, for staff who know the list. Else radios."),
            Example("date", "Date", "A date that the person knows. A month can be typed as a word."),
            Example("files", "Files", "Photographs and papers."),
            Example("password", "Password", "To sign in. It can be shown."),
            Example("errors", "Errors", "A summary first, then each error at its answer. What was typed stays."),
            Example("button", "Button", "One green button a page. It says what it does."),
        ),
    ),
    Group(
        "Telling",
        (
            Example("next_step", "What happens next", "On every page about something unfinished: who does what by when."),
            Example("notification", "Notification", "Something about the whole page. A message after a change draws itself so."),
            Example("panel", "Panel", "The end of a journey, with the reference."),
            Example("warning", "Warning", "A consequence. Rare, so that it is read."),
            Example("restricted", "Restricted", "On every page of a record that few may see: who they are."),
            Example("inset", "Inset", "Somebody’s own words, or an example."),
            Example("details", "Details", "Help that only some readers need."),
            Example("phase_banner", "Phase", "While a service is new."),
            Example("summary", "Summary list", "Facts about one thing, or answers to check, each with a way to change it."),
            Example("table", "Table", "Numbers to compare, lined up to the right. It scrolls in its own box on a phone."),
            Example("rows", "Rows", "A list that is read: the matter, the facts, and why it stands here."),
            Example("tag", "Tag", "A state in one or two words."),
            Example("harm", "Harm badge", "The band in words, its colour after, and the reason beside it."),
            Example("timeline", "Timeline", "What happened, newest first. The victim’s own words are set apart."),
            Example("task_list", "Task list", "What is still to be done, and how each stands."),
        ),
    ),
    Group(
        "Numbers",
        (
            Example("line_chart", "Line chart", "A measure by month, with its target. The table below has the same numbers."),
            Example("bar_chart", "Bar chart", "Kinds compared."),
            Example("sparkline", "Trend", "A direction in words, with a small picture."),
            Example("dates", "Dates and times", "As people say them."),
        ),
    ),
)  # fmt: skip
