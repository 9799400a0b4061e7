"""Managing packages: installed from a file, an index, or by argostranslate; pinned; refused when damaged."""

from __future__ import annotations

import json
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch.installing import install, needed, pin_installed, remove_packages
from pipeline.batch.models import Place, list_models, read_index, verify
from pipeline.engines.index import parse_index
from pipeline.engines.packages import find_packages
from pipeline.engines.pins import read_pins
from pipeline.engines.reading import STARTER, read_starter
from pipeline.engines.tryout import try_out
from pipeline.engines.unpacking import install_archive
from pipeline.errors import EngineError, OutputError, SettingsError, TermlockError, UsageError
from tests.conftest import Run, files_of
from tests.engines.conftest import MakePackage
from tests.engines.server import Site, serve

Pack = Callable[..., Path]
Change = Callable[[dict[str, bytes]], object]


@pytest.fixture
def pack(make_package: MakePackage, tmp_path: Path) -> Pack:
    """Writes an `.argosmodel` file for a direction."""

    def make(source: str, target: str, version: str = "1.9", **more: object) -> Path:
        folder = make_package(source, target, version, f"made-{source}{target}{version}", **more)
        archive = tmp_path / f"{source}_{target}-{version}.argosmodel"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for path in sorted(folder.rglob("*")):
                file.write(path, f"translate-{source}_{target}/{path.relative_to(folder)}")
        shutil.rmtree(folder)
        return archive

    return make


@pytest.fixture
def place(tmp_path: Path) -> Place:
    root = tmp_path / "workspace"
    root.mkdir()
    return Place(root, root / "packages")


@pytest.fixture
def site(pack: Pack) -> Iterator[Site]:
    rows = []
    files: dict[str, bytes] = {}
    for source, target, version in (
        ("en", "ru", "1.9"),
        ("en", "ru", "1.10"),
        ("zt", "en", "1.9"),
        ("ru", "en", "1.9"),
    ):
        name = f"/{source}_{target}-{version}.argosmodel"
        if source != "zt":
            files[name] = pack(source, target, version).read_bytes()
        rows.append(
            {"type": "translate", "from_code": source, "to_code": target, "package_version": version,
             "links": [f"/gone{name}", name.lstrip("/")]}
        )  # fmt: skip
    rows += [{"type": "sbd"}, {"from_code": "en"}, 5, {"from_code": "de", "to_code": "en", "links": ["x"]}]  # type: ignore[list-item]
    with serve(Site({**files, "/index.json": json.dumps(rows).encode()})) as site:
        yield site


def test_a_file_is_installed_pinned_and_used(pack: Pack, place: Place) -> None:
    (package,) = install(place, [str(pack("en", "ru"))])
    assert package.path == place.target / "translate-en_ru-1_9"
    assert find_packages(place.folder, root=place.root).route("en", "ru") == (package,)
    assert place.root
    pin = read_pins(place.root).packages["en-ru"]
    assert (pin.version, pin.origin, len(pin.sha256), len(pin.archive_sha256)) == (
        "1.9",
        "en_ru-1.9.argosmodel",
        64,
        64,
    )
    assert [p.name for p in place.target.iterdir()] == ["translate-en_ru-1_9"], "nothing else is left"


def test_the_newest_package_of_an_index_is_installed_from_the_first_link_that_answers(
    site: Site, place: Place
) -> None:
    told: list[str] = []
    index = read_index(f"{site.url}/index.json")
    (package,) = install(place, ["en-ru"], index, lambda name, *_: told.append(name))
    assert package.version == "1.10"
    assert set(told) == {"translate-en_ru-1_10.argosmodel"}
    assert [p for p, _ in site.requests] == [
        "/index.json",
        "/gone/en_ru-1.10.argosmodel",
        "/en_ru-1.10.argosmodel",
    ]
    assert sorted(p.name for p in place.target.iterdir()) == ["translate-en_ru-1_10"]


