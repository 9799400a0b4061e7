"""termlock: offline, glossary-locked translation of articles into gettext catalogues."""

__version__ = "0.1.0"
