"""The ways in which something reaches the council."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Channel:
    code: str
    name: str


CHANNELS = {
    c.code: c
    for c in (
        Channel("web", "Online form"),
        Channel("phone", "Telephone"),
        Channel("visit", "In person"),
        Channel("email", "Email"),
        Channel("letter", "Letter"),
        Channel("noise_app", "Noise App"),
        Channel("police", "Police"),
        Channel("partner", "Partner agency"),
        Channel("centre", "Hate crime reporting centre"),
        Channel("referral", "Partner referral"),
    )
}