def test_an_index_and_its_packages_may_lie_in_a_folder(site: Site, place: Place, tmp_path: Path) -> None:
    """A mirror on a disk, for machines without a network."""
    mirror = tmp_path / "mirror"
    for path, data in site.files.items():
        file = mirror / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    rows = json.loads((mirror / "index.json").read_bytes())
    (mirror / "index.json").write_text(
        json.dumps([{**r, "links": r["links"][1:]} for r in rows if isinstance(r, dict) and len(r) > 3])
    )
    (package,) = install(place, ["ru_en"], read_index(str(mirror / "index.json")))
    assert (package.source, package.target) == ("ru", "en")


def test_needed_names_the_directions_to_and_from_english_that_are_missing(pack: Pack, place: Place) -> None:
    assert needed(["ru", "en", "zh"], find_packages(place.folder)) == [
        ("ru", "en"),
        ("en", "ru"),
        ("zh", "en"),
        ("en", "zh"),
    ]
    install(place, [str(pack("en", "ru"))])
    assert needed(["ru", "en"], find_packages(place.folder)) == [("ru", "en")]


def test_the_list_shows_what_is_installed_offered_and_possible(pack: Pack, site: Site, place: Place) -> None:
    install(place, [str(pack("en", "ru", "1.0"))])
    listing = list_models(
        Place(place.root, place.folder, starter=False), read_index(f"{site.url}/index.json")
    )
    rows = {(r.source, r.target): (r.version, r.offered, r.pinned) for r in listing.rows}
    assert rows == {("en", "ru"): ("1.0", "1.10", True), ("ru", "en"): ("", "1.9", False)}
    assert listing.ways["en-ru"] == "en_ru 1.0"
    assert listing.ways["zh-ru"] == ""


def test_a_package_that_is_not_the_pinned_one_is_told_and_not_used(pack: Pack, place: Place) -> None:
    install(place, [str(pack("en", "ru", "1.9"))])
    assert place.root
    other = pack("en", "ru", "2.0", target_prefix=">>ru<<")
    install_archive(other, place.target)  # as another tool would, without pinning
    packages = find_packages(place.folder, with_starter=False, root=place.root)
    assert [p.version for p in packages.route("en", "ru")] == ["1.9"], "the pinned one is still there"
    assert packages.findings == ()
    shutil.rmtree(place.target / "translate-en_ru-1_9")
    packages = find_packages(place.folder, with_starter=False, root=place.root)
    assert packages.route("en", "ru") == ()
    assert [f.check for f in packages.findings] == ["package-differs"]
    assert "termlock models pin" in packages.findings[0].message
    pin_installed(place)
    assert (
        find_packages(place.folder, with_starter=False, root=place.root).route("en", "ru")[0].version == "2.0"
    )


def test_a_changed_file_of_a_pinned_package_is_found(pack: Pack, place: Place) -> None:
    (package,) = install(place, [str(pack("en", "ru"))])
    assert [p.label for p in verify(Place(place.root, place.folder, starter=False))[0]] == ["en_ru 1.9"]
    weights = package.model / "model.bin"
    data = bytearray(weights.read_bytes())
    data[-200] ^= 0xFF
    weights.write_bytes(bytes(data))
    sound, findings = verify(Place(place.root, place.folder, starter=False))
    assert (sound, [f.check for f in findings]) == ([], ["package-differs"])


def test_a_pinned_package_that_is_gone_is_told(pack: Pack, place: Place) -> None:
    install(place, [str(pack("en", "ru"))])
    assert [p.name for p in remove_packages(place, ["en-ru"])] == ["translate-en_ru-1_9"]
    assert list(place.target.iterdir()) == []
    _, findings = verify(Place(place.root, place.folder, starter=False))
    assert [f.check for f in findings] == ["package-missing"]
    with pytest.raises(UsageError, match="No package from en to ru"):
        remove_packages(place, ["en-ru"])


