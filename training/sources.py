"""How often each source of the corpus is seen, and in what order: what is close to health prose counts most."""

from __future__ import annotations

DOMAIN = "domain"
"""Tag of the in-domain pairs."""

WEIGHTS = {
    # health, food, and prose of an encyclopaedic or popular kind
    "covid19-datashare": 4.0, "nextstrain-narratives": 4.0, "HowToLiveLonger": 4.0, "daily-dozen": 3.0,
    "dailydozen": 3.0, "opensdg": 3.0, "offhtml": 3.0, "wger": 3.0, "xquad": 3.0, "smoothapp": 2.0,
    "androidaps": 1.5, "thrive": 2.0, "skycultures": 2.0, "opensource.guide": 2.5, "kalzium": 1.5,
    "openfoodfacts-terms": 2.0, "offtax": 2.0, "t:offtax": 1.0, "t:wger": 1.0, "gnuhealth": 1.5,
    "t:gnuhealth": 1.0, "hpo": 1.0, "icd10": 0.6, "t:icd10": 1.0, "tatoeba-anki": 1.5, "tatoeba_cmn": 1.5,
    # general prose
    "lctt": 0.8, "mozwww": 1.5, "mozlang": 1.5, "wesnoth": 1.0, "noctscata": 1.0, "scratch": 1.2,
    "moodle19": 0.8, "quran": 0.5, "debian-www": 0.7, "gnomedocs": 1.0, "mateguide": 0.7,
    # games and interfaces
    "gtnh": 0.4, "ss14": 0.5, "crawl": 0.6, "evolve": 0.7, "pokerogue": 0.5, "shatteredpd": 0.8,
    # manuals of software
    "php-doc": 0.3, "pythondoc": 0.35, "ms-cpp-docs": 0.35, "kubernetes-docs": 0.4, "blendermanual": 0.4,
    "yandex-cloud-docs": 0.4, "tarantool": 0.35, "learnxinyminutes": 0.4, "po4a": 0.5, "tortoisegit": 0.4,
    "t:blendermanual": 0.2, "t:pythondoc": 0.2, "t:idtagging": 0.4, "t:tortoisegit": 0.2, "t:moodle19": 0.3,
}  # fmt: skip
"""How often a pair is seen in each round of training, by the tag of its source; 0.7 for others."""

OTHERS = 0.7
