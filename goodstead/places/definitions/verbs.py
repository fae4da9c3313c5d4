"""Sentences for what happened to places."""

VERBS: dict[str, str] = {
    "places.premises_added": "Address added, placed by {placed_by}",
    "places.areas_loaded": "{new} areas of kind {kind} added and {altered} changed from {source}",
    "places.area_put_on_patch": "{kind} {code} put on the patch {patch}",
    "places.postcodes_loaded": "{new} postcodes added and {altered} changed from {source}",
    "places.streets_loaded": "{new} streets added and {altered} changed from {source}",
}
