"""Reading TBX: version 2 (2008), and version 3 (2019) with categories as attributes (DCA) or as tags (DCT).

    v2       martif  termEntry     langSet  tig, ntig   <termNote type="partOfSpeech">noun</termNote>
    v3 DCA   tbx     conceptEntry  langSec  termSec     the same
    v3 DCT   tbx     conceptEntry  langSec  termSec     <min:partOfSpeech>noun</min:partOfSpeech>

What a category says is read wherever it stands, in groups or not. What our concepts have no field for
is counted and told, so that nothing gets lost without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline import languages
from pipeline.errors import GlossaryError
from pipeline.glossary import tbx
from pipeline.glossary.concepts import (
    Concept,
    Form,
    Policy,
    Terms,
    clean_line,
    clean_text,
    guess_type,
)
from pipeline.model import Finding, Severity
from pipeline.safe_xml import Element, XmlError, scan

ENTRIES = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_INNER = ENTRIES | _LANGUAGES | _TERMS
_GROUPS = frozenset({"termGrp", "termNoteGrp", "descripGrp", "adminGrp", "descripNote"})
_TYPES = {
    **{name: kind for kind, name in tbx.TERM_TYPES.items()},
    **dict.fromkeys(("acronym", "initialism", "abbreviatedForm", "symbol"), "abbreviation"),
    "clippedTerm": "short",
}
_PARTS = {name: pos for pos, name in tbx.PARTS_OF_SPEECH.items()} | {"properNoun": "noun"}
_GENDERS = {name: gender for gender, name in tbx.GENDERS.items()}
_NUMBERS = {name: number for number, name in tbx.NUMBERS.items()}
_STATUSES = (
    ("forbidden", ("deprecated", "superseded", "obsolete", "forbidden", "rejected")),
    ("preferred", ("preferred", "standardized", "legal", "regulated")),
)
_STATUS_CATEGORIES = ("administrativeStatus", "normativeAuthorization")
_PREFIXED = {
    "Id": r".+",
    "Policy": "forbid",
    "Translation needed": r"(?i:no|yes)",
    "Status": "preferred|admitted",
    "Like": r"[\w-]+",
    "Case-sensitive": "yes",
    "In translations only": "yes",
}
"""Prefixes of notes that say what TBX has no category for, and the values that they may have."""


def parse(data: bytes, path: str) -> tuple[tuple[Concept, ...], tuple[Finding, ...]]:
    """Concepts of a file in its order, and what is wrong in it; entries with errors are left out.

    Raises GlossaryError for a file that is no TBX or not safe to read.
    """
    reading = _Reading(path)
    try:
        root = scan(data, ENTRIES, reading.entry)
    except XmlError as error:
        message, advice = f"The XML cannot be read: {error.message}.", "Export it anew as TBX."
        raise GlossaryError(
            "glossary-unreadable", message, path=path, line=error.line, advice=advice
        ) from error
    if root.name not in ("martif", "tbx"):
        message = f"The file is no TBX: its root is <{root.name}>."
        advice = "A term base is <martif> (TBX 2) or <tbx> (TBX 3), or a CSV table."
        raise GlossaryError("glossary-unreadable", message, path=path, line=root.line, advice=advice)
    return tuple(reading.concepts), (*reading.findings, *reading.ignored_findings())


@dataclass(slots=True)
class _Facts:
    """What stands at one level, under the categories' names."""

    values: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    prefixed: dict[str, str] = field(default_factory=dict)
    """Our prefixed notes: `Like`: инсулин."""


@dataclass(frozen=True, slots=True)
class _Term:
    form: Form
    status: str
    """`preferred`, `admitted`, `forbidden`, or empty: not said."""


