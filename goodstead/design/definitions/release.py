"""Which release of GOV.UK Frontend is in ``static/design/vendor``. A test compares the files."""

GOVUK_FRONTEND = "6.6.0"
