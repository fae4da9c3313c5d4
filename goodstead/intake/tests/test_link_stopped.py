"""The page after a link was stopped says nothing of which one."""


def test_it_is_open_to_anybody_and_has_a_way_out(client, db):
    page = client.get("/link-stopped")
    html = page.content.decode()
    assert page.status_code == 200 and "tel:999" in html and "Exit this page" in html
