"""The components. ``/design`` shows each with its markup and when to use it.

Whoever passes text passes plain text: it is escaped. Block tags (``{% panel %}…{% endpanel %}``)
take markup between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template import loader
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext

from .. import charts, dates, order
from ..definitions.bands import BANDS
from ..filtering import chosen_filters
from ..links import link_to

register = template.Library()
_HERE = "design/components/"
_KINDS = {"secondary", "warning", "inverse"}


# Getting about

register.simple_tag(link_to)


@register.simple_tag
def back_link(url: str, text: str = "Back") -> SafeString:
    """One step back. In ``{% block back %}``."""
    return format_html('<a href="{}" class="govuk-back-link">{}</a>', url, gettext(text))


@register.inclusion_tag(_HERE + "breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """``{% breadcrumbs "Cases" url "ASB-12" other_url %}``: words and address in turn."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag(_HERE + "sub_navigation.html")
def sub_navigation(items: Iterable[dict[str, Any]], label: str = "This case") -> dict[str, Any]:
    """The pages of one record. Items: ``{"text", "url", "current", "count" (optional)}``."""
    return {"items": items, "label": label}


@register.inclusion_tag(_HERE + "pagination.html")
def pagination(previous_url: str | None, next_url: str | None) -> dict[str, Any]:
    """Previous and next page. The list shell draws it."""
    return {"previous_url": previous_url, "next_url": next_url}


@register.inclusion_tag(_HERE + "filter_panel.html", takes_context=True)
def filter_panel(context: Any, filter: Any) -> dict[str, Any]:
    """The filter beside a list, each choice with a way back. The list shell draws it."""
    return chosen_filters(context["request"], filter)


@register.inclusion_tag(_HERE + "exit_this_page.html")
def exit_this_page() -> dict[str, Any]:
    """Away from here at once, for somebody who is being watched. In ``{% block exit %}``."""
    return {"url": settings.COUNCIL["safe_exit_url"]}


# Asking


@register.simple_tag
def field(bound: Any) -> SafeString:
    """One field with label, hint and error."""
    drawn: SafeString = bound.as_field_group()
    return drawn


@register.inclusion_tag("design/field.html")
def question(bound: Any) -> dict[str, Any]:
    """One field whose label is the heading of the page. Empty ``{% block headings %}`` with it."""
    return {"field": bound, "heading": True}


@register.inclusion_tag(_HERE + "button.html")
def button(text: str, kind: str = "", *, href: str = "", name: str = "", value: str = "") -> Any:
    """A button; with ``href`` a link that looks like one. ``kind``: secondary, warning, inverse."""
    if kind and kind not in _KINDS:
        raise ValueError(f"No such button: {kind}")
    return {"text": text, "kind": kind, "href": href, "name": name, "value": value}


@register.inclusion_tag(_HERE + "error_summary.html")
def error_summary(form: Any, *, focus: bool = True) -> dict[str, Any]:
    """What must be put right, with a link to each answer. The shells draw it for ``form``."""
    return {"form": form, "focus": focus}


# Telling


@register.inclusion_tag(_HERE + "flash_messages.html", takes_context=True)
def flash_messages(context: Any) -> dict[str, Any]:
    """What was just done. The shells draw it."""
    return {"messages": context.get("messages", ())}


@register.simple_block_tag
def notification(content: str, title: str = "Important", kind: str = "") -> SafeString:
    """A banner about the whole page. ``kind="success"`` for something done. At most one."""
    return format_html(
        '<div class="govuk-notification-banner{}" role="region" aria-labelledby="{}-title" '
        'data-module="govuk-notification-banner"><div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{}-title">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>',
        " govuk-notification-banner--success" if kind == "success" else "",
        slugify(title),
        slugify(title),
        gettext(title),
        content,
    )


@register.simple_block_tag
def phase_banner(content: str, phase: str) -> SafeString:
    """Which stage the service is in, and where to say what one thinks of it."""
    return format_html(
        '<div class="govuk-phase-banner govuk-width-container">'
        '<p class="govuk-phase-banner__content">'
        '<strong class="govuk-tag govuk-phase-banner__content__tag">{}</strong>'
        '<span class="govuk-phase-banner__text">{}</span></p></div>',
        phase,
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, *, open: bool = False) -> SafeString:
    """Something that only some readers need."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        mark_safe(" open") if open else "",
        gettext(summary),
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set apart: a quotation, somebody's own words, an example."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_tag
def warning(text: str) -> SafeString:
    """What happens to a person who does (or does not do) this. Rare, so that it is read."""
    return format_html(
        '<div class="govuk-warning-text">'
        '<span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">{}</span> {}</strong></div>',
        gettext("Warning"),
        gettext(text),
    )


@register.simple_block_tag
def panel(content: str, title: str, *, level: int = 1) -> SafeString:
    """The end of a journey: it is done, and this is the reference. It is the page's heading."""
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h{level} class="govuk-panel__title">'
        '{title}</h{level}><div class="govuk-panel__body">{content}</div></div>',
        level=level,
        title=gettext(title),
        content=content,
    )


