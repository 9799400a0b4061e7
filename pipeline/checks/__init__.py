"""Checks of translations: one small class each, in a visible registry."""
