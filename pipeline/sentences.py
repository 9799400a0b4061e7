"""Where sentences end: sentencex's boundaries, corrected by rules of our own.

sentencex knows no `т. е.`, `мкг.`, `et al.` and cuts no Chinese sentence at `；`; its list of
abbreviations cannot be added to. So its boundaries are candidates: some are moved behind
closing marks, some are vetoed, and Chinese ones are added.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_CLOSERS = "\"'»”’)]}）」』】》〉"
_NOT_CLOSED = re.compile(r"[(（«“「『][^)）»”」』]*$")

# Never the end of a sentence: something must follow.
_RU_INNER = re.compile(
    r"(?:^|[\s(«„])(?:т\.\s?е|т\.\s?к|т\.\s?н|т\.\s?о|напр|прил|подп|чл|чл\.-корр|рис|табл|илл|гл|разд|см|ср|ок|им|проф|акад|доц|д-р|ул|пл|просп|"
    r"обл|р-н|стр|с|п|пп|ст|гр|св|макс|приблиз|соотв|сокр|англ|лат|нем|фр|греч|рус|кит|букв|перен|ред|изд|вып|т|кн)\.$",
    re.IGNORECASE,
)
# The end only if a new sentence visibly begins.
_RU_OUTER = re.compile(
    r"(?:^|[\s(«/\d])(?:т\.\s?д|т\.\s?п|п\.\s?п|др|пр|млн|млрд|тыс|трлн|руб|коп|мг|мкг|кг|г|гг|в|вв|мл|л|дл|ед|МЕ|ч|час|мин|сек|сут|нед|мес|"
    r"лет|см|мм|м|м/с|км|шт|рт\.\s?ст|табл|капс|экз|чел|проц|ккал|ммоль)\.$",
    re.IGNORECASE,
)
_EN_INNER = re.compile(
    r"(?:^|[\s(\"“])(?:e\.\s?g|i\.\s?e|cf|vs|viz|approx|ca|circa|Fig|Figs|Tab|Eq|Ref|Refs|Vol|pp|ed|eds|Dr|Prof|Mr|Mrs|Ms|"
    r"St|Jr|Sr|Ch|Sec|resp|esp|incl|max|est|dept|al)\.$",
    re.IGNORECASE,
)
_EN_OUTER = re.compile(
    r"(?:^|[\s(/\d])(?:mcg|mg|kg|g|ml|mL|IU|oz|lb|lbs|h|hr|hrs|min|sec|wk|wks|mo|yr|yrs|etc|[mµn]?mol/L|m/s|L|dL|day|"
    r"a\.m|p\.m|Inc|Ltd|Co)\.$"
)
_ET_AL = re.compile(r"\bet al\.$|\bи др\.$|\bи соавт\.$")
_JOURNAL = re.compile(
    r"(?:^|\s)(?:Am|J|Clin|Nutr|Med|Res|Sci|Eur|Br|Int|Rev|Biol|Chem|Thromb|Haemost|Osteoporos|Assoc|Heart|Cardiol|Arch|Ann|Proc|"
    r"Natl|Acad|Engl|Metab|Endocrinol|Physiol|Pharmacol|Ther|Adv|Curr|Opin|Exp|Mol|Cell|Bone|Miner|Epidemiol|Suppl|Soc)\.$"
)
_JOURNAL_GOES_ON = re.compile(r"(?:[A-Z][a-z]*\s){0,2}[A-Z][a-z]*\.|\d|,")
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}$")
_BEGINNER = re.compile(
    r"(?:The|This|That|These|Those|There|It|Its|She|He|They|We|You|In|On|At|As|If|When|But|And|However|For|No)\s"
)
_BEHIND_ACRONYM = re.compile(rf"\b(?:[A-Z]\.){{2,}}\s+(?={_BEGINNER.pattern})")
_NOTED = re.compile(r"(?<=[a-zа-яё)»”]{2})[.!?]\d{1,3}(?:[,–-]\d{1,3})*\s+(?=[A-ZА-ЯЁ«“])")
"""A raised note behind the full stop: `It is safe.1 It is cheap.2`."""
_INITIAL = re.compile(r"(?:^|[\s(.«])[A-ZА-ЯЁ]\.$")
# A single letter that is a name's last word, not an initial: `vitamin K.`, `гепатит B.`
_LETTER_NAME = re.compile(
    r"(?:vitamins?|витамин\w*|групп\w+|hepatitis|гепатит\w*|type|тип\w*|class|класс\w*|and|и|или|or|figure|omega)\s[A-ZА-ЯЁ]\.$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?:таблица|табл\.|рисунок|рис\.|схема|глава|часть|раздел|шаг|этап|день|"
    r"table|figure|fig\.|box|chart|chapter|part|section|step|stage|day|вопрос|question)"
    r"\s+(?:\d{1,3}|[IVX]{1,4})[.)]$|^\s*(?:ответ|answer|вопрос|question)\.$",
    re.IGNORECASE,
)
_RU_MONTH = re.compile(r"(?:^|\s)(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\.$", re.IGNORECASE)
_RU_WHEN = re.compile(r"(?:^|[.!?]\s)\S{1,5}\s(?:\d{4}(?:\s?[–-]\s?\d{2,4})?\s?гг?|[IVX]+\s?вв?)\.$")
"""«В 2019 г. Минздрав ...» goes on."""
_RU_CITY = re.compile(r"(?:^|[^\d\s])\s?\bг\.$")
"""`из г. Лидс`, where no number stands before."""
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-zА-Яа-я]|[IVX]{1,4})[.)]$")
_ZH_LABEL = re.compile(r"(?:图|表|第|卷|式|例)\s?\d+\.$")
# Behind a quotation the sentence goes on when it tells who said it: “……。”病人轻声说道。
_ZH_SAID = re.compile(
    r"(?:然后|于是|接着|随后)|[^。！？；”]{0,24}(?:[说說道问問答喊写寫]|告诉|解释|强调|表示)"
)
_DASH = re.compile(r"[–—-]\s")

_PLAIN_WORD = re.compile(r"(?:\s|-)[a-zа-яё]{3,}\.$|^No\.$")
_ELLIPSIS_BEHIND = re.compile(r"(?:…|\.{3})[»”\"]?\s+(?=[A-ZА-ЯЁ«“])")
# A sentence in brackets: `(See Table 1.) The rest ...`
_NAMED = re.compile(r"\s[A-ZА-ЯЁ]\.[\"”»]\s+(?=[A-ZА-ЯЁ])")
"""`"Activator X." He ...`, no initial."""
_IN_BRACKETS = re.compile(r"(?:^|[.!?…]\s+)\([^()]*[.!?…]\)\s+(?=[A-ZА-ЯЁ«“])")
_NOTE = re.compile(r"\[\d[\d,;\s–-]*\]\s*")
_SHORT_QUOTE = {"ru": 150, "en": 150, "zh": 60}
"""Characters: a quotation up to there is not cut, so that its marks stay in one segment."""
_QUOTES = dict(zip("«“„「『", ("»", "”", "“”", "」", "』"), strict=True))
_CAPITAL_BEHIND = re.compile(r"\.\s+(?=[A-ZА-ЯЁ«“Α-Ωα-ω])")

# In Chinese a sentence ends at these, with what closes it; `;` `!` `?` beside Han count too.
_ZH_END = re.compile(
    rf"(?:[。！？；]+|(?<=[\u3400-\u9fff{re.escape(_CLOSERS)}])[!?;]+)[{re.escape(_CLOSERS)}]*\s*"
)


def sentence_starts(text: str, language: str) -> list[int]:
    """Offsets at which sentences after the first begin, ascending; white space belongs to what is before."""
    candidates = _by_sentencex(text, language)
    candidates |= _chinese(text) if language == "zh" else _behind_words(text, language)
    moved = sorted({_behind_closers(text, place) for place in candidates})
    starts: list[int] = []
    last = 0
    for place in moved:
        if last < place < len(text) and text[place:].strip() == "":
            break
        if last < place < len(text) and not _vetoed(text, last, place, language):
            starts.append(place)
            last = place
    return starts


def _by_sentencex(text: str, language: str) -> set[int]:
    import sentencex

    return {int(b["start_index"]) for b in sentencex.get_sentence_boundaries(language, text)} - {0}


def _chinese(text: str) -> set[int]:
    places: set[int] = set()
    for found in _ZH_END.finditer(text):
        places.add(found.end())
    return places


def _behind_words(text: str, language: str) -> set[int]:
    """Ends that sentencex takes for abbreviations: `were fed. Goose`, `30 g. Moderation`, `vitamin D. Low`."""
    outer = _RU_OUTER if language == "ru" else _EN_OUTER
    places: set[int] = set()
    for found in _CAPITAL_BEHIND.finditer(text):
        left = text[max(0, found.start() - 40) : found.start() + 1]
        if outer.search(left) or _LETTER_NAME.search(left) or _PLAIN_WORD.search(left):
            places.add(found.end())
    places |= {found.end() for found in _ELLIPSIS_BEHIND.finditer(text)}
    inner = _RU_INNER if language == "ru" else _EN_INNER
    for found in _NOTED.finditer(text):
        if not inner.search(text, max(0, found.start() - 40), found.start() + 1):
            places.add(found.end())
    places |= {found.end() for found in _BEHIND_ACRONYM.finditer(text)}
    places |= {found.end() for pattern in (_IN_BRACKETS, _NAMED) for found in pattern.finditer(text)}
    return places


def _behind_closers(text: str, place: int) -> int:
    """A boundary behind the marks that close the sentence, behind a note, and behind white space."""
    while place < len(text) and text[place] in _CLOSERS and text[place] not in "\"'":
        place += 1
    # `It is safe.[1] It is cheap. [2, 3]`
    note = _NOTE.match(text, place)
    if note and (note.end() == len(text) or not text[place - 1].isspace()):
        place = note.end()
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _vetoed(text: str, last: int, place: int, language: str) -> bool:
    """Whether the sentence goes on at `place`, though a candidate stands there."""
    left = text[max(last, place - 80) : place].rstrip()
    right = text[place : place + 40].lstrip()
    whole = text[last:place].rstrip()
    if _NUMBERING.match(whole) or _LABEL.match(whole) or _DASH.match(right) or right[:1] in ",;:":
        return True
    if _closes_aside(whole) or text[place - 1 : place + 1].strip() in (".-", ".‑"):
        return True
    if _inside_quotation(text, last, place, _SHORT_QUOTE[language]):
        return True
    if language == "zh":
        spoken = left[-1:] in '”’』」"' and bool(_ZH_SAID.match(right))
        return spoken or bool(_ZH_LABEL.search(left)) or _inside_brackets(left, text, place)
    if right[:1].islower() and not "α" <= right[:1] <= "ω":
        return True
    if _inside_brackets(left, text, place):
        return True
    return _abbreviated(left, right, language)


def _abbreviated(left: str, right: str, language: str) -> bool:
    if _ACRONYM.search(left):
        return not _BEGINNER.match(right)
    if _INITIAL.search(left) and not _LETTER_NAME.search(left):
        return True
    if _JOURNAL.search(left) and _JOURNAL_GOES_ON.match(right):
        return True
    begins = right[:1].isupper() or right[:1] in '«“"„('
    if (re.search(r"(?:^|\s)Nos?\.$", left) or _RU_MONTH.search(left)) and right[:1].isdigit():
        return True
    if right[:1] == "/" or (language == "ru" and _RU_CITY.search(left)):
        return True
    if _ET_AL.search(left):
        return not begins or right[:1] == "("
    if _RU_WHEN.search(left):
        return True
    inner, outer = (_RU_INNER, _RU_OUTER) if language == "ru" else (_EN_INNER, _EN_OUTER)
    if outer.search(left) and not (language == "ru" and re.search(r"\D\s?г\.$", left)):
        return not begins
    return bool(inner.search(left))


def _inside_brackets(left: str, text: str, place: int) -> bool:
    """Whether a bracket is open at `place` that closes soon after; quotation marks may hold sentences."""
    opened = _NOT_CLOSED.search(left)
    if not opened or opened.group()[0] not in "(（":
        return False
    closing = ")" if opened.group()[0] == "(" else "）"
    return closing in text[place : place + 200]


def _closes_aside(whole: str) -> bool:
    """Whether a mark and a bracket behind it end an aside, not the sentence around it: `... (oh yes!)`."""
    if not re.search(r"[.!?…。！？][\"”»]?[)）]$", whole):
        return False
    opened = max(whole.rfind("("), whole.rfind("（"))
    return bool(whole[:opened].strip()) if opened >= 0 else False


def _inside_quotation(text: str, last: int, place: int, longest: int) -> bool:
    """Whether a short quotation is open at `place`; `"` and `'` do not tell whether they open or close."""
    for at in range(place - 1, max(last, place - longest) - 1, -1):
        if text[at] in "»”」』":
            return False
        if text[at] in _QUOTES:
            closing = [text.find(mark, place, at + longest) for mark in _QUOTES[text[at]]]
            return any(end >= 0 for end in closing)
    return False


def line_starts(text: str) -> list[int]:
    """Offsets at which lines begin (`\\n` alone ends a line)."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def line_of(starts: list[int], offset: int) -> int:
    """1-based line of an offset."""
    return bisect_left(starts, offset + 1)
