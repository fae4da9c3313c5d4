"""What people in the story answer is what the form offers."""

from goodstead.demo import words
from goodstead.intake.definitions.asking import Kind
from goodstead.intake.definitions.report_forms import FORM


def test_every_sentence_has_answers_that_the_form_offers():
    for kind, (_, sentences) in words.TROUBLE.items():
        branch = FORM.branch(kind)
        assert branch and len(words.ABOUT[kind]) == len(sentences), kind
        known = {question.code: question for question in branch.questions}
        for given in words.ABOUT[kind]:
            for code, said in given.items():
                question = known[code]
                chosen = said if question.kind == Kind.MANY else [said]
                if question.answers:
                    assert all(question.answer(one) for one in chosen), (kind, code)
