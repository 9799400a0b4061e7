"""Argos packages on CTranslate2, batched over all requests of a run.

    requests --distinct texts by direction--> routes --tokenize, sort by length--> batches
        --CTranslate2--> pieces, scores, attention --join--> hypotheses with links

Where no direct package is installed the way is through English, and the English middle of a
text is shared by all its targets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from pipeline.engines.base import Direction
from pipeline.engines.model import Model, load_model
from pipeline.engines.packages import InstalledPackage, Packages, missing_packages
from pipeline.errors import EngineError
from pipeline.model import Finding, Hypothesis, Link, Request
from pipeline.settings import EngineSettings

Leg = tuple[InstalledPackage, str]
"""A package and a text that it is to translate."""


class ArgosEngine:
    """See `pipeline.engines.base.Engine`."""

    name = "argos"

    def __init__(self, packages: Packages, settings: EngineSettings) -> None:
        self.packages = packages
        self.settings = settings
        self.findings: tuple[Finding, ...] = packages.findings
        self._models: dict[str, Model] = {}

    def missing(self, directions: Iterable[Direction]) -> tuple[Direction, ...]:
        return tuple(d for d in directions if not self.packages.route(*d))

    def missing_error(self, directions: Sequence[Direction]) -> EngineError:
        return missing_packages(self.packages, directions)

    def origin(self, source: str, target: str) -> str:
        return "argos " + " + ".join(package.label for package in self.packages.route(source, target))

    def close(self) -> None:
        self._models.clear()

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        routes = {r: self.packages.route(r.source, r.target) for r in requests}
        if missing := sorted({(r.source, r.target) for r, route in routes.items() if not route}):
            raise self.missing_error(missing)
        done: dict[Leg, tuple[Hypothesis, ...]] = {}
        waiting: dict[Leg, int] = defaultdict(int)
        for request in requests:
            waiting[self._last_leg_package(routes[request]), request.text] += 1
        tell = self._teller(waiting, progress)
        first = [(route[0], request.text) for request, route in routes.items()]
        self._translate_legs(
            first, hypotheses, done, tell if all(len(r) == 1 for r in routes.values()) else None
        )
        second = [
            (route[1], done[route[0], request.text][0].text)
            for request, route in routes.items()
            if len(route) == 2
        ]
        self._translate_legs(second, hypotheses, done, None)
        results = {request: self._result(route, request, done) for request, route in routes.items()}
        if progress and not all(len(r) == 1 for r in routes.values()):
            progress(len(requests))
        return [results[request] for request in requests]

    @staticmethod
    def _last_leg_package(route: tuple[InstalledPackage, ...]) -> InstalledPackage:
        return route[-1]

    @staticmethod
    def _teller(
        waiting: dict[Leg, int], progress: Callable[[int], None] | None
    ) -> Callable[[list[Leg]], None]:
        def tell(legs: list[Leg]) -> None:
            if progress:
                progress(sum(waiting[leg] for leg in legs))

        return tell

    def _result(
        self, route: tuple[InstalledPackage, ...], request: Request, done: dict[Leg, tuple[Hypothesis, ...]]
    ) -> tuple[Hypothesis, ...]:
        first = done[route[0], request.text]
        if len(route) == 1:
            return first
        middle = first[0]
        return tuple(_through(middle, last) for last in done[route[1], middle.text])

    def _translate_legs(
        self,
        legs: Sequence[Leg],
        hypotheses: int,
        done: dict[Leg, tuple[Hypothesis, ...]],
        tell: Callable[[list[Leg]], None] | None,
    ) -> None:
        by_package: dict[InstalledPackage, dict[str, None]] = defaultdict(dict)
        for package, text in legs:
            if (package, text) not in done:
                by_package[package][text] = None
        for package, texts in by_package.items():
            model = self._model(package)
            for text, result in model.translate(list(texts), package, hypotheses):
                done[package, text] = result
                if tell:
                    tell([(package, text)])

    def _model(self, package: InstalledPackage) -> Model:
        """The model of a package, loaded once for all directions that share it."""
        key = str(package.model)
        if key not in self._models:
            self._models[key] = load_model(package, self.settings)
        self._models[key].check(package)
        return self._models[key]


def _through(middle: Hypothesis, last: Hypothesis) -> Hypothesis:
    """A hypothesis of the second leg, with links to the first leg's source."""
    links = []
    for link in last.links:
        sources = [
            m.source
            for m in middle.links
            if m.target.start < link.source.end and link.source.start < m.target.end
        ]
        links += [Link(source, link.target) for source in sources[:2]]
    score = min(middle.score, last.score)
    return Hypothesis(last.text, score, tuple(links), middle.truncated or last.truncated)
