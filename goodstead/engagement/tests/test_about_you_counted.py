"""The end of “About you”."""


def test_the_last_page_thanks_and_says_whom_to_call_in_danger(client, db):
    page = client.get("/about-you/thank-you").content.decode()
    assert "Thank you" in page
    assert 'href="tel:999"' in page
