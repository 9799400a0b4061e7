"""What the page calls states, kinds of blocks, reasons and the like; said in its language by `Wording`."""

from __future__ import annotations

from pipeline.catalogue import states
from pipeline.checks.registry import CHECKS
from pipeline.errors import TermlockError
from pipeline.model import Entry, State
from pipeline.review.wording import Wording

STATES = {
    State.EMPTY: "No text",
    State.WITHHELD: "Draft withheld",
    State.DRAFT: "Draft",
    State.EDITED: "Not approved",
    State.CHANGED: "Source changed",
    State.MEMORY: "From the memory",
    State.APPROVED: "Approved",
}
KINDS = {
    "title": "Title",
    "p": "Paragraph",
    "li": "List item",
    "td": "Table cell",
    "th": "Table header",
    "dt": "Defined term",
    "dd": "Definition",
    "caption": "Caption",
    "figcaption": "Caption",
    "blockquote": "Quotation",
    "summary": "Summary",
    "legend": "Legend",
    "button": "Button",
    "option": "Option",
    "footnote": "Footnote",
    "question": "Question",
    "answer": "Answer",
    "alt": "Text for an image",
    "title-attribute": "Tooltip",
    "placeholder": "Placeholder",
    "aria-label": "Label for screen readers",
    "label": "Label",
    "meta:description": "Description",
}
HEADING = "Heading %(level)s"
REASONS = {
    "error": "open error",
    "changed": "source changed",
    "dose": "number with a unit",
    "negation": "negation",
    "number": "number",
    "warning": "warning",
    "terms": "terms",
    "score": "low score",
}
"""Why a segment stands where it does in the queue (`risk.WEIGHTS`)."""
SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Note"}
OTHER_FINDINGS = {
    "low-score": (
        "The engine is unsure",
        "The model itself gives its draft a low probability. Read it with care.",
    ),
    "tags-placed": (
        "Tags placed by guess",
        "The engine's alignment left doubt where the tags belong. Check that they stand around the right words.",
    ),
    "term-placed": (
        "Term put into the draft",
        (
            "The term base's form was put where the engine wrote something else or left a place. Check that it is the"
            " right word's place, and that case, number and gender fit."
        ),
    ),
    "number-placed": (
        "Number put into the draft",
        "The source's number was put in place of what the engine wrote. Check that it stands beside the right words.",
    ),
    "lock-order": (
        "Locked texts in another order",
        (
            "Terms and numbers stand in another order than in the source, and the engine's alignment does not say why."
            " Check that none has taken another's place."
        ),
    ),
    "in-pieces": (
        "Translated in pieces",
        (
            "The text was translated in pieces around its terms, for the engine lost them in the whole sentence. Check"
            " that it reads as one sentence."
        ),
    ),
    "memory-near": (
        "A similar text in the memory",
        "A person translated a similar text; see what of it can be used.",
    ),
    "empty": ("No draft", "The engine gave no text for this segment."),
}
"""Titles and explanations of findings that no check makes."""

ERRORS = {
    "entry-gone": "This segment is no longer in the catalogue: the article has changed. Copy your text, then load the"
    " page again.",
    "nothing-to-undo": "This can no longer be undone. Edit the text instead.",
    "nothing-to-approve": "There is no text to approve. Write one first.",
    "no-catalogue": "The catalogue is gone. Run: termlock run",
    "catalogue-unreadable": "The catalogue cannot be read. It is left as it is; mend it in a PO editor.",
    "catalogue-busy": "Another program holds the catalogue. Try again when it has finished.",
    "output-unwritable": "The catalogue cannot be written. What was there before is unchanged.",
    "not-signed": "You have not signed this.",
    "not-approved": "Not every text is approved yet.",
    "open-errors": "Some texts have open errors. Correct them first.",
    "same-person": "You approved some of these texts yourself. Another person must sign.",
}
"""What is said of errors (`TermlockError.code`)."""


def kind(name: str, words: Wording) -> str:
    """What a kind of block is called."""
    if len(name) == 2 and name[0] == "h" and name[1].isdigit():
        return words.gettext(HEADING, level=name[1])
    if name in KINDS:
        return words.gettext(KINDS[name])
    return name.removeprefix("meta:")


def explanation(check: str, words: Wording) -> tuple[str, str]:
    """The title of a check and what it looks for; its bare name where it is not known."""
    found = next(((c.title, c.explanation) for c in CHECKS if c.id == check), None)
    title, text = found or OTHER_FINDINGS.get(check, (check, ""))
    return words.gettext(title), words.gettext(text) if text else ""


def error(fault: TermlockError, words: Wording) -> str:
    """What is said of an error."""
    return words.gettext(ERRORS[fault.code]) if fault.code in ERRORS else str(fault)


def origin(entry: Entry, words: Wording) -> str:
    """Where the text of an entry is from: a machine with its package, the memory, a person."""
    current = states.state(entry)
    if current in (State.DRAFT, State.WITHHELD):
        return _machine(entry, words)
    percent = states.memory_percent(entry)
    if current is State.MEMORY and percent is not None:
        return words.gettext("memory, %(share)s", share=words.percent(percent / 100))
    if states.is_repeat(entry):
        return words.gettext("copied from an equal segment")
    return words.gettext("person") if entry.translation else ""


def _machine(entry: Entry, words: Wording) -> str:
    made_by = states.origin(entry)
    if made_by == "glossary":
        return words.gettext("from the term base")
    if made_by == "rule":
        return words.gettext("carried over by rule")
    score = states.score(entry)
    if score is None:
        return words.gettext("machine: %(name)s", name=made_by)
    told = words.gettext("machine: %(name)s, score %(score)s", name=made_by, score=words.decimal(score))
    return told.replace(" −", "\u00a0−")  # a number alone on the next line says nothing
