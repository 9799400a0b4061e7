"""Measurements of matching, locking and engines; never part of the installed package."""