def test_an_archive_must_be_the_pinned_one_when_it_is_downloaded_again(site: Site, place: Place) -> None:
    index = read_index(f"{site.url}/index.json")
    install(place, ["ru-en"], index)
    remove_packages(place, ["ru-en"])
    site.files["/ru_en-1.9.argosmodel"] += b"\0"
    with pytest.raises(EngineError) as caught:
        install(place, ["ru-en"], index)
    assert caught.value.code in ("download-differs", "download-failed")
    assert not list(place.target.glob("translate*"))


def test_an_older_version_is_replaced_only_by_the_same_version(pack: Pack, place: Place) -> None:
    install(place, [str(pack("en", "ru", "1.0"))])
    install(place, [str(pack("en", "ru", "1.1"))])
    install(place, [str(pack("en", "ru", "1.1", target_prefix=">>ru<<"))])
    assert sorted(p.name for p in place.target.iterdir()) == ["translate-en_ru-1_0", "translate-en_ru-1_1"]
    assert find_packages(place.folder).route("en", "ru")[0].target_prefix == ">>ru<<"


def test_packages_that_argostranslate_installed_are_found(pack: Pack, home: Path, termlock: Run) -> None:
    """It unpacks an archive as it is into its own folder."""
    folder = home / ".local/share/argos-translate/packages"
    with zipfile.ZipFile(pack("ru", "en")) as file:
        file.extractall(folder)
    assert "ru-en: ru_en 1.9\n" in termlock("models", "list", cwd=home).stdout
    assert f"installed into  {folder}" in termlock("models", "where", cwd=home).stdout


# --- bad packages -----------------------------------------------------------------------------------


def rewritten(archive: Path, change: Change) -> Path:
    """The archive with other members; a name that ends in `@` is a symbolic link."""
    with zipfile.ZipFile(archive) as file:
        members = {name: file.read(name) for name in file.namelist()}
    out = archive.with_name("changed.argosmodel")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        change(members)
        for name, data in members.items():
            info = zipfile.ZipInfo(name.rstrip("@"))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = ((stat.S_IFLNK if name.endswith("@") else stat.S_IFREG) | 0o644) << 16
            file.writestr(info, data)
    return out


def newer_layout(data: bytes) -> bytes:
    return struct.pack("<I", 99) + data[4:]


def longer_table(data: bytes) -> bytes:
    """A table claims a hundred times the rows that it has."""
    name = b"decoder/embeddings/weight\0"
    at = data.index(name) + len(name) + 1  # behind its rank
    (rows,) = struct.unpack_from("<I", data, at)
    return data[:at] + struct.pack("<I", rows * 100) + data[at + 4 :]


