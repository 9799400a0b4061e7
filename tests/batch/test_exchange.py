"""`termlock export` and `termlock import` on a workspace."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue import po, states
from pipeline.model import Draft, Entry, State
from tests.conftest import Run, files_of

FIRST = "Natto is eaten in the **morning**."
DOSE = "Adults take 100 mcg a day."
MILD = "Its taste is mild."
ARTICLE = f"# Natto\n\n{FIRST} {DOSE}\n\n- Its taste is mild.\n"
FORMATS = {
    "csv": "out.csv",
    "xlsx": "out.xlsx",
    "xliff": "out/ru/natto.xlf",
    "xliff2": "out/ru/natto.xlf",
}


@pytest.fixture
def place(empty_workspace: Path, termlock: Run) -> Path:
    (empty_workspace / "sources/en/natto.md").write_text(ARTICLE, encoding="utf-8")
    assert termlock("run", "--engine", "pseudo", cwd=empty_workspace).returncode == 0
    return empty_workspace


def po_of(place: Path, language: str = "ru") -> Path:
    return place / f"output/locale/{language}/LC_MESSAGES/natto.po"


def entries(place: Path) -> dict[str, Entry]:
    return {e.text: e for e in po.parse(po_of(place).read_bytes()).entries if not e.obsolete}


def write(place: Path, text: str, translation: str, *, fuzzy: bool = False) -> None:
    """A person writes a translation here."""
    old = po.parse(po_of(place).read_bytes())
    flags = ("fuzzy",) if fuzzy else ()
    made = [replace(e, translation=translation, flags=flags) if e.text == text else e for e in old.entries]
    po_of(place).write_bytes(po.serialize(replace(old, entries=tuple(made))))


def exported(place: Path, termlock: Run, name: str) -> Path:
    out = place / FORMATS[name].split("/")[0]
    done = termlock("export", name, str(out), cwd=place)
    assert done.returncode == 0, done.stderr
    return place / FORMATS[name]


def imported(place: Path, termlock: Run, file: Path, *options: str) -> tuple[dict[str, int], list[str]]:
    done = termlock("import", str(file), "--json", *options, cwd=place)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return said["results"], [f["code"] for f in said["findings"]]


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_exported_and_left_alone_changes_no_file(place: Path, termlock: Run, name: str) -> None:
    write(place, FIRST.replace("**morning**", "<s1>morning</s1>"), "Натто едят <s1>утром</s1>.")
    file = exported(place, termlock, name)
    before = files_of(place)
    results, codes = imported(place, termlock, file)
    assert (set(results), codes) == ({"unchanged"}, [])
    assert files_of(place) == before


def test_a_reviewer_changes_a_table_and_a_run_keeps_it(place: Path, termlock: Run) -> None:
    file = exported(place, termlock, "csv")
    rows = file.read_text(encoding="utf-8-sig").splitlines()
    at = next(i for i, row in enumerate(rows) if "Its taste is mild." in row)
    draft = entries(place)["Its taste is mild."].translation
    rows[at] = rows[at].replace(f"{draft},draft", "Вкус у него мягкий.,approved", 1)
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    results, _ = imported(place, termlock, file)
    assert results["taken"] == 1
    assert termlock("run", "--engine", "pseudo", cwd=place).returncode == 0
    found = entries(place)["Its taste is mild."]
    assert (found.translation, states.state(found)) == ("Вкус у него мягкий.", State.APPROVED)


def test_a_number_that_a_spreadsheet_spoiled_does_not_come_in_approved(place: Path, termlock: Run) -> None:
    write(place, DOSE, "Взрослые принимают 100 мкг в сутки.")
    file = exported(place, termlock, "csv")
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("принимают 100 мкг", "принимают 1000 мкг"), encoding="utf-8-sig")
    results, codes = imported(place, termlock, file)
    assert (results["held"], codes) == (1, ["import-held"])
    assert entries(place)[DOSE].fuzzy


def test_work_here_and_there_is_a_conflict_and_what_is_here_stays(place: Path, termlock: Run) -> None:
    file = exported(place, termlock, "xliff")
    draft = entries(place)["Its taste is mild."].translation
    write(place, "Its taste is mild.", "Мягкий вкус.")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f">{draft}<", ">Вкус мягкий.<"), encoding="utf-8")
    results, codes = imported(place, termlock, file)
    assert (results["conflict"], codes) == (1, ["import-conflict"])
    assert entries(place)["Its taste is mild."].translation == "Мягкий вкус."
    assert imported(place, termlock, file, "--overwrite")[0]["taken"] == 1
    assert entries(place)["Its taste is mild."].translation == "Вкус мягкий."


def test_a_translation_of_a_sentence_that_is_gone_is_told_with_its_line(place: Path, termlock: Run) -> None:
    file = exported(place, termlock, "xliff2")
    draft = entries(place)["Its taste is mild."].translation
    text = file.read_text(encoding="utf-8").replace(f">{draft}<", ">Вкус мягкий.<")
    file.write_text(text, encoding="utf-8")
    (place / "sources/en/natto.md").write_text(ARTICLE.replace("mild", "strong"), encoding="utf-8")
    termlock("run", "--engine", "none", cwd=place)
    done = termlock("import", str(file), cwd=place)
    line = text[: text.index("Вкус мягкий.")].count("\n") - 1
    assert f"natto.xlf:{line}: warning: Its source is no longer in the article" in done.stderr


def test_a_catalogue_from_elsewhere_comes_in(place: Path, termlock: Run) -> None:
    """A colleague's copy of the file: approved is what is not fuzzy, drafts that were left alone stay drafts."""
    copy = place / "copy/ru/natto.po"
    copy.parent.mkdir(parents=True)
    before = entries(place)
    draft = before["Its taste is mild."].translation
    text = po_of(place).read_text(encoding="utf-8")
    where = re.compile(
        r'#, fuzzy\n(msgctxt "li"\nmsgid "Its taste is mild."\nmsgstr )' + re.escape(f'"{draft}"')
    )
    assert where.search(text)
    copy.write_text(where.sub(r'\1"Вкус мягкий."', text), encoding="utf-8")
    results, codes = imported(place, termlock, copy)
    assert (results, codes) == ({"taken": 1, "unchanged": len(before) - 1}, [])
    assert states.state(entries(place)["Its taste is mild."]) is State.APPROVED
    assert states.state(entries(place)[DOSE]) is State.DRAFT


