"""A run opens no network connection, and loads none of argostranslate's heavy companions."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

SCRIPT = """
import socket, sys
from pathlib import Path

def refuse(*arguments, **options):
    raise AssertionError("a socket was opened")

socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
sys.addaudithook(lambda event, _: refuse() if event in ("socket.connect", "socket.getaddrinfo") else None)
from pipeline.batch.run import RunOptions, run
from pipeline.settings import find_workspace

report = run(find_workspace(Path.cwd()), RunOptions())
assert report.status == 0, report.findings
assert sum(made.offered + made.withheld for made in report.origins.values()) > 400
heavy = {"torch", "stanza", "spacy", "argostranslate.translate", "minisbd"} & set(sys.modules)
assert not heavy, heavy
print("done")
"""


def test_a_whole_run_with_the_real_engine_works_with_sockets_blocked(sample: Path) -> None:
    """All six articles are drafted from nothing."""
    for path in (sample / "output/locale").glob("*/LC_MESSAGES/*.po"):
        path.unlink()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=sample,
        capture_output=True,
        text=True,
        env={"HOME": str(sample), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    assert done.stdout == "done\n", done.stderr


def test_no_registry_or_model_host_is_named_in_the_pins() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (Path(ROOT) / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "http" not in text
        assert "--index" not in text
        assert not any(f"\n{package}==" in text for package in ("torch", "stanza", "spacy"))
