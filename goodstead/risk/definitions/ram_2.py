"""RAM-1 read with caution: too few answers never come to the lowest band.

Questions, points and bands are those of version 1. New is that three or more questions left
unsaid, which could still raise the band, make it at least Medium. Refusing to answer is kept as
refusing, not as zero (the source of version 1); three is what the public form takes, a local
default.
"""

from .instruments import CautiousInstrument
from .ram_1 import BANDS, PROMPTS, QUESTIONS, RAM_1

RAM_2 = CautiousInstrument(
    code=RAM_1.code,
    version=2,
    title=RAM_1.title,
    source=RAM_1.source,
    status=RAM_1.status,
    questions=QUESTIONS,
    bands=BANDS,
    prompts=PROMPTS,
    enough=RAM_1.enough,
    unsaid=3,
    unsaid_floor="medium",
)
