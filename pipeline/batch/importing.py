"""Taking back what people did elsewhere.

file -> proposals -> the entries on disk, under the lock -> catalogues, findings
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from pipeline import inline, languages
from pipeline.batch.catalogues import Target, catalogue_path, judge_of
from pipeline.batch.terms import load_terms
from pipeline.batch.untaken import conflict, left, no_catalogue, no_language
from pipeline.catalogue import po, states
from pipeline.catalogue.files import read_catalogue, write_catalogue
from pipeline.errors import InputError, UsageError
from pipeline.exchange.applying import Result, applied, held, is_untouched
from pipeline.exchange.catalogue import read_po
from pipeline.exchange.comments import noted, unknown
from pipeline.exchange.csv_table import read_csv
from pipeline.exchange.units import Proposal, Proposals, key_hash, split_id
from pipeline.exchange.xliff import read_xliff
from pipeline.exchange.xliff2 import read_xliff2
from pipeline.exchange.xlsx import read_xlsx
from pipeline.glossary.matching import TermBase
from pipeline.locks import held_briefly
from pipeline.model import Catalogue, Entry, Finding, Severity
from pipeline.settings import Workspace

READERS: Mapping[str, Callable[[bytes, str], Proposals]] = {".csv": read_csv, ".xlsx": read_xlsx}
TOOLS = ("", "omegat")
"""Tools whose ways an import knows."""


@dataclass(slots=True)
class Imported:
    results: Counter[str] = field(default_factory=Counter)
    """What became of the file's entries (`exchange.applying.Result`).

    `held`: taken, but not as approved; `commented`: only its comment is another."""
    written: int = 0
    findings: list[Finding] = field(default_factory=list)
    left: dict[Result, list[Proposal]] = field(default_factory=dict)
    """What the file took away of entries, and what stands here all the same."""


def import_file(
    workspace: Workspace,
    file: Path,
    *,
    tool: str = "",
    overwrite: bool = False,
    article: str = "",
    accept: bool = False,
) -> Imported:
    """Take a file's translations, approvals and comments into the catalogues.

    `overwrite`: the file wins over what was changed here meanwhile. `article`: of a `.po` file, if its name
    is another; `accept`: its drafts whose flags vanished together are approved. Raises InputError,
    OutputError, UsageError.
    """
    if tool not in TOOLS:
        raise UsageError("unknown-tool", f"termlock knows no ways of {tool}.", advice=f"It knows {TOOLS[1]}.")
    terms, _ = load_terms(workspace)
    read = _read(file, tool, article, accept)
    done = Imported(findings=list(read.findings))
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in _of_languages(workspace, read.proposals):
        groups.setdefault((proposal.article, proposal.target_language), []).append(proposal)
    for (name, language), proposals in groups.items():
        _Import(workspace, terms, str(file), done, overwrite).take(name, language, proposals)
    done.findings += left(done.left, str(file))
    return done


def _of_languages(workspace: Workspace, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals; of comments for all languages together what none of them has yet (older tables)."""
    known: dict[str, dict[str, set[str]]] = {}
    for proposal in proposals:
        if proposal.shared_comments:
            if proposal.article not in known:
                known[proposal.article] = _comments(workspace, proposal.article)
            there = known[proposal.article].get(split_id(proposal.id)[0], set())
            proposal = replace(proposal, shared_comments=unknown(proposal.shared_comments, there))
        yield proposal


def _comments(workspace: Workspace, article: str) -> dict[str, set[str]]:
    """Notes of the comments of an article's entries in all languages, by the hash of their key."""
    found: dict[str, set[str]] = {}
    for language in workspace.settings.languages if ".." not in PurePosixPath(article).parts else ():
        file = catalogue_path(workspace, article, language)
        catalogue = read_catalogue(file, workspace.relative(file))
        for entry in catalogue.entries if catalogue else ():
            found.setdefault(key_hash(entry.key), set()).update(noted(entry.comments))
    return found


def _read(file: Path, tool: str, article: str, accept: bool) -> Proposals:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            "unreadable", f"The file cannot be read ({error.strerror}).", path=str(file)
        ) from error
    suffix = file.suffix.casefold()
    if suffix == ".po":
        name = article or _article_of(file)
        return read_po(data, name, _language_of(file), str(file), omegat=tool == "omegat", accept=accept)
    if suffix in READERS:
        return READERS[suffix](data, str(file))
    if suffix in (".xlf", ".xliff"):
        is_new = b"urn:oasis:names:tc:xliff:document:2" in data[:4096]
        return (read_xliff2 if is_new else read_xliff)(data, str(file))
    raise InputError(
        "unknown-format",
        f"termlock cannot tell what {file.name} is.",
        path=str(file),
        advice="It reads .po, .xlf, .csv, .xlsx, and .tmx.",
    )


def _article_of(file: Path) -> str:
    """The article of a `.po` file: its path behind LC_MESSAGES, else its name."""
    parts = file.parts
    if "LC_MESSAGES" in parts:
        return PurePosixPath(*parts[parts.index("LC_MESSAGES") + 1 :]).with_suffix("").as_posix()
    return file.stem


def _language_of(file: Path) -> str:
    return next((code for part in reversed(file.parts[:-1]) if (code := languages.normalise(part))), "")


