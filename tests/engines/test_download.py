"""Downloads: resumed, checked, whole or not at all, against a local server that misbehaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.engines import download as downloading
from pipeline.engines.download import download, fetch
from pipeline.errors import EngineError
from tests.engines.server import Site, serve

DATA = bytes(range(256)) * 4000
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(Site({"/a.argosmodel": DATA, "/index.json": b"[]"})) as site:
        yield site


def left(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_file_arrives_whole_with_its_hash_and_progress(site: Site, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    found = download(
        f"{site.url}/a.argosmodel", tmp_path / "in/a", sha256=DIGEST, progress=lambda *n: told.append(n)
    )
    assert (found.path.read_bytes(), found.size, found.sha256) == (DATA, len(DATA), DIGEST)
    assert told[-1] == (len(DATA), len(DATA))
    assert left(tmp_path / "in") == ["a"]


def test_a_broken_connection_is_gone_on_with(site: Site, tmp_path: Path) -> None:
    site.breaks["/a.argosmodel"] = [300_000, 200_000]
    found = download(f"{site.url}/a.argosmodel", tmp_path / "in/a", sha256=DIGEST, pause=0)
    assert found.path.read_bytes() == DATA
    assert [r for _, r in site.requests] == ["", "bytes=300000-", "bytes=500000-"]


def test_what_arrived_before_is_used_in_a_later_call(site: Site, tmp_path: Path) -> None:
    site.breaks["/a.argosmodel"] = [100_000] * 5
    with pytest.raises(EngineError, match="what has arrived is kept") as caught:
        download(f"{site.url}/a.argosmodel", tmp_path / "in/a", pause=0)
    assert caught.value.code == "download-failed"
    assert left(tmp_path / "in") == ["a.part", "a.part.json"]
    found = download(f"{site.url}/a.argosmodel", tmp_path / "in/a", sha256=DIGEST, pause=0)
    assert found.path.read_bytes() == DATA
    assert site.requests[-1][1] == "bytes=500000-"


@pytest.mark.parametrize("change", ["tag", "ranges"])
def test_a_file_that_changed_or_cannot_be_resumed_is_fetched_anew(
    site: Site, tmp_path: Path, change: str
) -> None:
    site.breaks["/a.argosmodel"] = [150_000] * 5
    with pytest.raises(EngineError):
        download(f"{site.url}/a.argosmodel", tmp_path / "in/a", pause=0)
    site.files["/a.argosmodel"] = DATA[::-1]
    if change == "tag":
        site.tag = '"v2"'
    else:
        site.ranges = False
    found = download(f"{site.url}/a.argosmodel", tmp_path / "in/a", pause=0)
    assert found.path.read_bytes() == DATA[::-1]


def test_more_than_the_server_has_is_thrown_away(site: Site, tmp_path: Path) -> None:
    site.breaks["/a.argosmodel"] = [150_000] * 5
    with pytest.raises(EngineError):
        download(f"{site.url}/a.argosmodel", tmp_path / "in/a", pause=0)
    site.files["/a.argosmodel"] = DATA[:1000]
    assert download(f"{site.url}/a.argosmodel", tmp_path / "in/a", pause=0).path.read_bytes() == DATA[:1000]


def test_a_wrong_hash_or_size_leaves_nothing(site: Site, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="SHA-256") as caught:
        download(f"{site.url}/a.argosmodel", tmp_path / "in/a", sha256="0" * 64)
    assert caught.value.code == "download-differs"
    with pytest.raises(EngineError, match="size"):
        download(f"{site.url}/a.argosmodel", tmp_path / "in/a", size=5)
    assert left(tmp_path / "in") == []


def test_a_stalled_connection_counts_as_broken(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "TIMEOUT", 0.3)
    site.stalls.add("/a.argosmodel")
    found = download(f"{site.url}/a.argosmodel", tmp_path / "in/a", sha256=DIGEST, pause=0)
    assert found.path.read_bytes() == DATA
    assert len(site.requests) == 2


def test_a_file_over_the_limit_is_refused(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "LARGEST", 1000)
    with pytest.raises(EngineError, match="GB"):
        download(f"{site.url}/a.argosmodel", tmp_path / "in/a", pause=0)
    with pytest.raises(EngineError, match="over 0 MB"):
        fetch(f"{site.url}/a.argosmodel", limit=1000)


def test_answers_that_are_no_file_are_told(site: Site, tmp_path: Path) -> None:
    site.redirects |= {"/loop": "/loop", "/local": "file:///etc/passwd", "/moved": "/a.argosmodel"}
    site.statuses["/busy"] = 503
    for path, said in (
        ("/none", "answers 404"),
        ("/busy", "answers 503"),
        ("/loop", "redirect"),
        ("/local", "not allowed"),
    ):
        with pytest.raises(EngineError, match=said) as caught:
            download(site.url + path, tmp_path / "in/a", pause=0)
        assert caught.value.path == site.url + path
    assert download(site.url + "/moved", tmp_path / "in/a", sha256=DIGEST).size == len(DATA)
    assert [p for p, _ in site.requests].count("/none") == 1, "a missing file is not asked for again"


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "nothing", "http://127.0.0.1:1/x"]
)
def test_other_addresses_are_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught:
        download(address, tmp_path / "in/a", pause=0)
    assert caught.value.code == "download-failed"
