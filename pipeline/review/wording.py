"""The interface's words in English, Russian and Chinese, from gettext catalogues of our own.

Messages of the checks are made in English and stand so in catalogues; here their forms are known, so that the page
can say them in its own language.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from pipeline import languages
from pipeline.catalogue import po

LANGUAGES = ("en", "ru", "zh")
_NARROW = "\u202f"
_NO_BREAK = "\u00a0"

FINDINGS = (
    "%(what)s of the source is not in the translation; %(other)s of the translation is not in the source.",
    "This was not checked: the check stopped with “%(what)s”. Compare the texts, and report this.",
    "%(what)s of the source stand in another order: see which is which.",
    "Tags of the source are not in the translation: %(what)s",
    "Tags that are not in the source: %(what)s",
    "Tags are not nested properly.",
    "%(what)s of the source is not in the translation: a digit stands out of its place.",
    "“%(what)s…” (%(family)s) of the source is not in the translation.",
    "“%(what)s…” (%(family)s) of the translation is not in the source.",
    "%(what)s of the source is not in the translation.",
    "%(what)s of the translation is not in the source.",
    "%(what)s of the source is in the translation a number of %(other)s.",
    "%(what)s of the source has lost its unit in the translation.",
    "%(what)s of the source is per %(other)s, in the translation per %(third)s.",
    "%(what)s of the source is per %(other)s, which the translation lacks.",
    "%(what)s of the source has lost its minus in the translation.",
    "%(what)s of the translation has a minus that the source lacks.",
    "%(what)s of the source is turned round in the translation.",
    "The translation names another month than the source.",
    "“%(what)s” is to be translated as “%(other)s”.",
    "“%(what)s” is to stay as it is.",
    "“%(what)s” holds letters of another alphabet that only look like those of “%(other)s”.",
    "“%(what)s” is to be translated as (the glossary has no translation).",
    "The glossary forbids “%(what)s”.",
    "%(what)s characters where about %(other)s were expected.",
    "“%(what)s” is repeated.",
    "Most of the text is repetition.",
    "The engine stopped before the sentence ended.",
    "The source ends with “%(what)s”, the translation with no final mark.",
    "Letters of another script: %(what)s.",
    "Not a letter of the language's own script.",
    "The translation equals the source.",
    "The model hardly believes this itself (score %(what)s, least %(other)s).",
    "Tags were placed by guess: see to them.",
    "The engine gave no text.",
    "“%(what)s” was put in place of “%(other)s”: see that it fits.",
    "“%(what)s” was put in place of “%(other)s”: see that it stands where it should.",
    "“%(what)s” was put where the engine left it a place: see that it fits.",
    "Locked texts stand in another order than in the source: see that each is where it belongs.",
    "Translated in pieces around the terms: see that it reads as one sentence.",
    "%(what)s %%: “%(other)s” was translated “%(third)s”.",
    "U+%(what)s (%(other)s).",
    "“%(what)s” stands without the word that denies; the source denies: %(other)s.",
    "The source denies: %(what)s, and the translation denies less often.",
    "The source denies: %(what)s, and the translation denies nothing.",
    "“%(what)s” denies what the source does not.",
    "The translation denies more often than the source: %(what)s.",
    "“%(what)s” of the source is “%(other)s” in the translation.",
    "The doses stand beside other words than in the source: see which belongs to which.",
    "Between the numbers “%(what)s” stands no mark and no word.",
    "Left untranslated: %(what)s.",
    "“%(what)s” has no partner.",
    "“%(what)s” says a word twice.",
    "“%(what)s” stands twice.",
    "“%(what)s” is written in two alphabets.",
    "“%(what)s” is no Russian word.",
    "The translation holds no word.",
    "Elsewhere the same source is translated “%(what)s”.",
    "Another source has the same translation: “%(what)s”.",
    "The source ends with no mark, the translation with %(mark)s.",
    "The source ends with %(mark)s, the translation with no mark.",
    "The source ends with %(mark)s, the translation with %(other_mark)s.",
    "The source begins with a capital letter.",
    "The source begins with a small letter.",
    "White space at the beginning or end differs from the source.",
    "A space too many.",
    "A space between Chinese characters.",
    "“%(what)s” is a half-width mark beside Han.",
    "Russian sets %(what)s here.",
)
"""All forms of the checks' messages."""
_FORMS = tuple(
    (
        form,
        re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+?)", re.escape(form).replace("%%", "%")), re.DOTALL),
    )
    for form in FINDINGS
)


class Wording:
    """One language of the interface."""

    def __init__(self, language: str, messages: gettext.NullTranslations) -> None:
        self.language = language
        self.tag = languages.bcp47(language)
        """For `lang`."""
        self._messages = messages

    def gettext(self, message: str, **values: object) -> str:
        """A message; `%(name)s` in it is replaced by values."""
        text = self._messages.gettext(message)
        return text % values if values else text.replace("%%", "%")

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """A message with a number, which stands in it as `%(n)s`."""
        return self._messages.ngettext(one, many, number) % {"n": self.number(number), **values}

    def number(self, value: float) -> str:
        """A whole number with its thousands parted as the language does."""
        return f"{round(value):,}".replace(",", _NARROW if self.language == "ru" else ",")

    def percent(self, share: float) -> str:
        """A share, 0 to 1; 100 only where nothing is left."""
        shown = int(share * 100 + 1e-9)
        return f"{shown}{_NO_BREAK if self.language == 'ru' else ''}%"

    def decimal(self, value: float) -> str:
        """With two digits behind the mark and a true minus."""
        text = f"{value:.2f}".replace("-", "−")
        return text.replace(".", ",") if self.language == "ru" else text

    def finding(self, message: str) -> str:
        """A check's message in this language; as it is where its form is not known."""
        for form, pattern in _FORMS:
            if found := pattern.fullmatch(message):
                return self.gettext(
                    form, **{name: self._told(name, v) for name, v in found.groupdict().items()}
                )
        return message

    def _told(self, name: str, value: str) -> str:
        """What a check tells of, in the quotation marks of the language; marks and families of words by their names."""
        if name in ("family", "mark", "other_mark"):
            return self.gettext(value)
        return value.replace("“", "«").replace("”", "»") if self.language == "ru" else value


@cache
def wording(language: str) -> Wording:
    """The interface in a language; in English for one that it does not speak."""
    if language not in LANGUAGES or language == "en":
        return Wording("en", gettext.NullTranslations())
    file = resources.files("pipeline.review") / "locale" / f"{languages.locale_name(language)}.po"
    return Wording(language, po.messages(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=256)
def preferred(accepted: str) -> str:
    """The language of the interface for a browser's `Accept-Language`."""
    return next((code for code in _by_weight(accepted) if code in LANGUAGES), "en")


def _by_weight(accepted: str) -> Iterable[str]:
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(","):
        name, _, weight = part.partition(";q=")
        try:
            weighed.append((-float(weight or 1), languages.normalise(name, traditional=True)))
        except ValueError:
            continue
    return [code for _, code in sorted(weighed, key=lambda pair: pair[0])]
