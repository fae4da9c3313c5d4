"""The page of thanks after a guide."""

from django.urls import reverse


def test_it_thanks_and_says_where_to_go_on(db, client, settings, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/help/talk/guide-answered").content.decode()
    assert "Thank you" in page and settings.COUNCIL["telephone"] in page
    assert reverse("engagement:help") in page and reverse("intake:start") in page