def test_a_catalogue_whose_flags_vanished_is_approved_when_a_person_says_so(
    place: Path, termlock: Run
) -> None:
    texts = {
        "Natto": "Натто",
        FIRST.replace("**morning**", "<s1>morning</s1>"): "Натто едят по <s1>утрам</s1>.",
        DOSE: "Взрослым нужно 100 мкг в сутки.",
        MILD: "Вкус у него мягкий.",
    }
    old = po.parse(po_of(place).read_bytes())
    drafts = [
        replace(
            e,
            translation=texts[e.text],
            flags=("fuzzy",),
            extracted=states.draft_lines(e.key, Draft(texts[e.text], "argos x 1")),
        )
        for e in old.entries
    ]
    po_of(place).write_bytes(po.serialize(replace(old, entries=tuple(drafts))))
    file = place / "ru.po"
    bare = tuple(replace(e, flags=()) for e in drafts)
    file.write_bytes(po.serialize(replace(old, entries=bare)))
    told = termlock("import", str(file), "--article", "natto", cwd=place)
    assert "`termlock import --accept-unflagged`" in told.stderr
    assert {states.state(e) for e in entries(place).values()} == {State.DRAFT}
    told = termlock("import", str(file), "--article", "natto", "--accept-unflagged", cwd=place)
    assert (told.returncode, told.stderr) == (0, "")
    assert {states.state(e) for e in entries(place).values()} == {State.APPROVED}


def test_omegats_catalogue_approves_what_differs_from_source_and_draft(place: Path, termlock: Run) -> None:
    """OmegaT drops all flags and lines, and writes the source where nothing was translated."""
    old = po.parse(po_of(place).read_bytes())
    made = []
    for entry in old.entries:
        text = "Вкус мягкий." if entry.context == "li" else entry.translation
        text = entry.text if entry.text == DOSE else text
        made.append(replace(entry, translation=text, flags=(), extracted=()))
    target = place / "target/natto.po"
    target.parent.mkdir()
    target.write_bytes(po.serialize(replace(old, entries=tuple(made))))
    plain = imported(place, termlock, target, "--from", "omegat")
    assert plain[0]["taken"] == 1
    found = {text: states.state(e) for text, e in entries(place).items()}
    assert found.pop("Its taste is mild.") is State.APPROVED
    assert set(found.values()) == {State.DRAFT}


