"""Figures that tell a package's quality: text with human translations in, shares and scores out."""
