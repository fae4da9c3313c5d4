"""HTML as a list of tags and words, so that two ways of writing the same page compare equal."""

from html.parser import HTMLParser

# Names of things differ from page to page; how they are joined is tested in a browser with axe.
FREE = {
    "id", "for", "name", "href", "aria-describedby", "aria-labelledby", "aria-controls",
    "data-aria-controls", "aria-invalid", "rows", "datetime", "nonce",
}  # fmt: skip
OURS = {"govuk-label--s", "govuk-fieldset__legend--s", "govuk-label--l"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        kept = {k: v or "" for k, v in attrs if k not in FREE}
        kept["class"] = " ".join(sorted(set(kept.get("class", "").split()) - OURS))
        self.found.append((tag, sorted(kept.items())))

    def handle_endtag(self, tag):
        self.found.append(f"/{tag}")

    def handle_data(self, data):
        if words := " ".join(data.split()):
            self.found.append(words)


def normal(html: str) -> list:
    """Tags with their classes and fixed attributes, and the words between."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def tags(html: str) -> list:
    """Every tag with all its attributes."""
    reader = _Tags()
    reader.feed(html)
    return reader.tags
