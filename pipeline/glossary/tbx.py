"""The term base as TBX: what our fields are called there, and writing it.

Written is version 2 (ISO 30042:2008, `martif`, data categories as types), which translate-toolkit
and Weblate read. `tbx_reading` reads it, and version 3 (2019) in both its styles.

    preferred                    administrativeStatus: preferredTerm-admn-sts
    admitted, forbidden          admittedTerm-admn-sts, deprecatedTerm-admn-sts
    type, part of speech         termType, partOfSpeech
    gender, number               grammaticalGender, grammaticalNumber
    subject, definition          descrip subjectField, definition
    policy keep                  descrip `Translation needed`: no, as Weblate and translate-toolkit have it

What TBX has no category for is a note with a prefix: `Policy: forbid`, `Status: admitted` (of a forbidden
concept's form), `Like: инсулин`, `Case-sensitive: yes`, `In translations only: yes`, `Id: 25(OH)D` (of an id
that is no XML name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from pipeline.glossary.concepts import Concept, Form, Policy
from pipeline.languages import LANGUAGES, bcp47

TERM_TYPES = {"full": "fullForm", "short": "shortForm", "abbreviation": "abbreviation"}
PARTS_OF_SPEECH = {"noun": "noun", "adj": "adjective", "verb": "verb", "adv": "adverb"}
GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter"}
NUMBERS = {"pl": "plural"}
PREFERRED, ADMITTED, FORBIDDEN = (f"{s}Term-admn-sts" for s in ("preferred", "admitted", "deprecated"))
_PREFIXES = (
    "Id",
    "Policy",
    "Translation needed",
    "Status",
    "Like",
    "Case-sensitive",
    "In translations only",
    "Note",
)

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
<martifHeader>
<fileDesc>
<titleStmt><title>termlock term base</title></titleStmt>
<sourceDesc><p>Written by termlock.</p></sourceDesc>
</fileDesc>
<encodingDesc><p type="XCSURI">TBXXCSV02.xcs</p></encodingDesc>
</martifHeader>
<text>
<body>
"""
_TAIL = "</body>\n</text>\n</martif>\n"
_XML_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def serialize(concepts: Iterable[Concept], languages: Sequence[str] = LANGUAGES) -> bytes:
    """TBX of concepts in their order."""
    entries = (line for concept in concepts for line in _entry(concept, languages))
    return (_HEAD + "".join(f"{line}\n" for line in entries) + _TAIL).encode("utf-8")


def _entry(concept: Concept, languages: Sequence[str]) -> Iterator[str]:
    is_name = _XML_NAME.fullmatch(concept.id)
    yield f'<termEntry id="{concept.id}">' if is_name else "<termEntry>"
    if concept.subject:
        yield _typed("descrip", "subjectField", concept.subject)
    if concept.definition:
        yield _typed("descrip", "definition", concept.definition)
    if concept.policy is Policy.KEEP:
        yield _typed("descrip", "Translation needed", "no")
    if not is_name:
        yield _note(f"Id: {concept.id}")
    if concept.policy is Policy.FORBID:
        yield _note("Policy: forbid")
    if concept.note:
        yield _note(_free_note(concept.note))
    for language in languages:
        if language in concept.terms:
            yield from _language(concept, language)
    yield "</termEntry>"


def _language(concept: Concept, language: str) -> Iterator[str]:
    terms = concept.terms[language]
    forbid = concept.policy is Policy.FORBID
    yield f'<langSet xml:lang="{bcp47(language)}">'
    for index, form in enumerate(terms.approved):
        status = ADMITTED if index else PREFERRED
        yield f"<tig><term>{escape(form.text)}</term>"
        yield from _categories(form)
        # No tool may take a form of a forbidden concept for an approved one.
        yield _typed("termNote", "administrativeStatus", FORBIDDEN if forbid else status)
        if forbid:
            yield _note(f"Status: {status.removesuffix('Term-admn-sts')}")
        if form.like:
            yield _note(f"Like: {form.like}")
        if form.case_sensitive:
            yield _note("Case-sensitive: yes")
        if form.only_target:
            yield _note("In translations only: yes")
        yield "</tig>"
    for text in terms.forbidden:
        yield f"<tig><term>{escape(text)}</term>"
        yield _typed("termNote", "administrativeStatus", FORBIDDEN)
        yield "</tig>"
    yield "</langSet>"


def _categories(form: Form) -> Iterator[str]:
    yield _typed("termNote", "termType", TERM_TYPES[form.type])
    if form.pos:
        yield _typed("termNote", "partOfSpeech", PARTS_OF_SPEECH[form.pos])
    if form.gender:
        yield _typed("termNote", "grammaticalGender", GENDERS[form.gender])
    if form.number:
        yield _typed("termNote", "grammaticalNumber", NUMBERS[form.number])


def _free_note(text: str) -> str:
    """A person's note; one that looks like ours gets the prefix `Note: `, which is taken off on reading."""
    return f"Note: {text}" if re.match(rf"(?:{'|'.join(_PREFIXES)}): ", text) else text


def _typed(element: str, kind: str, text: str) -> str:
    return f"<{element} type={quoteattr(kind)}>{escape(text)}</{element}>"


def _note(text: str) -> str:
    return f"<note>{escape(text)}</note>"
