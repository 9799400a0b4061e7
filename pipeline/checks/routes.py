"""How a medicine gets into the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.base import Example, Subject
from pipeline.model import Finding

_ROUTES = {
    "intravenous": (
        r"intraven\w*|IV\b|into a vein|drip\b",
        r"внутривенн\w*|в вену|капельниц\w*",
        r"静脉(?!曲张|血栓)|滴注|静滴|输液",
    ),
    "intramuscular": (
        r"intramuscul\w*|into (?:a|the) muscle",
        r"внутримышечн\w*|в мышцу",
        r"肌肉注射|肌注|肌肉内",
    ),
    "subcutaneous": (r"subcutan\w*|under the skin", r"подкожн\w*|под кожу", r"皮下"),
    "oral": (
        r"oral(?:ly)?\b|by mouth|swallow\w*",
        r"внутрь|перорал\w*|через рот|проглот\w*|глота\w+",
        r"口服|内服|吞服|吞咽",
    ),
    "external": (
        r"external\w*|topical\w*|on the skin|ointment\w*",
        r"наружн\w*|местно\b|мазь\w*|на кожу",
        r"外用|外敷|涂抹|药膏",
    ),
    "sublingual": (r"sublingual\w*|under the tongue", r"под язык\w*|сублингв\w*", r"舌下"),
    "eyes": (r"eyes?\b|ophthalm\w*", r"глаз\w*", r"眼"),
    "ears": (r"ears?\b", r"ух[оауе]\b|уш(?:и|ей|ах|н)\w*", r"耳"),
    "nose": (r"nos(?:e|tril)\w*|nasal\w*", r"нос(?:а|у|овой|овые|ов)?\b|назальн\w*", r"鼻"),
}
"""Patterns of English, Russian and Chinese."""
_LANGUAGES = ("en", "ru", "zh")
_Found = dict[str, re.Match[str]]


class Routes:
    id = "routes"
    title = "Route exchanged"
    explanation = (
        "By mouth, under the tongue, into a vein, into a muscle, on the skin, into the eyes: the source names ways "
        "into the body, and the translation names others and none of these. An error in machine drafts, else a warning."
    )
    good = Example("en-ru", "For intramuscular use only.", "Только для внутримышечного введения.")
    bad = Example("en-ru", "For intramuscular use only.", "Только для внутривенного введения.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here = _routes(subject.plain_text, subject.source)
        there = _routes(subject.plain_translation, subject.target) if here else {}
        if here and there and not here.keys() & there.keys():
            said, wrong = next(iter(here.values())), next(iter(there.values()))
            message = f"“{said.group()}” of the source is “{wrong.group()}” in the translation."
            yield subject.finding(self.id, subject.grave, message, wrong.span())


# Several hypotheses of one source are judged one after the other.
@lru_cache(maxsize=256)
def _routes(text: str, language: str) -> _Found:
    """The routes that a text names, each by its first word."""
    found = ((name, pattern.search(text)) for name, pattern in _patterns(language))
    return {name: word for name, word in found if word}


@lru_cache(maxsize=3)
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    place, edge = _LANGUAGES.index(language), "" if language == "zh" else r"\b"
    return tuple(
        (name, re.compile(f"{edge}(?:{words[place]})", re.IGNORECASE)) for name, words in _ROUTES.items()
    )
