"""What of an article is published in each language, and what is not and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.batch.catalogues import Target, judge_of, merged, targets_of
from pipeline.batch.prepare import Prepared
from pipeline.batch.publish_report import PageReport
from pipeline.catalogue import states
from pipeline.catalogue.files import read_catalogue
from pipeline.catalogue.signature import signature
from pipeline.checks.markup import Tags
from pipeline.errors import InputError
from pipeline.glossary.matching import TermBase
from pipeline.model import Catalogue, Entry, Finding, Key, Segment, Severity
from pipeline.publish.choice import DRAFTED, Choice, Gate, Used, choose, choose_source, counts, refused
from pipeline.publish.splice import Options, Text
from pipeline.publish.spoken import Spoken
from pipeline.publish.verified import Proved, prove
from pipeline.settings import Workspace
from pipeline.typography import Rules, typeset

_UNSIGNED = "no second person signed it as it is (publish.require_signoff)"
_NO_SIGNATURES = "and the review page lets nobody sign while review.signoff is false"


@dataclass(frozen=True, slots=True)
class PublishOptions:
    languages: tuple[str, ...] = ()
    """Languages to be published; empty: those of the settings."""
    policy: str = ""
    """Overrides the settings' policies."""
    bare: bool = False
    """Whether only the translated text is put into the article: no head, no links, no typography, no drafts."""
    keep_outdated: bool = False
    """Whether older pages stay, unlinked, that may not be published as they would be now."""

    def policy_of(self, workspace: Workspace, language: str) -> str:
        """`reviewed` or `draft`; drafts must be marked, and a bare page has no marks."""
        return "reviewed" if self.bare else self.policy or workspace.settings.publish.policy_of(language)

    def gate(self, workspace: Workspace) -> Gate:
        """What an article must reach; who asks for drafts here and now wants to see them."""
        wanted = workspace.settings.publish
        return DRAFTED if self.policy == "draft" else Gate(wanted.min_reviewed, wanted.max_machine)


