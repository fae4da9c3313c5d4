"""Police street files as data.police.uk publishes them."""

ASB = "Anti-social behaviour"
ASB_CATEGORY = "police_asb"

COLUMNS = (
    "Crime ID",
    "Month",
    "Reported by",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "Crime type",
)
"""The columns that are read. Files have others; their order does not matter."""

TYPES = (
    ASB,
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
)
"""The types in use since September 2013 (data.police.uk, "About", changes to crime types)."""

OLDEST_YEAR = 2010
"""The first month published is December 2010."""

BATCH = 2_000
"""Rows that land in one transaction: short enough that a resident's report never waits long."""