def test_what_cannot_be_imported_is_told(place: Path, termlock: Run) -> None:
    done = termlock("import", "nothing.csv", cwd=place)
    assert (done.returncode, "cannot be read" in done.stderr) == (1, True)
    (place / "x.doc").write_text("x", encoding="utf-8")
    assert "cannot tell what x.doc is" in termlock("import", "x.doc", cwd=place).stderr
    foreign = place / "elsewhere.po"
    foreign.write_bytes(po_of(place).read_bytes())
    assert "There is no article “elsewhere”" in termlock("import", "elsewhere.po", cwd=place).stderr
    assert termlock("import", "elsewhere.po", "--article", "natto", cwd=place).returncode == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [("nato.po", "Is it natto? Say so: --article natto"), ("k2.po", "Name it: --article NAME")],
)
def test_of_a_catalogue_whose_article_is_not_known_its_name_is_asked(
    place: Path, termlock: Run, name: str, said: str
) -> None:
    (place / name).write_bytes(po_of(place).read_bytes())
    done = termlock("import", name, cwd=place)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert "run termlock" not in done.stderr


def test_an_article_without_catalogues_needs_a_run_before_an_import(place: Path, termlock: Run) -> None:
    (place / "sources/en/soy.md").write_text("Soy is a bean.\n", encoding="utf-8")
    (place / "soy.po").write_bytes(po_of(place).read_bytes())
    done = termlock("import", "soy.po", cwd=place)
    assert (done.returncode, "termlock run" in done.stderr) == (1, True), done.stderr


def test_a_catalogue_that_does_not_say_its_language_is_told_so(place: Path, termlock: Run) -> None:
    text = po_of(place).read_text(encoding="utf-8").replace('"Language: ru\\n"\n', "")
    (place / "natto.po").write_text(text, encoding="utf-8")
    done = termlock("import", "natto.po", cwd=place)
    assert (done.returncode, "header field Language" in done.stderr) == (1, True), done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("xliff", 'target-language="ru"', 'target-language="de"', "de"),
        ("xliff2", 'trgLang="ru"', 'trgLang="zh-Hant"', "zh-Hant"),
        ("po", "Language: ru", "Language: fr", "fr"),
    ],
)
def test_a_file_in_a_language_that_the_workspace_has_not_is_told_which(
    place: Path, termlock: Run, name: str, old: str, new: str, said: str
) -> None:
    file = po_of(place) if name == "po" else exported(place, termlock, name)
    text = file.read_text(encoding="utf-8")
    copy = place / f"natto{file.suffix}"
    copy.write_text(text.replace(old, new), encoding="utf-8")
    done = termlock("import", copy.name, cwd=place)
    assert f"The file says that it is in “{said}”; the workspace has ru, en, zh." in done.stderr, done.stderr
    assert "does not say" not in done.stderr


def test_an_article_that_is_not_there_is_told_once_for_all_its_languages(place: Path, termlock: Run) -> None:
    file = exported(place, termlock, "csv")
    text = file.read_text(encoding="utf-8-sig").replace("\nnatto,", "\nnato,")
    file.write_text(text, encoding="utf-8-sig")
    without(file, MILD, ru=TAKEN, ru_status="approved")
    for _ in range(2):
        done = termlock("import", str(file), cwd=place)
        (told,) = done.stderr.splitlines()
        assert "error: There is no article “nato”" in told
        without(file, MILD, zh="味道清淡。", zh_status="approved", ru="")


