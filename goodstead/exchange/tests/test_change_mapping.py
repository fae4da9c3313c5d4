"""A mapping is corrected for the files to come."""

import pytest

from goodstead.exchange.models import Mapping

from .logs import COLUMNS

pytestmark = pytest.mark.django_db


def test_it_is_shown_as_kept_and_saved_as_changed(client, people, mapping):
    client.force_login(people.leader)
    page = f"/imports/mappings/{mapping.pk}"
    assert 'value="Incident Text"' in client.get(page).content.decode()
    columns = {f"column_{field}": column for field, column in COLUMNS.items()}
    typed = columns | {"column_text": "Narrative", "name": "Hartshire weekly", "types": ""}
    assert client.post(page, typed)["Location"] == "/imports"
    assert Mapping.objects.get().columns == COLUMNS | {"text": "Narrative"}


def test_one_that_is_not_there_is_not_found(client, people):
    client.force_login(people.leader)
    assert client.get("/imports/mappings/999").status_code == 404
