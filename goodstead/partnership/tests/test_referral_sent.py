"""The last page of a referral says that it arrived, and nothing of what it was."""


def test_it_says_so_to_anybody(client, db):
    html = client.get("/referral-sent").content.decode()
    assert "We have it" in html and "999" in html
