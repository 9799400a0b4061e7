"""How often each source of the corpus is seen, and in what order: what is close to health prose counts most."""

from __future__ import annotations

DOMAIN = "domain"
"""Tag of the in-domain pairs."""

WEIGHTS = {
    # health, food, and prose of an encyclopaedic or popular kind
    "covid19-datashare": 8.0, "nextstrain-narratives": 8.0, "HowToLiveLonger": 8.0, "daily-dozen": 5.0,
    "dailydozen": 4.0, "opensdg": 6.0, "offhtml": 4.0, "wger": 4.0, "xquad": 5.0, "smoothapp": 3.0,
    "androidaps": 2.0, "thrive": 3.0, "skycultures": 3.0, "opensource.guide": 4.0, "kalzium": 3.0,
    "openfoodfacts-terms": 2.0, "offtax": 2.0, "t:offtax": 1.0, "t:wger": 1.0, "gnuhealth": 1.5,
    "t:gnuhealth": 1.0, "hpo": 1.0, "icd10": 0.7, "t:icd10": 1.0, "tatoeba-anki": 1.5, "tatoeba_cmn": 1.5,
    # general prose
    "lctt": 0.5, "mozwww": 2.0, "mozlang": 2.0, "wesnoth": 0.8, "noctscata": 1.5, "scratch": 1.5,
    "moodle19": 0.7, "quran": 0.3, "debian-www": 0.5, "gnomedocs": 1.0, "mateguide": 0.5,
    # games and interfaces
    "gtnh": 0.2, "ss14": 0.4, "crawl": 0.5, "evolve": 0.7, "pokerogue": 0.4, "shatteredpd": 0.7,
    # manuals of software
    "php-doc": 0.1, "pythondoc": 0.1, "ms-cpp-docs": 0.1, "kubernetes-docs": 0.2, "blendermanual": 0.2,
    "yandex-cloud-docs": 0.2, "tarantool": 0.15, "learnxinyminutes": 0.2, "po4a": 0.4, "tortoisegit": 0.2,
    "t:blendermanual": 0.1, "t:pythondoc": 0.1, "t:idtagging": 0.3, "t:tortoisegit": 0.1, "t:moodle19": 0.2,
}  # fmt: skip
"""How often a pair is seen in each round of training, by the tag of its source; 0.5 for others."""

OTHERS = 0.5
