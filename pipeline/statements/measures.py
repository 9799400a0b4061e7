"""What doses are counted in at home: tablets, drops, spoons, glasses.

Tablets, pills and capsules count as one: each language calls them as it likes, 粒 counts them all.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model import Span

_MEASURES = {
    "tablet": {
        "en": r"tablets?|pills?|caplets?|capsules?|softgels?|lozenges?",
        "ru": r"таблет\w+|пилюл\w+|капсул\w+|пастил\w+",
        "zh": r"片(?!面|刻|段|区)|粒(?!子|细胞|径)|颗(?!粒)",
    },
    "drop": {"en": r"drops?", "ru": r"капл\w{1,3}|капель(?!н)\w{0,2}", "zh": "滴(?!定)"},
    "teaspoon": {
        "en": r"(?:level |heaped |scant )?(?:teaspoon\w*|tsp)",
        "ru": r"(?:\w+ )?чайн\w+ лож\w+|ч\.\s?л\.|чайн\w+",
        "zh": "茶匙|小勺|小匙",
    },
    "tablespoon": {
        "en": r"(?:level |heaped |scant )?(?:tablespoon\w*|tbsp)",
        "ru": r"(?:\w+ )?столов\w+ лож\w+|ст\.\s?л\.|столов(?:ой|ую|ых|ыми)\b",
        "zh": "汤匙|大勺|大匙|餐匙",
    },
    "spoon": {"en": r"spoon\w*|scoops?", "ru": r"лож\w+|мерн\w+ лож\w+", "zh": "[勺匙]"},
    "glass": {"en": r"glass(?:es)?|cups?", "ru": r"стакан\w*|чаш\w+|круж\w+", "zh": "[杯碗]"},
    "bottle": {"en": r"vials?|bottles?|ampoules?", "ru": r"флакон\w*|бутыл\w+|ампул\w*", "zh": "瓶|安瓿"},
}
SPOONS = frozenset({"spoon", "teaspoon", "tablespoon"})


@lru_cache(maxsize=3)
def _pattern(language: str) -> re.Pattern[str]:
    end = "" if language == "zh" else r"(?!\w)"
    kinds = "|".join(f"(?P<{kind}>(?:{words[language]}){end})" for kind, words in _MEASURES.items())
    gap = {"en": r"(?:[ \u00a0-]of)?(?:[ \u00a0-]an?)?[ \u00a0-]", "ru": r"[ \u00a0-]?", "zh": r"\s?"}[
        language
    ]
    return re.compile(rf"{gap}(?:{kinds})", re.IGNORECASE)


def measure_at(text: str, position: int, language: str) -> tuple[str, Span] | None:
    """The measure that what ends at `position` counts, and where it stands."""
    found = _pattern(language).match(text, position)
    return (str(found.lastgroup), Span(*found.span())) if found and found.lastgroup else None


_ONE_EN = re.compile(r"\b(?:an?|every|each)(?: (?:whole|full|single|entire))?(?= )", re.IGNORECASE)
_WHOLE = {"ru": re.compile(r"\bцел\w+(?= )", re.IGNORECASE), "zh": re.compile("整"), "en": _ONE_EN}


def single_measures(text: str, language: str) -> list[tuple[str, Span]]:
    """Measures of which there is one without a number: `a tablet`, «целая таблетка», 整片."""
    found = (measure_at(text, one.end(), language) for one in _WHOLE[language].finditer(text))
    return [measure for measure in found if measure]
