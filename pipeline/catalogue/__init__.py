"""Catalogues: `.po` files in and out, states of entries, and merging that loses nothing of a person's."""
