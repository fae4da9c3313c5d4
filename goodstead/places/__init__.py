"""Premises, streets, postcodes, wards, small areas and patches, and which of them a point lies in.

Points are British National Grid metres, whole numbers. Nothing here knows of people or cases: a
search for a place gives the same answer whatever has happened there.
"""
