"""Speed of whole runs, paired with argostranslate and with the limit: `make bench`."""
