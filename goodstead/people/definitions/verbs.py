"""Sentences for what happens here. What the need is stays on the person's page."""

VERBS: dict[str, str] = {
    "people.person_added": "Person added",
    "people.name_changed": "Name corrected",
    "people.details_changed": "Details of the person changed",
    "people.contact_linked": "Contact details linked to the person",
    "people.vulnerability_noted": "Vulnerability noted: look again by {review_on}",
    "people.vulnerability_ended": "Vulnerability no longer applies",
}