@dataclass(slots=True)
class Decided:
    """An article with what is published of it."""

    prepared: Prepared
    spoken: Spoken
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    """The text of each segment, by language; a language that is refused is not there."""
    proved: dict[str, Proved] = field(default_factory=dict)
    """The same texts, set in type and proved, as they are written."""
    catalogues: dict[str, Catalogue] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Hash of what each catalogue says, refused or not."""
    source_sha256: str = ""
    """Of the article's bytes that this was decided on."""
    refusals: list[PageReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def decide(
    workspace: Workspace, prepared: Prepared, terms: TermBase, options: PublishOptions, now: datetime
) -> Decided:
    """Choose the texts of an article in each language, and hold the languages' gates."""
    decided = Decided(prepared, Spoken(prepared.article))
    wanted = options.languages or workspace.settings.languages
    for target in targets_of(workspace, prepared, terms, now):
        if target.language in wanted:
            try:
                catalogue = merged(target, read_catalogue(target.file, target.path)).catalogue
            except InputError as error:
                decided.findings.append(error.finding())
                continue
            decided.texts[target.language] = texts_hash(catalogue)
            _decide(workspace, decided, target, catalogue, options)
    return decided


def _decide(
    workspace: Workspace, decided: Decided, target: Target, catalogue: Catalogue, options: PublishOptions
) -> None:
    article, segments = decided.prepared.article, decided.prepared.segments
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    if target.language == article.language:
        known = {} if options.bare else entries
        choices = [choose_source(s, known.get(s.key), target.language) for s in segments]
    else:
        choices = choose(
            segments,
            entries,
            article.language,
            target.language,
            judge_of(target),
            drafts=options.policy_of(workspace, target.language) == "draft",
        )
        choices = [
            c.spoken_in(decided.spoken.at(s.span.start)) for s, c in zip(segments, choices, strict=True)
        ]
        decided.findings += _held(choices, decided.prepared, target, catalogue)
    # A page that its gate refuses anyway needs no proof, and one that loses texts by it meets the gate again.
    if _is_refused(workspace, decided, target, choices, catalogue, options):
        return
    proved = _prove(workspace, decided, target.language, choices, options)
    decided.findings += _unsafe(proved, segments, target, catalogue)
    for index in proved.unsafe:
        source = Text(segments[index].text, proved.options.spoken.get(index, article.language))
        choices[index] = replace(choices[index], text=source, used=Used.SOURCE)
    if proved.unsafe and _is_refused(workspace, decided, target, choices, catalogue, options):
        return
    decided.findings += _older(choices, segments, target, entries)
    decided.choices[target.language] = choices
    decided.proved[target.language] = proved
    decided.catalogues[target.language] = catalogue


def _is_refused(
    workspace: Workspace,
    decided: Decided,
    target: Target,
    choices: Sequence[Choice],
    catalogue: Catalogue,
    options: PublishOptions,
) -> bool:
    """Whether a page in another language than its article's is below its gate, which is told."""
    article, wanted = decided.prepared.article, workspace.settings.publish
    if target.language == article.language:
        return False
    reasons = refused(decided.prepared.segments, choices, article.language, options.gate(workspace))
    if wanted.require_signoff and not _is_signed(catalogue):
        reasons += (_UNSIGNED if workspace.settings.review.signoff else f"{_UNSIGNED}, {_NO_SIGNATURES}",)
    if reasons:
        decided.refusals.append(
            PageReport(article.name, target.language, reasons=reasons, segments=dict(counts(choices)))
        )
        decided.findings.append(_refusal(reasons, target))
    return bool(reasons)


def texts_hash(catalogue: Catalogue) -> str:
    """Of what people and machines say in a catalogue: its texts, and which of them are approved."""
    known = hashlib.sha256()
    for entry in catalogue.entries:
        if not entry.obsolete:
            known.update(repr((entry.context, entry.text, entry.translation, entry.fuzzy)).encode())
    return known.hexdigest()


def _is_signed(catalogue: Catalogue) -> bool:
    """Whether a signature stands under the texts as they are."""
    given = signature(catalogue)
    return given is not None and given.holds


def _prove(
    workspace: Workspace,
    decided: Decided,
    language: str,
    choices: Sequence[Choice],
    options: PublishOptions,
) -> Proved:
    """The texts as they are set in type, and proved in their article."""
    wanted, prepared = workspace.settings.publish.typography, decided.prepared
    source = prepared.article.language
    rules = Rules(
        wanted.ru_quotes,
        wanted.ru_dashes,
        wanted.ru_dashes,
        wanted.ru_spaces,
        wanted.zh_marks,
        wanted.zh_spaces,
    )
    texts = [
        choice.text
        if options.bare or choice.used is Used.SOURCE or choice.text.language == source
        else choice.text._replace(text=typeset(choice.text.text, choice.text.language, rules))
        for choice in choices
    ]
    places = (
        (index, decided.spoken.at(segment.span.start)) for index, segment in enumerate(prepared.segments)
    )
    spoken = {index: code for index, code in places if code != source and language != source}
    mode = workspace.settings.segmentation.mode
    how = Options(
        language, "block" if mode == "block" else "sentence", mark_language=not options.bare, spoken=spoken
    )
    return prove(prepared.article, prepared.segments, texts, workspace.settings.formats, how)


def _refusal(reasons: Sequence[str], target: Target) -> Finding:
    message = f"Not published: {'; '.join(reasons)}. Review the catalogue, or change what is asked in termlock.toml."
    return Finding("publish-refused", Severity.INFO, message, target.path, language=target.language)


def _older(
    choices: Sequence[Choice], segments: Sequence[Segment], target: Target, entries: Mapping[Key, Entry]
) -> list[Finding]:
    """How many texts of a page were approved for an older source, told once at the first of them."""
    lines = [entries[s.key].line for s, c in zip(segments, choices, strict=True) if c.used is Used.LAST]
    if not lines:
        return []
    texts = "1 sentence holds" if len(lines) == 1 else f"{len(lines)} sentences hold"
    message = (
        f"{texts} the text that was approved before the source changed. Look at it, and approve it again."
    )
    return [
        Finding(
            "publish-last-approved",
            Severity.WARNING,
            message,
            target.path,
            lines[0],
            language=target.language,
        )
    ]


def _advice(finding: Finding, entry: Entry) -> str:
    """What to do about an error; without its tags no text can be published, whatever is ignored."""
    if finding.check == Tags.id:
        return "Correct it."
    return f"Correct it; if it is right, add the comment `# {states.ignore_comment(finding.check, entry)}`."


def _unsafe(
    proved: Proved, segments: Sequence[Segment], target: Target, catalogue: Catalogue
) -> list[Finding]:
    """Texts that cannot be written, told where they stand and with what is wrong of their tags."""
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    judge = judge_of(target)
    told = []
    for index, finding in zip(proved.unsafe, proved.findings, strict=True):
        entry = entries.get(segments[index].key)
        if entry is None or not entry.translation:
            told.append(finding)
            continue
        why = [f.message.rstrip(".") + "." for f in judge(entry) if f.check == Tags.id]
        message = " ".join([finding.message, *why, "Correct it."])
        told.append(replace(finding, message=message, path=target.path, line=entry.line))
    return told


def _held(
    choices: Sequence[Choice], prepared: Prepared, target: Target, catalogue: Catalogue
) -> list[Finding]:
    """Approved entries that an error finding keeps back; a block's own is told once."""
    told: list[Finding] = []
    entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
    seen: set[tuple[int, str]] = set()
    for segment, choice in zip(prepared.segments, choices, strict=True):
        for finding in choice.held:
            if (segment.block, finding.message) not in seen:
                seen.add((segment.block, finding.message))
                entry = entries[segment.key]
                message = f"Approved, but held ({finding.check}): {finding.message} {_advice(finding, entry)}"
                told.append(
                    Finding(
                        "publish-held", Severity.ERROR, message, target.path, entry.line,
                        segment=segment.context, language=target.language,
                    )
                )  # fmt: skip
    return told
