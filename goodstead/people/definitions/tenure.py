"""How a person lives in their home. The service is the same for all; nobody is asked first."""

TENURES: dict[str, str] = {
    "": "Not known",
    "council": "Council tenant",
    "housing_association": "Housing association tenant",
    "private_rent": "Rents privately",
    "owner": "Owns the home",
    "leaseholder": "Leaseholder",
    "temporary": "Temporary accommodation",
    "none": "No fixed home",
    "other": "Something else",
}