def test_rows_of_an_article_that_is_gone_are_no_error_where_nobody_worked_on_them(
    place: Path, termlock: Run
) -> None:
    file = exported(place, termlock, "csv")
    text = file.read_text(encoding="utf-8-sig").replace("\nnatto,", "\nnato,")
    file.write_text(text, encoding="utf-8-sig")
    done = termlock("import", str(file), cwd=place)
    assert (done.returncode, "There is no article “nato”" in done.stderr) == (0, True), done.stderr
    draft = entries(place)[MILD].translation
    file.write_text(text.replace(draft, "Вкус мягкий."), encoding="utf-8-sig")
    assert termlock("import", str(file), cwd=place).returncode == 1


# --- tables whose cells were lost --------------------------------------------------------------------

TAKEN = "Вкус у него мягкий."


def without(file: Path, row_of: str, **cells: str | None) -> int:
    """Other cells in the row of a text; with None the row ends before the column. Its line comes back."""
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    heading = rows[0]
    at = next(i for i, row in enumerate(rows) if row_of in row)
    for name, value in cells.items():
        column = heading.index(name.replace("_", " "))
        rows[at][column:] = [] if value is None else [value, *rows[at][column + 1 :]]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    file.write_text(text.getvalue(), encoding="utf-8-sig")
    return at + 1


@pytest.mark.parametrize("lost", [{"was": ""}, {"was": None}, {"source": None}, {"was": "?"}])
def test_a_row_that_lost_its_note_comes_in_where_nobody_worked(
    place: Path, termlock: Run, lost: dict[str, str | None]
) -> None:
    file = exported(place, termlock, "csv")
    without(file, MILD, ru=TAKEN, ru_status="approved", **lost)
    results, codes = imported(place, termlock, file)
    assert (results["taken"], codes) == (1, [])
    found = entries(place)[MILD]
    assert (found.translation, states.state(found)) == (TAKEN, State.APPROVED)


def test_a_row_that_lost_its_note_is_told_where_another_text_stands(place: Path, termlock: Run) -> None:
    write(place, MILD, "Мягкий вкус.")
    file = exported(place, termlock, "csv")
    line = without(file, MILD, ru=TAKEN, ru_status="approved", was="")
    done = termlock("import", str(file), cwd=place)
    assert f"out.csv:{line}: warning: " in done.stderr, done.stderr
    assert all(said in done.stderr for said in ("“was”", TAKEN, "--overwrite"))
    assert entries(place)[MILD].translation == "Мягкий вкус."
    assert imported(place, termlock, file, "--overwrite")[0]["taken"] == 1


def test_of_equal_sentences_a_row_without_a_note_is_of_its_own(place: Path, termlock: Run) -> None:
    (place / "sources/en/natto.md").write_text(f"# Natto\n\n{MILD}\n\n{DOSE}\n\n{MILD}\n", encoding="utf-8")
    assert termlock("run", "--engine", "none", cwd=place).returncode == 0
    file = exported(place, termlock, "csv")
    without(file, "p#2", ru=TAKEN, ru_status="approved", was="")
    assert imported(place, termlock, file)[0]["taken"] == 1
    catalogue = po.parse(po_of(place).read_bytes())
    assert {e.context: e.translation for e in catalogue.entries if e.text == MILD} == {"p": "", "p#2": TAKEN}


@pytest.mark.parametrize("source", ["Its taste is bitter.", DOSE])
def test_a_text_does_not_come_in_for_another_source(place: Path, termlock: Run, source: str) -> None:
    file = exported(place, termlock, "csv")
    line = without(file, MILD, en=source, ru=TAKEN, ru_status="approved")
    done = termlock("import", str(file), cwd=place)
    assert f"out.csv:{line}: warning: " in done.stderr, done.stderr
    assert all(said in done.stderr for said in (MILD, source))
    assert TAKEN not in {e.translation for e in entries(place).values()}


def test_spaces_and_line_ends_of_a_source_are_not_another_one(place: Path, termlock: Run) -> None:
    file = exported(place, termlock, "csv")
    without(file, MILD, en="Its taste\u00a0is mild. \n", ru=TAKEN, ru_status="approved")
    results, codes = imported(place, termlock, file)
    assert (results["taken"], codes) == (1, [])