BAD: dict[str, tuple[Change, str]] = {
    "traversal": (lambda m: m.update({"../evil.txt": b"x"}), "leads out of its folder"),
    "deep traversal": (lambda m: m.update({"translate-en_ru/../../evil.txt": b"x"}), "leads out of its folder"),
    "absolute": (lambda m: m.update({"/tmp/evil.txt": b"x"}), "leads out of its folder"),  # noqa: S108
    "backslash": (lambda m: m.update({"..\\evil.txt": b"x"}), "leads out of its folder"),
    "link": (lambda m: m.update({"translate-en_ru/link@": b"/etc/passwd"}), "no plain file"),
    "bomb": (lambda m: m.update({"translate-en_ru/zeros": bytes(50_000_000)}), "unpacks to far more"),
    "no metadata": (lambda m: m.pop("translate-en_ru/metadata.json"), "no metadata.json"),
    "two packages": (lambda m: m.update({"b/metadata.json": b"{}"}), "or several"),
    "broken metadata": (lambda m: m.update({"translate-en_ru/metadata.json": b"{"}), "metadata cannot be read"),
    "no model": (lambda m: m.pop("translate-en_ru/model/model.bin"), "model.bin is missing"),
    "no tokenizer": (lambda m: m.pop("translate-en_ru/sentencepiece.model"), "neither sentencepiece"),
    "cut model": (
        lambda m: m.update({"translate-en_ru/model/model.bin": m["translate-en_ru/model/model.bin"][:500]}),
        "cut off",
    ),
    "too new": (
        lambda m: m.update(
            {"translate-en_ru/model/model.bin": newer_layout(m["translate-en_ru/model/model.bin"])}
        ),
        "layout 99",
    ),
    "false headers": (
        lambda m: m.update(
            {"translate-en_ru/model/model.bin": longer_table(m["translate-en_ru/model/model.bin"])}
        ),
        "damaged in",
    ),
    "no start": (
        lambda m: m.update(
            {"translate-en_ru/model/config.json": m["translate-en_ru/model/config.json"].replace(b"start_token", b"x")}
        ),
        "engine failed",
    ),
    "nameless": (lambda m: m.update({"\0": b"x"}), "without a name"),
    "wrong tokenizer": (lambda m: m.update({"translate-en_ru/sentencepiece.model": b"no model"}), "RuntimeError"),
    "foreign": (
        lambda m: m.update({"translate-en_ru/metadata.json": b'{"from_code": "de", "to_code": "en"}'}),
        "no two of Russian",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_package_is_refused_and_nothing_is_left(name: str, pack: Pack, place: Place) -> None:
    change, said = BAD[name]
    bad = rewritten(pack("en", "ru"), change)
    with pytest.raises(EngineError, match=said):
        install(place, [str(bad)])
    assert not place.target.exists() or list(place.target.iterdir()) == []
    assert place.root
    assert read_pins(place.root).packages == {}


def test_a_package_over_which_the_process_ends_is_refused(
    pack: Pack, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CTranslate2 reads some damaged weights beyond their end; the child that tries them out dies of it."""
    dying = tmp_path / "python"
    dying.write_text("#!/bin/sh\nkill -SEGV $$\n")
    dying.chmod(0o755)
    archive = pack("en", "ru")
    monkeypatch.setattr("sys.executable", str(dying))
    with pytest.raises(EngineError, match="ends the process") as caught:
        install(place, [str(archive)])
    assert (caught.value.code, caught.value.path) == ("package-damaged", str(archive))
    assert list(place.target.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(pack: Pack, place: Place, site: Site) -> None:
    place.target.write_text("a file in the folder's place")
    for wanted in (str(pack("zh", "en")), "ru-en"):
        with pytest.raises(OutputError, match=r"engine\.packages in termlock\.toml"):
            install(place, [wanted], read_index(f"{site.url}/index.json"))
    assert place.target.is_file()


def test_what_was_installed_stays_when_its_successor_is_bad(pack: Pack, place: Place) -> None:
    install(place, [str(pack("en", "ru"))])
    before = files_of(place.target)
    bad = rewritten(pack("en", "ru"), BAD["cut model"][0])
    with pytest.raises(EngineError):
        install(place, [str(bad)])
    assert files_of(place.target) == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_fuzzed_package_never_crashes_and_never_writes_outside(
    data: st.DataObject, pack: Pack, tmp_path: Path
) -> None:
    archive = tmp_path / "en_ru-1.9.argosmodel"
    whole = bytearray((archive if archive.exists() else pack("en", "ru")).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 3))
    fuzzed = tmp_path / "box/fuzzed.argosmodel"
    fuzzed.parent.mkdir(exist_ok=True)
    fuzzed.write_bytes(bytes(whole[: len(whole) // (cut + 1)] if cut else whole))
    folder = tmp_path / "box/packages"
    try:
        install_archive(fuzzed, folder)
    except TermlockError:
        assert not folder.exists() or not [p for p in folder.iterdir() if p.name.startswith(".")]
    assert {p.name for p in (tmp_path / "box").iterdir()} <= {"fuzzed.argosmodel", "packages"}
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b'"x"', b"\xff\xfe"])
def test_a_broken_index_is_told(data: bytes) -> None:
    with pytest.raises(EngineError) as caught:
        parse_index(data, "http://127.0.0.1/index.json")
    assert caught.value.code == "index-unreadable"


def test_a_broken_lock_file_is_told(place: Place) -> None:
    assert place.root
    (place.root / "termlock.lock").write_text("{", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"termlock\.lock"):
        find_packages(place.folder, root=place.root)


# --- the command ------------------------------------------------------------------------------------


def test_from_nothing_to_a_run_with_an_installed_package(
    site: Site, empty_workspace: Path, termlock: Run
) -> None:
    """Installed by name from an index, listed, verified, used by a run, removed."""
    (empty_workspace / "termlock.toml").write_text('[engine]\npackages = "packages"\nstarter = false\n')
    (empty_workspace / "sources/ru/a.txt").write_text("Витамин K2 активирует белок.\n", encoding="utf-8")
    made = termlock("models", "install", "ru-en", "--index", f"{site.url}/index.json", cwd=empty_workspace)
    assert made.returncode == 0, made.stderr
    assert "Reading the package index" in made.stderr
    assert "installed  ru_en 1.9" in made.stdout
    assert (
        json.loads((empty_workspace / "termlock.lock").read_text())["packages"]["ru-en"]["version"] == "1.9"
    )
    assert termlock("models", "verify", cwd=empty_workspace).stdout.startswith("sound  ru_en 1.9")
    assert "ru-en: ru_en 1.9" in termlock("models", "list", cwd=empty_workspace).stdout
    done = termlock("run", "--json", cwd=empty_workspace)
    assert "argos ru_en 1.9" in json.loads(done.stdout)["origins"]
    assert termlock("models", "remove", "ru-en", cwd=empty_workspace).returncode == 0
    again = termlock("run", cwd=empty_workspace)
    assert "termlock models install ru-en" in again.stderr


def test_a_fresh_workspace_is_sound_with_the_starter_alone(empty_workspace: Path, termlock: Run) -> None:
    done = termlock("models", "verify", cwd=empty_workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[1] for line in done.stdout.splitlines()] == [
        "starter-en_ru", "starter-ru_en", "starter-en_zh", "starter-zh_en"
    ]  # fmt: skip


def test_a_starter_whose_model_ends_the_process_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "starter"
    shutil.copytree(STARTER, copy)
    whole = next(p for p in read_starter(copy) if (p.source, p.target) == ("ru", "en"))
    try_out(whole)
    (copy / "sentencepiece.model").write_bytes(b"cut")
    with pytest.raises(EngineError) as error:
        try_out(whole)
    assert (error.value.code, error.value.path) == ("package-damaged", str(copy))


def test_with_the_starter_alone_nothing_is_pinned_and_that_is_said(
    empty_workspace: Path, termlock: Run
) -> None:
    done = termlock("models", "pin", cwd=empty_workspace)
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing is pinned: no package is installed, and the starter needs no pin")
    assert not (empty_workspace / "termlock.lock").exists(), "an empty lock would look like a pinned one"


def test_the_command_says_what_is_wrong(empty_workspace: Path, termlock: Run) -> None:
    for arguments, status, said in (
        (("install", "de-en"), 2, "is no direction"),
        (("install", "none.argosmodel"), 3, "cannot be read"),
        (("install", "en-ru", "--index", "missing.json"), 3, "package index cannot be read"),
        (("remove", "en-zh"), 2, "No package from en to zh"),
        (("install",), 2, "Name directions or files"),
    ):
        done = termlock("models", *arguments, cwd=empty_workspace)
        assert done.returncode == status, (arguments, done.stderr)
        assert said in done.stderr + done.stdout
        assert "Traceback" not in done.stderr


def test_only_one_module_opens_connections() -> None:
    root = Path(__file__).parents[2] / "pipeline"
    users = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if any(
            word in path.read_text(encoding="utf-8")
            for word in ("urllib.request", "http.client", "import socket")
        )
    ]
    assert sorted(users) == [
        "batch/installing.py",  # for file names in addresses
        "engines/download.py",
        "review/access.py",  # for the kind of an address
        "review/serving.py",  # which listens
    ]
