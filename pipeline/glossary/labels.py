"""How forms are written in a cell of a table: `K2 [short]|calcified [adj]|менахинон [m like:инсулин]`.

    |                            between forms
    [short] [full] [abbreviation]  type; what is all in capitals is an abbreviation by itself
    [noun] [adj] [verb] [adv]    part of speech of a derived form
    [m] [f] [n] [pl]             gender, and that there is no singular
    [like:инсулин]               the dictionary word that it declines like
    [case]                       only this very case of letters is the term
    [target]                     accepted in a translation, no term by itself in a source
    \\|  \\[  \\\\                   the character itself

Several labels stand in one pair of brackets, separated by spaces or commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pipeline.glossary.concepts import GENDERS, PARTS_OF_SPEECH, TYPES, Form, clean_line, guess_type

Complain = Callable[[str], None]
"""Is told what is wrong with a cell."""

LABELS = (*TYPES, *PARTS_OF_SPEECH, *GENDERS, "pl", "case", "target", "like:WORD")
_LABELLED = re.compile(r"^(.*?)\s*\[([^\[\]]*)\]$", re.DOTALL)
_LIKE = re.compile(r"like:([\w-]+)")
# Characters that mean something, while a cell is taken apart; no cell may hold these.
_ESCAPES = {r"\\": "\x01", r"\|": "\x02", r"\[": "\x03"}
_ESCAPED = re.compile(r"\\[\\|\[]")
_MEANT = str.maketrans({"\x01": "\\", "\x02": "|", "\x03": "["})


def read_texts(cell: str) -> tuple[str, ...]:
    """The forms of a cell without labels, such as forbidden ones."""
    return tuple(_plain(value) for value in _values(cell))


def read_forms(cell: str, complain: Complain) -> tuple[Form, ...]:
    """The forms of a cell; a label that is not known is told and passed over."""
    return tuple(form for value in _values(cell) if (form := _form(value, complain)))


def _values(cell: str) -> list[str]:
    hidden = _ESCAPED.sub(lambda found: _ESCAPES[found.group()], cell) if "\\" in cell else cell
    return [value for part in hidden.split("|") if (value := clean_line(part))]


def _plain(value: str) -> str:
    return value.translate(_MEANT)


def _form(value: str, complain: Complain) -> Form | None:
    found = _LABELLED.match(value) if value.endswith("]") else None
    text, labels = (found.group(1), re.split(r"[ ,]+", found.group(2).strip(" ,"))) if found else (value, [])
    text = _plain(clean_line(text))
    if not text:
        complain(f"“{_plain(value)}” has labels and no term.")
        return None
    values = _labels(text, labels, complain)
    return Form(
        text,
        values.get("type") or guess_type(text),
        values.get("pos", ""),
        values.get("gender", ""),
        values.get("number", ""),
        values.get("like", ""),
        "case" in values,
        "target" in values,
    )


def _labels(text: str, labels: Iterable[str], complain: Complain) -> dict[str, str]:
    values: dict[str, str] = {}
    for label in labels:
        name, value = _meaning(label)
        if not name:
            complain(
                f"“{text}” has the label [{_plain(label)}], which is not known; it is passed over. Known are "
                f"{', '.join(LABELS)}. Brackets that belong to the term are written \\[."
            )
        elif values.setdefault(name, value) != value:
            complain(f"“{text}” has the labels [{values[name]}] and [{value}]; the first is used.")
    return values


def _meaning(label: str) -> tuple[str, str]:
    kinds = (("type", TYPES), ("pos", PARTS_OF_SPEECH), ("gender", GENDERS), ("number", ("pl",)))
    for name, allowed in kinds:
        if label in allowed:
            return name, label
    if found := _LIKE.fullmatch(label):
        return "like", found.group(1)
    return (label, label) if label in ("case", "target") else ("", "")


def write_texts(texts: Iterable[str]) -> str:
    """The cell that `read_texts` reads so."""
    return "|".join(_escaped(text) for text in texts)


def write_forms(forms: Iterable[Form]) -> str:
    """The cell that `read_forms` reads so."""
    return "|".join(_written(form) for form in forms)


def _written(form: Form) -> str:
    labels = [
        form.type if form.type != guess_type(form.text) else "",
        form.pos,
        form.gender,
        form.number,
        f"like:{form.like}" if form.like else "",
        "case" if form.case_sensitive else "",
        "target" if form.only_target else "",
    ]
    shown = " ".join(label for label in labels if label)
    return f"{_escaped(form.text)} [{shown}]" if shown else _escaped(form.text)


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|")
    return escaped.replace("[", "\\[") if text.endswith("]") else escaped