@pytest.mark.parametrize("name", FORMATS)
def test_texts_emptied_and_approvals_taken_back_are_told_in_a_line_each(
    place: Path, termlock: Run, name: str
) -> None:
    write(place, MILD, TAKEN)
    write(place, "Natto", "Натто — соевый продукт.")
    file = exported(place, termlock, name)
    if name in TABLES:
        between = "," if name == "csv" else cell_end(file)
        edit(file, f"{TAKEN}{between}approved", f"{TAKEN}{between}draft")
    else:
        approval = {
            "xliff": ('approved="yes"', 'approved="no"'),
            "xliff2": ('state="final"', 'state="translated"'),
        }[name]
        text = file.read_text(encoding="utf-8")
        at = text.rindex(approval[0], 0, text.index(TAKEN))
        file.write_text(text[:at] + approval[1] + text[at + len(approval[0]) :], encoding="utf-8")
    edit(file, "Натто — соевый продукт.", "")
    done = termlock("import", str(file), cwd=place)
    told = done.stderr.splitlines()
    assert len(told) == 2, told
    assert all("1 entry" in line or "1 text" in line for line in told)
    assert "(ru in line " in told[0]
    assert "--overwrite" in done.stderr
    assert "0 catalogues written" in done.stdout
    results, codes = imported(place, termlock, file, "--overwrite")
    assert (results["withdrawn"], results["emptied"], codes) == (1, 1, ["import-emptied"])
    assert states.state(entries(place)[MILD]) is State.EDITED
    assert entries(place)["Natto"].translation == "Натто — соевый продукт."


def cell_end(file: Path) -> str:
    """What stands between a text and the status in the cell beside it."""
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    at = sheet.index(TAKEN) + len(TAKEN)
    return sheet[at : sheet.index("approved", at)]


def test_a_row_that_names_another_source_language_is_told(place: Path, termlock: Run) -> None:
    file = exported(place, termlock, "csv")
    line = without(file, MILD, source="zh", ru=TAKEN, ru_status="approved")
    done = termlock("import", str(file), cwd=place)
    assert f"out.csv:{line}: warning: Its cells do not tell which text is the source" in done.stderr, (
        done.stderr
    )
    assert TAKEN not in {e.translation for e in entries(place).values()}


# --- where a table is written ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx", "tmx"])
def test_a_folder_gets_a_file_and_a_name_its_suffix(place: Path, termlock: Run, kind: str) -> None:
    write(place, MILD, "Вкус у него мягкий.")
    (place / "there").mkdir()
    for out, file in (
        ("there", f"there/termlock.{kind}"),
        ("new/", f"new/termlock.{kind}"),
        ("для-врача", f"для-врача.{kind}"),
        (f"named.{kind}", f"named.{kind}"),
    ):
        done = termlock("export", kind, out, cwd=place)
        assert (done.returncode, file in done.stdout) == (0, True), done.stderr
        assert (place / file).is_file()
    assert termlock("import", f"для-врача.{kind}", cwd=place).returncode == 0


def test_a_suffix_of_another_format_is_refused(place: Path, termlock: Run) -> None:
    done = termlock("export", "csv", "out.xlsx", cwd=place)
    assert (done.returncode, ".csv" in done.stderr) == (2, True)
    assert not (place / "out.xlsx").exists()


# --- comments ----------------------------------------------------------------------------------------

RU_NOTE, ZH_NOTE = "Спросить редактора: «мягкий» или «нежный»?", "请编辑确认：“清淡”还是“温和”？"
RU_IGNORED, ZH_IGNORED = "termlock: ignore negation 1a2b3c4d", "termlock: ignore length 5e6f7a8b"
ZH = "zh_CN"


def comment(place: Path, language: str, *lines: str) -> None:
    """A translator's comment on the sentence on the taste."""
    file = po_of(place, language)
    old = po.parse(file.read_bytes())
    made = [replace(e, comments=lines) if e.text == MILD else e for e in old.entries]
    file.write_bytes(po.serialize(replace(old, entries=tuple(made))))


def comments(place: Path, language: str = "ru") -> tuple[str, ...]:
    return next(e.comments for e in po.parse(po_of(place, language).read_bytes()).entries if e.text == MILD)


