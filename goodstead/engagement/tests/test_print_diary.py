"""A sheet for a diary, to print."""


def test_the_sheet_has_its_headings_room_to_write_and_our_number(
    db, client, settings, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = client.get("/help/log/print-diary").content.decode()
    for heading in ("Day and date", "Began", "Ended", "What I saw and heard", "What it did to me"):
        assert heading in page
    assert page.count("gs-diary__row") >= 8
    assert settings.COUNCIL["telephone"] in page and "999" in page
    assert "Did this help?" in page