@register.simple_block_tag
def restricted(content: str) -> SafeString:
    """The plain banner of a restricted case: who may see it."""
    return format_html(
        '<div class="gs-restricted"><strong class="gs-restricted__title">Restricted</strong>'
        '<div class="gs-restricted__text">{}</div></div>',
        content,
    )


@register.simple_tag
@lru_cache(maxsize=500, typed=True)  # fifty rows draw the same few; safe text is another type
def tag(text: str, colour: str = "") -> SafeString:
    """A status in one or two words. Colours: grey, green, teal, blue, purple, red, orange, yellow…"""
    extra = f" govuk-tag--{slugify(colour)}" if colour else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', extra, text)


@register.simple_tag
@lru_cache(maxsize=500, typed=True)  # fifty rows draw the same few; safe text is another type
def harm(band: str, why: str = "") -> SafeString:
    """The harm band in words, then its colour: ``{% harm "high" "threatened with violence" %}``."""
    found = BANDS[band or ""]
    reason = format_html(' <span class="gs-harm__why">{}</span>', why) if why else ""
    return format_html(
        '<span class="gs-harm"><strong class="gs-harm__band gs-harm__band--{}">{}</strong>{}</span>',
        found.look,
        found.words,
        reason,
    )


@register.simple_block_tag
def summary(content: str, *, compact: bool = False) -> SafeString:
    """Facts about one thing, or answers to check. Holds ``{% row %}`` and ``{% rowblock %}``."""
    extra = " gs-summary--compact" if compact else ""
    return format_html('<dl class="govuk-summary-list{}">{}</dl>', extra, content)


@register.inclusion_tag(_HERE + "summary_row.html")
def row(key: str, value: Any, *, change: str = "", action: str = "Change") -> dict[str, Any]:
    """``{% row "Where" "12 Elm Street" change=url %}``. Lines of the value stay lines."""
    return {"key": key, "value": value, "change": change, "action": action}


@register.simple_block_tag
def rowblock(content: str, key: str, *, change: str = "", action: str = "Change") -> SafeString:
    """As ``row``, with markup for the value."""
    facts = {"key": key, "value": content, "change": change, "action": action}
    return loader.render_to_string(_HERE + "summary_row.html", facts)


@register.simple_block_tag
def table(content: str, caption: str, *, size: str = "m", hidden: bool = False) -> SafeString:
    """A table that scrolls inside its box. You write ``thead`` and ``tbody``; numbers take the
    classes ``govuk-table__header--numeric`` and ``govuk-table__cell--numeric``."""
    look = "govuk-visually-hidden" if hidden else f"govuk-table__caption--{slugify(size)}"
    return format_html(
        '<div class="gs-scroll" tabindex="0" role="region" aria-label="{}"><table class="govuk-table">'
        '<caption class="govuk-table__caption {}">{}</caption>{}</table></div>',
        caption,
        look,
        caption,
        content,
    )


@register.inclusion_tag(_HERE + "data_table.html")
def data_table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, numeric: str = "",
    size: str = "s", hidden: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """A table from lists; the first cell heads its row. ``numeric="2,3"``: columns of numbers,
    counted from 1."""
    numbers = {int(column) for column in numeric.split(",") if column}
    return {
        "caption": caption,
        "size": size,
        "hidden": hidden,
        "head": [(text, place in numbers) for place, text in enumerate(head, start=1)],
        "rows": [
            [(_grouped(cell), place in numbers) for place, cell in enumerate(cells, start=1)]
            for cells in rows
        ],
    }


def _grouped(cell: Any) -> Any:
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else cell


@register.simple_block_tag
def timeline(content: str, label: str = "What happened") -> SafeString:
    """What happened, newest first. Holds ``{% event %}``."""
    return format_html(
        '<div class="moj-timeline gs-timeline" role="list" aria-label="{}">{}</div>', label, content
    )


