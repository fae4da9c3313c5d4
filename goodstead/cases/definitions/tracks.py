"""The two ways that a case can go."""

ASB = "asb"
GOOD_NEIGHBOURHOOD = "good_neighbourhood"
TRACKS = {ASB: "Anti-social behaviour", GOOD_NEIGHBOURHOOD: "Good neighbourhood"}