class _Reading:
    """One file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.concepts: list[Concept] = []
        self.findings: list[Finding] = []
        self.ignored: Counter[str] = Counter()

    def find(self, check: str, message: str, line: int, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(check, severity, message, self.path, line))

    def ignored_findings(self) -> Iterator[Finding]:
        if self.ignored:
            names = ", ".join(f"{name} ({count:,})" for name, count in self.ignored.most_common())
            message = f"What termlock has no field for is passed over: {names}."
            yield Finding("glossary-ignored", Severity.INFO, message, self.path)

    def entry(self, element: Element) -> None:
        facts = self.facts(element)
        found: dict[str, list[_Term]] = {}
        for section in _below(element, _LANGUAGES):
            language = self.language(section)
            if language:
                self.section(section, language, facts, found)
        name = clean_line(element.attributes.get("id") or element.attributes.get("xml:id", ""))
        if name and "Id" in facts.prefixed:
            facts.notes.append(f"Id: {facts.prefixed['Id']}")
        name = name or facts.prefixed.get("Id", "") or _slug(found)
        if not name:
            message = "An entry without id and without Russian, English or Chinese terms is left out."
            self.find("glossary-empty", message, element.line)
        elif concept := self.concept(name, facts, found, element.line):
            self.concepts.append(concept)

    def language(self, section: Element) -> str:
        code = section.attributes.get("xml:lang") or section.attributes.get("lang", "")
        language = languages.normalise(code)
        if not language or re.search(r"[-_](?:hant|tw|hk|mo)\b", code.lower()):
            self.ignored[f"language {code}" if code else "a language without xml:lang"] += 1
            return ""
        return language

    def section(self, section: Element, language: str, entry: _Facts, found: dict[str, list[_Term]]) -> None:
        """Add the terms of a language; what is said of the language belongs to the concept."""
        own = self.facts(section)
        for name in ("definition", "subjectField"):
            if value := own.values.pop(name, ""):
                self.add(entry.values, name, value)
        entry.notes += [f"{language}: {note}" for note in own.notes]
        self.ignored.update(own.values.keys())
        for element in _below(section, _TERMS):
            if term := self.term(element, language, entry):
                found.setdefault(language, []).append(term)

    def term(self, element: Element, language: str, entry: _Facts) -> _Term | None:
        facts = self.facts(element)
        values = facts.values
        text = clean_line(values.pop("term", ""))
        if not text:
            self.find("glossary-empty", f"A {language} term is empty and is passed over.", element.line)
            return None
        entry.notes += [f"{language}, {text}: {note}" for note in facts.notes]
        said = next((value for name in _STATUS_CATEGORIES if (value := values.pop(name, ""))), "")
        status = facts.prefixed.get("Status") or _status(said)
        form = Form(
            text,
            self.choice(values, "termType", _TYPES) or guess_type(text),
            self.choice(values, "partOfSpeech", _PARTS),
            self.choice(values, "grammaticalGender", _GENDERS),
            self.choice(values, "grammaticalNumber", _NUMBERS),
            facts.prefixed.get("Like", ""),
            "Case-sensitive" in facts.prefixed,
            "In translations only" in facts.prefixed,
        )
        self.ignored.update(values.keys())
        return _Term(form, status)

    @staticmethod
    def choice(values: dict[str, str], name: str, allowed: Mapping[str, str]) -> str:
        return allowed.get(values.pop(name, "").strip(), "")

    def facts(self, element: Element) -> _Facts:
        """All categories of one level."""
        facts = _Facts()
        for name, text in _categories(element):
            if name == "note":
                self.note(text, facts)
            else:
                self.add(facts.values, name, text)
        return facts

    def add(self, values: dict[str, str], name: str, text: str) -> None:
        if name in values and values[name] != text:
            self.ignored[f"further {name}"] += 1
        else:
            values[name] = text

    @staticmethod
    def note(text: str, facts: _Facts) -> None:
        prefix, _, value = text.partition(": ")
        if prefix in _PREFIXED and re.fullmatch(_PREFIXED[prefix], value):
            facts.prefixed[prefix] = value
        elif text:
            facts.notes.append(value if prefix == "Note" else text)

    def concept(
        self, name: str, facts: _Facts, found: Mapping[str, list[_Term]], line: int
    ) -> Concept | None:
        values = facts.values
        needed = values.pop("Translation needed", "") or facts.prefixed.get("Translation needed", "")
        policy = Policy.KEEP if needed.strip().lower() == "no" else Policy.TRANSLATE
        if "Policy" in facts.prefixed:
            policy = Policy.FORBID
        terms = {
            language: made
            for language in languages.LANGUAGES
            if language in found and (made := self.terms(name, language, found[language], line))
        }
        subject, definition = (values.pop(key, "") for key in ("subjectField", "definition"))
        self.ignored.update(values.keys())
        if not terms:
            self.find("glossary-empty", f"{name} has no term and is left out.", line)
            return None
        note = clean_text("\n".join(facts.notes))
        return Concept(
            name, policy, terms, note, clean_text(definition), clean_line(subject), self.path, line
        )

    def terms(self, name: str, language: str, found: list[_Term], line: int) -> Terms | None:
        approved = [term for term in found if term.status != "forbidden"]
        forbidden = tuple(term.form.text for term in found if term.status == "forbidden")
        if not approved:
            message = (
                f"{name} has forbidden {language} terms only; they are passed over. Add a preferred term."
            )
            self.find("glossary-no-preferred", message, line)
            return None
        first = next((term for term in approved if term.status == "preferred"), approved[0])
        return Terms(first.form, tuple(term.form for term in approved if term is not first), forbidden)


def _below(element: Element, names: frozenset[str]) -> Iterator[Element]:
    return (child for child in element.children if child.name in names)


def _categories(element: Element) -> Iterator[tuple[str, str]]:
    """Names and texts of one level's categories, groups opened, inner levels left out."""
    for child in element.children:
        if child.name in _INNER:
            continue
        if child.name in _GROUPS:
            yield from _categories(child)
        elif child.name.endswith("Grp"):
            yield child.name, child.text
        else:
            yield child.attributes.get("type") or child.name, clean_text(child.text)


def _status(said: str) -> str:
    said = said.strip().lower()
    if not said:
        return ""
    return next((status for status, words in _STATUSES if said.startswith(words)), "admitted")


def _slug(found: Mapping[str, list[_Term]]) -> str:
    """An id for an entry that has none, from its English term or its first one."""
    for language in ("en", *languages.LANGUAGES):
        for term in found.get(language, ()):
            return re.sub(r"[^\w]+", "-", term.form.text.lower()).strip("-")
    return ""
