"""The page of thanks."""

from django.urls import reverse


def test_it_thanks_and_says_whom_to_call(db, client, settings, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(reverse("engagement:survey-answered")).content.decode()
    assert "Thank you" in page and settings.COUNCIL["telephone"] in page
