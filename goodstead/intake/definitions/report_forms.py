"""Every version of the reporting form, and the one in use. Answers name the version they belong to."""

from __future__ import annotations

from . import report_form_v1, report_form_v2, report_form_v3
from .asking import ReportForm

FORM: ReportForm = report_form_v3.FORM
FORMS: dict[str, ReportForm] = {
    form.version: form for form in (report_form_v1.FORM, report_form_v2.FORM, FORM)
}
