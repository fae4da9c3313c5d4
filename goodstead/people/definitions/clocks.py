"""When what we know about a person must be looked at again."""

from goodstead.clocks.definitions.counting import Clock, Count, Unit

NEED_REVIEW = Clock(
    code="need_review",
    label="Ask again whether this need still holds",
    amount=6,
    unit=Unit.MONTHS,
    count=Count.FOLLOWING,
    source="Our own standard: what we know about a person is kept true",
    warn_days=7,
)
