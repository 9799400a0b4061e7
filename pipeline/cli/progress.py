"""Progress of a run: bars on a terminal, nothing in between when piped."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.progress import TaskID

    from pipeline.batch.run import Progress


@contextlib.contextmanager
def progress_of(*, hidden: bool) -> Iterator[Progress | None]:
    """Bars on a terminal, plain lines at every tenth when piped, nothing when hidden."""
    if hidden:
        yield None
    elif sys.stderr.isatty():
        with _bars() as bars:
            yield bars
    else:
        yield PlainProgress()


class PlainProgress:
    """A line at each tenth of the articles, or of the entries where there are few articles; for logs."""

    FEW = 20

    def __init__(self) -> None:
        self.total_articles = 0
        self.articles_done = 0
        self.total = 0
        self.done = 0

    def articles(self, total: int) -> None:
        self.total_articles = total

    def article_done(self) -> None:
        self.articles_done += 1
        if self.total_articles >= self.FEW and _tenth(self.articles_done, 1, self.total_articles):
            drafted = f", {self.done:,} entries drafted" if self.done else ""
            typer.echo(f"{self.articles_done:,} of {self.total_articles:,} articles{drafted}", err=True)

    def segments(self, total: int) -> None:
        self.total += total

    def segments_done(self, count: int) -> None:
        self.done += count
        if self.total_articles < self.FEW and _tenth(self.done, count, self.total):
            typer.echo(f"{self.done:,} of {self.total:,} entries drafted", err=True)


def _tenth(done: int, last: int, total: int) -> bool:
    """Whether the last step reached or passed a tenth."""
    return total > 0 and done * 10 // total > (done - last) * 10 // total


@contextlib.contextmanager
def _bars() -> Iterator[RichProgress]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from pipeline.cli.common import console

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(error=True), transient=True) as bars:
        yield RichProgress(bars)


class RichProgress:
    """Two bars: articles done, entries drafted with their speed and the time left."""

    def __init__(self, bars: Any) -> None:
        self.bars = bars
        self.article_bar: TaskID = bars.add_task("articles", total=None, speed="")
        self.segment_bar: TaskID | None = None

    def articles(self, total: int) -> None:
        self.bars.update(self.article_bar, total=total)

    def article_done(self) -> None:
        self.bars.advance(self.article_bar)

    def segments(self, total: int) -> None:
        if self.segment_bar is None:
            self.segment_bar = self.bars.add_task("entries", total=0, speed="")
        task = self._task()
        self.bars.update(self.segment_bar, total=(task.total or 0) + total)

    def segments_done(self, count: int) -> None:
        if self.segment_bar is None:
            return
        self.bars.advance(self.segment_bar, count)
        speed = self._task().speed
        self.bars.update(self.segment_bar, speed=f"{speed:,.0f}/s" if speed else "")

    def _task(self) -> Any:
        return next(t for t in self.bars.tasks if t.id == self.segment_bar)


@contextlib.contextmanager
def download_progress(*, hidden: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar for each file on a terminal, a line at each tenth when piped, nothing when hidden."""
    if hidden:
        yield None
    elif sys.stderr.isatty():
        from rich.progress import DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

        from pipeline.cli.common import console

        columns = (
            *Progress.get_default_columns()[:2],
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console(error=True), transient=True) as bars:
            tasks: dict[str, TaskID] = {}

            def told(name: str, done: int, total: int) -> None:
                if name not in tasks:
                    tasks[name] = bars.add_task(name)
                bars.update(tasks[name], completed=done, total=total or None)

            yield told
    else:
        tenths: dict[str, int] = {}

        def told(name: str, done: int, total: int) -> None:
            now = done * 10 // total if total else 0
            if now > tenths.get(name, 0):
                tenths[name] = now
                typer.echo(f"{name}: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB", err=True)

        yield told


@contextlib.contextmanager
def measuring_progress(*, hidden: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar for each package on a terminal, nothing when piped or hidden."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    from pipeline.cli.common import console

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def told(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done)

        yield told