def _bare(text: str) -> str:
    """A source without what files and tools may change of it: tags, white space, control characters."""
    return "".join(c for c in inline.plain(text) if c.isprintable() and not c.isspace())


@dataclass(slots=True)
class _Import:
    """Proposals on their way into one catalogue."""

    workspace: Workspace
    terms: TermBase
    path: str
    done: Imported
    overwrite: bool

    def take(self, article: str, language: str, proposals: Sequence[Proposal]) -> None:
        if language not in self.workspace.settings.languages:
            self._passed_over(no_language(self.workspace, language), proposals)
            return
        file = catalogue_path(self.workspace, article, language)
        path = self.workspace.relative(file)
        if ".." in PurePosixPath(article).parts or not file.is_file():
            self._passed_over(no_catalogue(self.workspace, article, language, self.path), proposals)
            return
        with held_briefly(file.parent, path):
            catalogue = read_catalogue(file, path)
            if catalogue is None:
                return
            changed = self._changed(catalogue, proposals, Target(
                file, path, languages.normalise(dict(catalogue.header).get("X-Source-Language", "")), language,
                (), catalogue.header, {}, self.terms,
            ))  # fmt: skip
            if changed != catalogue:
                write_catalogue(file, path, po.serialize(changed))
                self.done.written += 1

    def _passed_over(self, message: str, proposals: Sequence[Proposal]) -> None:
        """An error if a person's work is not taken; what was left as it went out is no loss. Told once for a file."""
        loss = any(p.translation and not is_untouched(p) for p in proposals)
        severity = Severity.ERROR if loss else Severity.WARNING
        findings = self.done.findings
        at = next((at for at, finding in enumerate(findings) if finding.message == message), None)
        if at is None:
            self.told("import-unknown", message, proposals[0], severity=severity)
        elif loss:
            findings[at] = replace(findings[at], severity=severity)

    def _changed(self, catalogue: Catalogue, proposals: Sequence[Proposal], target: Target) -> Catalogue:
        entries = list(catalogue.entries)
        places = {key_hash(e.key): at for at, e in enumerate(entries) if not e.obsolete}
        by_text: dict[str, list[int]] = {}
        for at in places.values():
            by_text.setdefault(entries[at].text, []).append(at)
        for proposal in proposals:
            same = by_text.get(proposal.source, [])
            place = places.get(split_id(proposal.id)[0], same[0] if len(same) == 1 else None)
            if place is None:
                self._gone(proposal, len(same))
            elif proposal.source and _bare(proposal.source) != _bare(entries[place].text):
                self._other_source(entries[place], proposal)
            else:
                entries[place] = self._applied(entries[place], proposal, target)
        return replace(catalogue, entries=tuple(entries))

    def _applied(self, entry: Entry, proposal: Proposal, target: Target) -> Entry:
        made, result = applied(entry, proposal, overwrite=self.overwrite)
        if result in (Result.TAKEN, Result.APPROVED) and not made.fuzzy:
            ignored = states.ignored(made)
            errors = [
                f for f in judge_of(target)(made) if f.severity is Severity.ERROR and f.check not in ignored
            ]
            if errors:
                message = f"Taken, but not as approved: {errors[0].message}"
                self.told("import-held", message, proposal, made.context)
                self.done.results["held"] += 1
                return held(made)
        if result is Result.CONFLICT:
            said = f"The file says: “{proposal.translation}” (--overwrite takes it)"
            message = f"{conflict(proposal)}; what is here stays. {said}"
            self.told("import-conflict", message, proposal, made.context)
        if result is Result.EMPTIED or (
            result is Result.DOWNGRADE and proposal.translation == made.translation
        ):
            self.done.left.setdefault(result, []).append(proposal)
        elif result is Result.DOWNGRADE:
            message = (
                "Approved here and not there; what is here stays. "
                f"The file says: “{proposal.translation}” (--overwrite takes it)"
            )
            self.told("import-downgrade", message, proposal, made.context)
        commented = result is Result.UNCHANGED and made.comments != entry.comments
        self.done.results["commented" if commented else str(result)] += 1
        return made

    def _other_source(self, entry: Entry, proposal: Proposal) -> None:
        """A table whose columns were sorted one by one, or a source that somebody edited there."""
        message = (
            f"Its source is “{entry.text}” here and “{proposal.source}” in the file. It was not imported. "
            "Put the source back in the file, or export again."
        )
        self.told("import-source", message, proposal, entry.context)
        self.done.results["unknown"] += 1

    def _gone(self, proposal: Proposal, times: int) -> None:
        """Told where it is a person's work; what was left as it went out is no loss."""
        commented = proposal.was_comments is not None and noted(proposal.comments) != proposal.was_comments
        if commented or (proposal.translation and not is_untouched(proposal)):
            where = f"{times} times" if times else "no longer"
            message = f"Its source is {where} in the article: “{proposal.source}”. It was not imported."
            self.told("import-unknown", message, proposal)
            self.done.results["unknown"] += 1

    def told(
        self,
        check: str,
        message: str,
        proposal: Proposal,
        segment: str = "",
        *,
        severity: Severity = Severity.WARNING,
    ) -> None:
        self.done.findings.append(
            Finding(
                check,
                severity,
                message,
                self.path,
                proposal.line,
                segment,
                proposal.target_language,
            )
        )
