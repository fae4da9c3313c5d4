"""A report arrives: what follows from it, once, or nothing."""




def test_everything(submit, now):
    report, token = submit()
    print(report.reference, token, report.harm_band, report.harm_score, report.harm_words)
    assert report.person.name == "Vera Victim"
