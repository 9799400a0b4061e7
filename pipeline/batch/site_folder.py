"""The folder that a site is written to: pages, assets, compiled catalogues, page of contents, manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath

from pipeline import languages
from pipeline.batch.publish_report import PublishReport
from pipeline.errors import OutputError
from pipeline.files import write_atomically
from pipeline.model import Finding, Severity
from pipeline.publish.contents import Listed, contents, manifest, read_manifest
from pipeline.settings import Workspace

OWN = ("index.html", "manifest.json")
"""Files at the top of a site that are termlock's own."""


class SiteFolder:
    """Writes files of a site where they change, and knows what stands on it."""

    def __init__(self, workspace: Workspace, report: PublishReport) -> None:
        self.workspace = workspace
        self.folder = workspace.output / "site"
        self.report = report
        self.listed: dict[tuple[str, str], Listed] = {}
        """Pages by article and language."""

    def read(self) -> None:
        """Take what stands on the site from its manifest."""
        for listed in self._before():
            if (self.folder / listed.path).is_file():
                self.listed[listed.article, listed.language] = listed

    def _before(self) -> list[Listed]:
        try:
            return read_manifest((self.folder / OWN[1]).read_bytes())
        except FileNotFoundError:
            return []
        except (OSError, ValueError):
            message = (
                "The manifest cannot be read and is made anew; pages that this command does not write are not in it. "
                "Publish all articles once."
            )
            self._tell("manifest-damaged", Severity.WARNING, message, OWN[1])
            return []

    def _tell(self, code: str, severity: Severity, message: str, path: str) -> None:
        where = self.workspace.relative(self.folder / path)
        self.report.findings.append(Finding(code, severity, message, where))

    def write(self, path: str, data: bytes) -> bool:
        """Write a file of the site if that changes it. Raises OutputError."""
        file = self.folder / path
        try:
            if file.is_file() and file.read_bytes() == data:
                return False
            write_atomically(file, data)
        except OSError as error:
            raise OutputError(
                "output-unwritable",
                f"The file cannot be written ({error.strerror}). What was there before is unchanged.",
                path=self.workspace.relative(file),
                advice="Make room, or check that you may write there, and publish again.",
            ) from error
        self.report.files_written += 1
        return True

    def is_file(self, path: str) -> bool:
        return (self.folder / path).is_file()

    def remove(self, path: str, sha256: str) -> bool:
        """Remove a file of the site that still is what termlock wrote; whether it is gone."""
        file = self.folder / path
        try:
            within = not file.is_symlink() and file.resolve().is_relative_to(self.folder.resolve())
            if not within or hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
                return False
            file.unlink()
        except OSError:
            return False
        return True

    def copy(self, assets: Iterable[str]) -> None:
        """Copy files that pages need, by their paths below the source folder."""
        for path in sorted(assets):
            if path in OWN or path.startswith("locale/"):
                message = (
                    "A page needs this file, and termlock writes its own to that place. Give it another name."
                )
                self._tell("asset-name-taken", Severity.ERROR, message, path)
                continue
            source = self.workspace.sources / path
            try:
                self.write(path, source.read_bytes())
            except OutputError as error:
                self.report.add_error(error)
            except OSError as error:
                message = f"The file cannot be copied ({error.strerror})."
                place = self.workspace.relative(source)
                self.report.findings.append(Finding("asset-unreadable", Severity.ERROR, message, place))

    def finish(self) -> None:
        """Write the page of contents and the manifest."""
        pages = list(self.listed.values())
        for path, data in zip(OWN, (contents(pages), manifest(pages)), strict=True):
            try:
                self.write(path, data)
            except OutputError as error:
                self.report.add_error(error)


def compiled_path(article: str, language: str) -> str:
    """Where an article's compiled catalogue stands, as gettext looks for it."""
    return str(PurePosixPath("locale") / languages.locale_name(language) / "LC_MESSAGES" / f"{article}.mo")