@register.simple_block_tag
def event(
    content: str, title: str, at: datetime | date | None, *, by: str = "", kind: str = "",
    now: datetime | None = None,
) -> SafeString:  # fmt: skip
    """One thing that happened. ``kind``: a word such as Call, Visit, Legal; ``kind="victim"`` sets
    the victim's words apart."""
    words = {"victim": "Victim’s words", "legal": "Legal step"}.get(kind, kind)
    when = dates.moment(at, now) if isinstance(at, datetime) else dates.day(at)
    return format_html(
        '<div class="moj-timeline__item gs-timeline__item--{}" role="listitem">'
        '<div class="moj-timeline__header"><h3 class="moj-timeline__title">{}</h3>{}</div>'
        '<p class="moj-timeline__date">{}<time datetime="{}">{}</time></p>'
        '<div class="moj-timeline__description">{}</div></div>',
        slugify(kind) or "plain",
        title,
        format_html('<p class="moj-timeline__byline">by {}</p>', by) if by else "",
        format_html('<span class="gs-timeline__kind">{}</span>', words) if words else "",
        at.isoformat() if at else "",
        when,
        content,
    )


@register.simple_block_tag
def task_list(content: str) -> SafeString:
    """What is to be done, each with how it stands. Holds ``{% task %}``."""
    return format_html('<ul class="govuk-task-list">{}</ul>', content)


@register.inclusion_tag(_HERE + "task.html")
def task(name: str, status: str, *, url: str = "", colour: str = "", hint: str = "") -> Any:
    """``{% task "Agree the plan" "Not started" url=… colour="blue" %}``. Done has no colour."""
    key = slugify(name)
    return {
        "name": name, "status": status, "url": url, "colour": colour, "hint": hint, "key": key
    }  # fmt: skip


@register.simple_block_tag
def identity_bar(content: str, title: str, subtitle: str = "") -> SafeString:
    """Which record this page is about; the same on each of its pages. Holds ``{% identity %}``."""
    return format_html(
        '<div class="moj-identity-bar gs-identity"><div class="gs-identity__names">'
        '<span class="gs-identity__title">{}</span>{}</div><dl class="gs-identity__facts">{}</dl></div>',
        title,
        format_html(' <span class="gs-identity__subtitle">{}</span>', subtitle) if subtitle else "",
        content,
    )


@register.simple_tag
def identity(name: str, value: Any) -> SafeString:
    """One fact in the identity bar."""
    return format_html(
        '<div class="gs-identity__fact"><dt>{}</dt><dd>{}</dd></div>', name, value or "–"
    )


@register.simple_block_tag
def next_step(content: str, title: str = "What happens next") -> SafeString:
    """What happens next, who does it and by when. On every page about something unfinished."""
    return format_html(
        '<div class="gs-next"><h2 class="govuk-heading-m">{}</h2>{}</div>', gettext(title), content
    )


# Charts


@register.inclusion_tag(_HERE + "line_chart.html")
def line_chart(chart: charts.Chart, key: str = "", level: int = 3) -> dict[str, Any]:
    """A line for each series, with the target, and the numbers in a table. ``level`` is that of
    its heading."""
    named = {"key": key or slugify(chart.title), "level": level}
    return {"chart": chart, "drawing": charts.lines(chart), **named}


@register.inclusion_tag(_HERE + "bar_chart.html")
def bar_chart(chart: charts.Chart, key: str = "") -> dict[str, Any]:
    """A bar for each label. The numbers stand beside the bars and in a table."""
    return {"chart": chart, "drawing": charts.bars(chart), "key": key or slugify(chart.title)}


@register.simple_tag
def sparkline(values: Iterable[float | None], words: str) -> SafeString:
    """A trend in words with its picture: ``{% sparkline scores "Up from 12 to 24" %}``."""
    known = [value for value in values if value is not None]
    picture: str = ""
    if len(known) > 1:
        points = charts.spark(known)
        x, y = points.split(" ")[-1].split(",")
        picture = format_html(
            '<svg class="gs-spark" width="96" height="24" viewBox="0 0 96 24" aria-hidden="true" '
            'focusable="false"><polyline points="{}"></polyline>'
            '<circle cx="{}" cy="{}" r="3"></circle></svg> ',
            points, x, y,
        )  # fmt: skip
    return format_html('<span class="gs-trend">{}{}</span>', picture, words)


# Words: {{ date|day }}, {{ at|moment:now }}, {{ due|by_when:now }}, {{ at|plain_time }}

for words in (dates.day, dates.weekday, dates.moment, dates.by_when, dates.plain_time):
    register.filter(words.__name__, words)
register.filter("by_name", order.by_name)