def edit(file: Path, old: str, new: str) -> None:
    """A reviewer changes a text in a table (CSV or XLSX), or in an XLIFF."""
    if file.suffix != ".xlsx":
        encoding = "utf-8-sig" if file.suffix == ".csv" else "utf-8"
        with file.open(encoding=encoding, newline="") as opened:
            text = opened.read()
        assert text.count(old) == 1
        file.write_bytes(text.replace(old, new).encode(encoding))
        return
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert parts[sheet].count(old) == 1
    parts[sheet] = parts[sheet].replace(old, new)
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


TABLES = [name for name in FORMATS if name in ("csv", "xlsx")]


@pytest.fixture
def commented(place: Path) -> Path:
    comment(place, "ru", RU_NOTE, "", RU_IGNORED)
    comment(place, ZH, ZH_NOTE, ZH_IGNORED)
    return place


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_was_left_alone_leaves_each_languages_comments_alone(
    commented: Path, termlock: Run, name: str
) -> None:
    file = exported(commented, termlock, name)
    before = files_of(commented)
    done = termlock("import", str(file), cwd=commented)
    assert "0 catalogues written" in done.stdout
    assert files_of(commented) == before


@pytest.mark.parametrize("name", TABLES)
def test_a_comment_that_is_edited_in_a_table_replaces_its_own_and_no_other_languages(
    commented: Path, termlock: Run, name: str
) -> None:
    file = exported(commented, termlock, name)
    edit(file, RU_NOTE, "Решено: «мягкий».")
    results, codes = imported(commented, termlock, file)
    assert (results["commented"], codes) == (1, [])
    assert comments(commented) == ("Решено: «мягкий».", RU_IGNORED)
    assert comments(commented, ZH) == (ZH_NOTE, ZH_IGNORED)
    again = files_of(commented)
    imported(commented, termlock, file)
    assert files_of(commented) == again


@pytest.mark.parametrize("name", TABLES)
def test_a_comment_that_is_deleted_in_a_table_is_deleted(commented: Path, termlock: Run, name: str) -> None:
    file = exported(commented, termlock, name)
    edit(file, f"{ZH_NOTE}\n{ZH_IGNORED}", "")
    imported(commented, termlock, file)
    assert comments(commented, ZH) == ()
    assert comments(commented) == (RU_NOTE, "", RU_IGNORED)


def test_a_comment_that_was_changed_here_meanwhile_stays_beside_the_tables(
    commented: Path, termlock: Run
) -> None:
    file = exported(commented, termlock, "csv")
    comment(commented, "ru", "Редактор: «нежный».", RU_IGNORED)
    comment(commented, ZH, "编辑：“清淡”。", ZH_IGNORED)
    edit(file, RU_NOTE, "Решено: «мягкий».")
    edit(file, f"{ZH_NOTE}\n{ZH_IGNORED}", "")
    imported(commented, termlock, file)
    assert comments(commented) == ("Редактор: «нежный».", RU_IGNORED, "Решено: «мягкий».")
    assert comments(commented, ZH) == ("编辑：“清淡”。",)


def test_an_older_table_with_one_comment_column_adds_what_is_new_in_it(
    commented: Path, termlock: Run
) -> None:
    """Such a table held the comments of all languages in one cell, and did not tell whose they were."""
    file = exported(commented, termlock, "csv")
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    heading = rows[0]
    shown = [at for at, name in enumerate(heading) if not name.endswith(" comment")]
    places = [heading.index(f"{code} comment") for code in ("ru", "zh")]
    old = [[*(row[at] for at in shown), "\n".join(filter(None, (row[at] for at in places)))] for row in rows]
    old[0][-1] = "comment"
    was = old[0].index("was")
    for row in old[1:]:
        row[was] = re.sub(r"(\w\w:[0-9a-f]{8}):\S*", r"\1", row[was])
    text = io.StringIO()
    csv.writer(text).writerows(old)
    file.write_text(text.getvalue(), encoding="utf-8-sig")
    before = files_of(commented)
    imported(commented, termlock, file)
    assert files_of(commented) == before
    edit(file, ZH_IGNORED, f"{ZH_IGNORED}\nПроверено: Ли\ntermlock: ignore numbers 0a0b0c0d")
    imported(commented, termlock, file)
    assert comments(commented) == (RU_NOTE, "", RU_IGNORED, "Проверено: Ли")
    assert comments(commented, ZH) == (ZH_NOTE, ZH_IGNORED, "Проверено: Ли")
