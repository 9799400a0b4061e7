"""Argos packages on CTranslate2, batched over all requests of a run.

    requests --> routes --first legs, distinct texts by package--> models --> hypotheses
                        --second legs: the best English of each--> models --> hypotheses

Where no direct package is installed the way is through English, and the English middle of a
text is made once for all its targets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from threading import Lock

from pipeline.engines.base import Direction, StoppedError
from pipeline.engines.hypotheses import Hypotheses, through
from pipeline.engines.model import Model, load_model
from pipeline.engines.packages import Packages, missing_packages
from pipeline.engines.profile import fingerprint
from pipeline.engines.reading import InstalledPackage
from pipeline.errors import EngineError
from pipeline.model import Finding, Hypothesis, Request
from pipeline.settings import EngineSettings

Leg = tuple[InstalledPackage, str]
"""A package and a text that it is to translate."""
Route = tuple[InstalledPackage, ...]


class ArgosEngine:
    """See `pipeline.engines.base.Engine`."""

    name = "argos"

    def __init__(self, packages: Packages, settings: EngineSettings) -> None:
        self.packages = packages
        self.settings = settings
        self.findings: tuple[Finding, ...] = packages.findings
        self.stopped: Callable[[], bool] = lambda: False
        """Asked between batches whether to end with StoppedError."""
        self._models: dict[str, Model] = {}
        self._prints: dict[Direction, str] = {}
        self._loading = Lock()

    def missing(self, directions: Iterable[Direction]) -> tuple[Direction, ...]:
        return tuple(d for d in directions if not self.packages.route(*d))

    def missing_error(self, directions: Sequence[Direction]) -> EngineError:
        return missing_packages(self.packages, directions)

    def origin(self, source: str, target: str) -> str:
        route = self.packages.route(source, target)
        if not route:
            raise self.missing_error([(source, target)])
        return "argos " + " + ".join(package.label for package in route)

    def fingerprint(self, source: str, target: str) -> str:
        if (source, target) not in self._prints:
            self._prints[source, target] = fingerprint(self.packages.route(source, target))
        return self._prints[source, target]

    def close(self) -> None:
        self._models.clear()

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[Sequence[Hypothesis]]:
        routes = {r: self.packages.route(r.source, r.target) for r in requests}
        if missing := sorted({(r.source, r.target) for r, route in routes.items() if not route}):
            raise self.missing_error(missing)
        legs = _Legs(self, hypotheses, progress)
        counts = Counter(requests)
        legs.translate(
            [(route[0], r.text, counts[r] if len(route) == 1 else 0) for r, route in routes.items()]
        )
        legs.translate(
            [
                (route[1], legs.best(route[0], r.text).text, counts[r])
                for r, route in routes.items()
                if len(route) == 2 and legs.has(route[0], r.text)
            ]
        )
        results = {request: legs.result(route, request.text) for request, route in routes.items()}
        if self.stopped():
            raise StoppedError([results[request] for request in requests])
        return [results[request] for request in requests]

    def model(self, package: InstalledPackage) -> Model:
        """The model of a package, loaded once for all directions that share it. Raises EngineError."""
        key = str(package.model)
        with self._loading:
            if key not in self._models:
                self._models[key] = load_model(package, self.settings)
                self._check_prints(package)
            self._models[key].check(package)
            return self._models[key]

    def _check_prints(self, package: InstalledPackage) -> None:
        """Raises EngineError when what was loaded is not what drafts are told apart by."""
        for direction, known in self._prints.items():
            if fingerprint(self.packages.route(*direction)) != known:
                self._models.clear()
                raise EngineError(
                    "package-changed",
                    "The package was exchanged or damaged while the run began: nothing was drafted with it.",
                    path=str(package.path),
                    advice="Check it with: termlock models list. Then run again.",
                )


class _Legs:
    """What packages made of texts in one call of the engine."""

    def __init__(self, engine: ArgosEngine, hypotheses: int, progress: Callable[[int], None] | None) -> None:
        self.engine = engine
        self.hypotheses = hypotheses
        self.progress = progress
        self.done: dict[Leg, Sequence[Hypothesis]] = {}

    def translate(self, wanted: Iterable[tuple[InstalledPackage, str, int]]) -> None:
        """Translate what is not done; the number tells how many requests are finished by a text."""
        finishes: Counter[Leg] = Counter()
        by_package: dict[InstalledPackage, dict[str, None]] = defaultdict(dict)
        for package, text, requests in wanted:
            if (package, text) in self.done:
                self._tell(requests)
                continue
            finishes[package, text] += requests
            by_package[package][text] = None
        for package, texts in by_package.items():
            model = self.engine.model(package)
            made = model.translate(list(texts), package, self.hypotheses, self.engine.stopped)
            for text, found in made:
                self.done[package, text] = found
                self._tell(finishes[package, text])

    def _tell(self, requests: int) -> None:
        if self.progress and requests:
            self.progress(requests)

    def has(self, package: InstalledPackage, text: str) -> bool:
        """Whether a text was translated: not all are when the engine was stopped."""
        return (package, text) in self.done

    def best(self, package: InstalledPackage, text: str) -> Hypothesis:
        return self.done[package, text][0]

    def result(self, route: Route, text: str) -> Sequence[Hypothesis]:
        if not self.has(route[0], text) or len(route) == 1:
            return self.done.get((route[0], text), ())
        middle = self.best(route[0], text)
        if not self.has(route[1], middle.text):
            return ()
        found = self.done[route[1], middle.text]
        return Hypotheses(len(found), lambda rank: through(middle, found[rank]))
