"""Every message there is, in the words that people read."""

from .wording import ALWAYS, MessageTemplate, WrongVariables, hide_links

_SIGNED = "\n\n{council}\nTelephone {telephone}"
_DANGER = "In danger now? Call 999. If you cannot speak, press 55 when asked."
_QUIET = "A message from {council}"

_TEMPLATES = (
    MessageTemplate(
        code="report_received",
        purpose="We have your report",
        answers=True,
        variables=frozenset({"reference", "next_step", "next_by", "follow_link"}),
        subject="We have your report: {reference}",
        body=(
            "Thank you for telling us. Your reference is {reference}.\n\n"
            "What happens next\n{next_step} by {next_by}.\n\n"
            "See how it stands\n{follow_link}\n"
            "Keep this link to yourself. Anyone who has it can read what we tell you.\n\n" + _DANGER
        )
        + _SIGNED,
        neutral_subject=_QUIET,
        neutral_body=(
            "Thank you for getting in touch with us. We have what you sent and somebody will read "
            "it. Please open this message when you are on your own.\n\n"
            "Your reference is {reference}. We will be in touch by {next_by}, in the way that you "
            "told us is safe.\n\n"
            "To see how things stand:\n{follow_link}\n\n"
            "You may want to delete this message after reading it.\n\n" + _DANGER
        )
        + _SIGNED,
    ),
    MessageTemplate(
        code="report_received_without_link",
        purpose="We have your report",
        answers=True,
        variables=frozenset({"reference", "next_step", "next_by"}),
        subject="We have your report: {reference}",
        body=(
            "Thank you for telling us. Your reference is {reference}.\n\n"
            "What happens next\n{next_step} by {next_by}.\n\n"
            "If you have more to tell us, or it gets worse, call us and give your reference.\n\n"
            + _DANGER
        )
        + _SIGNED,
        neutral_subject=_QUIET,
        neutral_body=(
            "Thank you for getting in touch with us. We have what you sent and somebody will read "
            "it. We will be in touch by {next_by}, in the way that you told us is safe.\n\n"
            "Your reference is {reference}. You can call us before then if anything changes.\n\n"
            "You may want to delete this message after reading it.\n\n" + _DANGER
        )
        + _SIGNED,
    ),
    MessageTemplate(
        code="report_read",
        purpose="We have read your report",
        answers=True,
        variables=frozenset({"reference"}),
        subject="We have read your report: {reference}",
        body=(
            "Thank you for telling us. Your reference is {reference}.\n\n"
            "An officer has read your report and decided what to do with it. Call us and give your "
            "reference if you want to know what it is, or if it happens again.\n\n" + _DANGER
        )
        + _SIGNED,
        neutral_subject=_QUIET,
        neutral_body=(
            "Thank you for getting in touch with us. Somebody has read what you sent. Please open "
            "this message when you are on your own. You can call us when it is safe for you.\n\n"
            "You may want to delete this message after reading it.\n\n"
            "Your reference is {reference}.\n\n" + _DANGER
        )
        + _SIGNED,
    ),
    MessageTemplate(
        code="case_opened",
        purpose="Your officer",
        variables=frozenset({"reference", "officer", "contact_by"}),
        subject="{officer} is looking after your case: {reference}",
        body=(
            "We have opened a case about what you told us. Your reference is {reference}.\n\n"
            "Your officer is {officer}. They will contact you by {contact_by}, in the way that you "
            "asked for.\n\n"
            "If something happens before then, tell us. You do not need to wait. Call us and give "
            "your reference.\n\n" + _DANGER
        )
        + _SIGNED,
        neutral_subject=_QUIET,
        neutral_body=(
            "{officer} from the council is looking after what you told us. They will contact you by "
            "{contact_by}, only in the way that you said is safe.\n\n"
            "Your reference is {reference}. You can call us before then if anything changes.\n\n"
            "You may want to delete this message after reading it.\n\n" + _DANGER
        )
        + _SIGNED,
    ),
    MessageTemplate(
        code="plan_agreed",
        purpose="A copy of your plan",
        variables=frozenset({"reference", "officer", "steps", "review_by"}),
        several_lines=frozenset({"steps"}),
        subject="The plan we agreed: {reference}",
        body=(
            "This is a copy of what we agreed with you. Your reference is {reference}.\n\n"
            "What will be done\n{steps}\n\n"
            "We will look at the plan with you again by {review_by}. If something in it is wrong, "
            "or things get worse, call {officer}.\n\n" + _DANGER
        )
        + _SIGNED,
        neutral_subject=_QUIET,
        neutral_body=(
            "This is to confirm what {officer} agreed with you. To keep it private we do not "
            "write it down here. Call us and we will read it to you or give you a copy safely.\n\n"
            "Your reference is {reference}. We will go through it with you again by {review_by}."
            "\n\nYou may want to delete this message after reading it.\n\n" + _DANGER
        )
        + _SIGNED,
    ),
    MessageTemplate(
        code="case_closed",
        purpose="Your case is closed",
        variables=frozenset({"reference", "officer", "reason", "summary", "reopen_by"}),
        several_lines=frozenset({"summary"}),
        subject="We have closed your case: {reference}",
        body=(
            "We have closed your case. Your reference is {reference}.\n\n"
            "Why we closed it\n{reason}\n\n"
            "What was done\n{summary}\n\n"
            "If it starts again\nCall us and give your reference. Until {reopen_by} we open the "
            "same case again. After that we open a new one and read this one beside it.\n\n"
            "If you think that not enough was done\n"
            "You can ask for an anti-social behaviour case review. The council, the police and "
            "others then look again together at what was done.\n\n"
            "If you are unhappy with how we treated you\n"
            "You can complain to us. If our answer does not settle it, you can go to the "
            "Ombudsman. It is free.\n\n"
            "You can start any of these with a call to us, or ask {officer}.\n\n" + _DANGER
        )
        + _SIGNED,
        neutral_subject=_QUIET,
        neutral_body=(
            "{officer} has finished the work that we agreed with you. We can explain it to you at "
            "a time that is safe. Please call us to hear more.\n\n"
            "Your reference is {reference}. If you need us again, call us. Until {reopen_by} we "
            "start again from where we stopped, so you do not have to tell everything twice.\n\n"
            "You have the right to ask that others look again at what was done, and to tell us "
            "if you are unhappy with how we treated you. Call us and we will explain both.\n\n"
            "You may want to delete this message after reading it.\n\n" + _DANGER
        )
        + _SIGNED,
    ),
    MessageTemplate(
        code="survey_invitation",
        purpose="How did we do?",
        variables=frozenset({"reference", "survey_link", "answer_by"}),
        subject="How did we do? Two questions",
        body=(
            "We closed your case {reference}. May we ask you two questions about it?\n\n"
            "1. How satisfied are you with the way we dealt with it?\n"
            "2. How satisfied are you with the outcome?\n\n"
            "It takes less than five minutes:\n{survey_link}\n\n"
            "Please answer by {answer_by}. You do not have to. Your answers do not change how we "
            "treat you, and what we publish never shows who said what."
        )
        + _SIGNED,
        neutral_subject="Two questions from {council}",
        neutral_body=(
            "May we ask you two questions about how we did? You do not have to answer. Please open "
            "this message when you are on your own.\n\n"
            "It takes less than five minutes:\n{survey_link}\n\n"
            "Please answer by {answer_by}. Your reference is {reference}. What we publish never "
            "shows who said what.\n\n"
            "You may want to delete this message after reading it."
        )
        + _SIGNED,
    ),
    MessageTemplate(
        code="contact_changed",
        purpose="Your contact details changed",
        variables=frozenset(),
        to_previous=True,
        subject="Your contact details with us have changed",
        body=(
            "We were asked to change how we contact you. From now on we use the new details.\n\n"
            "If you did not ask for this, call us as soon as you can."
        )
        + _SIGNED,
        neutral_subject=_QUIET,
        neutral_body="We have something to tell you. Please call us." + _SIGNED,
    ),
)

TEMPLATES: dict[str, MessageTemplate] = {template.code: template for template in _TEMPLATES}

__all__ = ["ALWAYS", "TEMPLATES", "MessageTemplate", "WrongVariables", "hide_links"]
