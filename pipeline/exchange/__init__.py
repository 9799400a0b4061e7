"""Catalogues and memories in the formats of other tools."""
