"""Publishing a workspace: pages in three languages, the gate, links, heads, and what goes wrong."""

from __future__ import annotations

import gettext
import io
import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.batch.deciding import PublishOptions
from pipeline.errors import OutputError, UsageError
from pipeline.model import Severity
from tests.conftest import Run, files_of
from tests.publish.workspaces import (
    approve,
    approved,
    article,
    catalogue_file,
    find_workspace,
    ignore,
    ignore_all,
    made,
    page,
    publish,
    rewrite,
    settings,
)

HTML = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Bones</title>
</head>
<body>
<main>
<p>Bones need <a href="k2.md#dose">vitamin K2</a>. <img src="img/bone.svg" alt="A bone"></p>
</main>
</body>
</html>
"""
MARKDOWN = "# Vitamin K2\n\nIt helps bones. See [the page](bones.html).\n"
RU_HTML = {
    "Bones": "Кости",
    "Bones need <a1>vitamin K2</a1>.": "Костям нужен <a1>витамин K2</a1>.",
    "A bone": "Кость",
}
RU_MARKDOWN = {
    "Vitamin K2": "Витамин K2",
    "It helps bones.": "Он помогает костям.",
    "See <a1>the page</a1>.": "См. <a1>страницу</a1>.",
}
ZH_HTML = {
    "Bones": "骨骼",
    "Bones need <a1>vitamin K2</a1>.": "骨骼需要<a1>维生素K2</a1>。",
    "A bone": "一块骨头",
}


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    article(empty_workspace, "en/bones.html", HTML)
    article(empty_workspace, "en/k2.md", MARKDOWN)
    article(empty_workspace, "en/img/bone.svg", "<svg/>")
    made(empty_workspace)
    return empty_workspace


@pytest.fixture
def reviewed(place: Path) -> Path:
    approve(place, "ru", "bones", RU_HTML)
    approve(place, "ru", "k2", RU_MARKDOWN)
    approve(place, "zh", "bones", ZH_HTML)
    return place


def test_reviewed_articles_are_published_and_others_are_told(reviewed: Path, termlock: Run) -> None:
    done = termlock("publish", cwd=reviewed)
    assert done.returncode == 0, done.stderr
    assert "5 pages published, 1 not" in done.stdout
    assert (
        "output/locale/zh_CN/LC_MESSAGES/k2.po: info: Not published: 0 % of its words are reviewed"
        in done.stderr
    )
    pages = {p for p in files_of(reviewed / "output/site") if not p.startswith("locale/")}
    assert pages == {
        "index.html", "manifest.json", "en/bones.html", "en/k2.md", "en/img/bone.svg", "ru/bones.html", "ru/k2.md",
        "zh/bones.html",
    }  # fmt: skip
    again = termlock("publish", cwd=reviewed)
    assert "nothing has changed." in again.stdout


def test_a_page_says_its_language_and_leads_to_its_others(reviewed: Path) -> None:
    publish(find_workspace(reviewed))
    zh = page(reviewed, "zh/bones.html")
    assert '<html lang="zh-Hans">' in zh
    assert "<p>骨骼需要<a" in zh
    assert '<a lang="ru" hreflang="ru" href="../ru/bones.html">Русский</a>' in zh
    assert "canonical" not in zh
    assert page(reviewed, "ru/k2.md").startswith("---\nlang: ru\ntranslationKey: k2\n---\n\n# Витамин")


def test_links_between_articles_stay_in_the_language_and_files_are_found(reviewed: Path) -> None:
    publish(find_workspace(reviewed))
    assert 'href="k2.md#dose"' in page(reviewed, "ru/bones.html")
    assert "(bones.html)" in page(reviewed, "ru/k2.md")
    # The Chinese page of K2 is not published: the link leads to the original.
    assert 'href="../en/k2.md#dose"' in page(reviewed, "zh/bones.html")
    for language in ("ru", "zh"):
        assert 'src="../en/img/bone.svg"' in page(reviewed, f"{language}/bones.html")


def test_with_an_address_pages_have_canonical_links_and_alternates(reviewed: Path) -> None:
    settings(reviewed, '[publish]\nbase_url = "https://example.org/health"\n')
    publish(find_workspace(reviewed))
    zh = page(reviewed, "zh/bones.html")
    assert '<link rel="canonical" href="https://example.org/health/zh/bones.html">' in zh
    for code, folder in (("ru", "ru"), ("en", "en"), ("zh-Hans", "zh"), ("x-default", "en")):
        line = (
            f'<link rel="alternate" hreflang="{code}" href="https://example.org/health/{folder}/bones.html">'
        )
        assert zh.count(line) == 1


def test_the_own_language_published_bare_is_the_article(reviewed: Path) -> None:
    article(
        reviewed, "ru/old.html", '<meta charset="windows-1251"><p>Кости и сосуды</p>\r\n'.encode("cp1251")
    )
    made(reviewed)
    approve(reviewed, "en", "old", {"Кости и сосуды": "Bones & vessels"})
    publish(find_workspace(reviewed), (), PublishOptions(bare=True))
    for path in ("en/bones.html", "en/k2.md", "ru/old.html"):
        assert (reviewed / "output/site" / path).read_bytes() == (reviewed / "sources" / path).read_bytes()
    assert page(reviewed, "en/old.html") == '<meta charset="utf-8"><p>Bones &amp; vessels</p>\r\n'
    assert page(reviewed, "ru/k2.md") == "# Витамин K2\n\nОн помогает костям. См. [страницу](bones.html).\n"
    assert not (reviewed / "output/site/index.html").exists()


def test_drafts_are_marked_told_and_kept_from_search_engines(place: Path) -> None:
    settings(place, "[publish]\nmin_reviewed = 0.0\nmax_machine = 1.0\n")
    made(place, "pseudo")
    publish(find_workspace(place), (), PublishOptions(policy="draft"))
    ru, k2 = page(place, "ru/bones.html"), page(place, "ru/k2.md")
    assert '<meta name="robots" content="noindex">' in ru
    assert '<mark class="machine-draft">' in ru
    assert "Машинный перевод" in ru
    assert "\nrobots: noindex\n" in k2
    assert "> **Машинный перевод" in k2
    assert "noindex" not in page(place, "en/bones.html")


@pytest.mark.parametrize(
    "source",
    [
        "<p>Bones need it.</p>",
        "<title>T</title><p>Bones need it.</p>",
        "<body><p>Bones need it.",
        "Bones need it.",
    ],
)
def test_a_draft_without_head_or_body_is_told_all_the_same(place: Path, source: str) -> None:
    article(place, "en/part.html", source)
    settings(place, "[publish]\nmin_reviewed = 0.0\nmax_machine = 1.0\n")
    made(place, "pseudo")
    publish(find_workspace(place), (), PublishOptions(policy="draft"))
    ru = page(place, "ru/part.html")
    assert ru.index("noindex") < ru.index("Машинный перевод") < ru.index("<mark")


def test_drafts_that_are_asked_for_are_published_whatever_the_bounds(place: Path, termlock: Run) -> None:
    made(place, "pseudo")
    done = termlock("publish", "--policy", "draft", cwd=place)
    assert "6 pages published, 0 not" in done.stdout
    ru = page(place, "ru/bones.html")
    assert '<meta name="robots" content="noindex">' in ru
    assert "Машинный перевод" in ru


def test_asking_for_drafts_writes_no_page_without_a_translation(place: Path) -> None:
    report = publish(find_workspace(place), (), PublishOptions(policy="draft"))
    assert {p.language for p in report.pages if p.written} == {"en"}
    told = [f.message for f in report.findings if f.check == "publish-refused"]
    assert len(told) == 4
    assert all("nothing of it is translated" in message for message in told)


def test_the_policy_of_the_settings_keeps_their_bounds_and_says_which(place: Path) -> None:
    settings(place, '[publish]\npolicy = "draft"\n')
    made(place, "pseudo")
    report = publish(find_workspace(place))
    told = [f.message for f in report.findings if f.check == "publish-refused"]
    assert all("100 % are asked (min_reviewed)" in message for message in told)
    assert any("at most 50 % is allowed (max_machine)" in message for message in told)


def test_bare_drafts_are_refused_and_a_draft_policy_publishes_approved_text_alone(place: Path) -> None:
    with pytest.raises(UsageError, match="marks"):
        publish(find_workspace(place), (), PublishOptions(policy="draft", bare=True))
    settings(place, '[publish]\npolicy = "draft"\nmin_reviewed = 0.0\nmax_machine = 1.0\n')
    made(place, "pseudo")
    publish(find_workspace(place), (), PublishOptions(bare=True))
    assert page(place, "ru/k2.md") == MARKDOWN


def test_an_approved_error_is_held_told_and_published_when_ignored_by_name(
    place: Path, termlock: Run
) -> None:
    article(place, "en/dose.md", "Take 100 mcg daily.\n")
    made(place)
    approve(place, "ru", "dose", {"Take 100 mcg daily.": "Принимайте 1000 мкг ежедневно."})
    done = termlock("publish", "sources/en/dose.md", cwd=place)
    assert done.returncode == 1
    assert "ru/LC_MESSAGES/dose.po" in done.stderr
    assert "[publish-held, p]" in done.stderr
    assert not (place / "output/site/ru/dose.md").exists()
    told = tuple(re.findall(r"`# (termlock: ignore \S+ [0-9a-f]{8})`", done.stderr))
    rewrite(place, "ru", "dose", lambda entry: replace(entry, comments=told))
    assert termlock("publish", "sources/en/dose.md", cwd=place).returncode == 0
    assert "1000\u00a0мкг" in page(place, "ru/dose.md")


def test_the_last_approved_text_fills_a_gap_and_no_new_dose_does(reviewed: Path) -> None:
    publish(find_workspace(reviewed))
    article(reviewed, "en/k2.md", MARKDOWN.replace("It helps bones.", "It helps all bones."))
    made(reviewed)
    publish(find_workspace(reviewed))
    assert "Он помогает костям." in page(reviewed, "ru/k2.md")
    article(reviewed, "en/k2.md", MARKDOWN.replace("It helps bones.", "It does not help bones."))
    made(reviewed)
    report = publish(find_workspace(reviewed))
    refused = [p for p in report.pages if not p.written and p.language == "ru"]
    assert [p.article for p in refused] == ["k2"]


OLDER = [
    (
        "en",
        "ru",
        "Vitamin A is {} in pregnancy.",
        "safe",
        "dangerous",
        "Витамин A безопасен при беременности.",
    ),
    ("en", "zh", "Vitamin A is {} in pregnancy.", "safe", "dangerous", "孕期服用维生素A是安全的。"),
    ("ru", "en", "Магний принимают {} еды.", "до", "после", "Magnesium is taken before meals."),
    ("ru", "zh", "Магний принимают {} еды.", "до", "после", "镁应在饭前服用。"),
    ("zh", "ru", "华法林会{}出血风险。", "降低", "增加", "Варфарин снижает риск кровотечения."),
    ("en", "ru", "Inject it into a {}.", "muscle", "vein", "Вводите его в мышцу."),
    ("en", "zh", "It may harm the {}.", "liver", "kidneys", "可能损害肝脏。"),
    ("en", "ru", "Take it once a {}.", "day", "week", "Принимайте его раз в день."),
]


@pytest.mark.parametrize("policy", ["reviewed", "draft"])
@pytest.mark.parametrize(("source", "target", "text", "old", "new", "translation"), OLDER)
def test_an_approved_text_that_says_the_opposite_by_now_is_not_published(
    empty_workspace: Path,
    source: str,
    target: str,
    text: str,
    old: str,
    new: str,
    translation: str,
    policy: str,
) -> None:
    settings(empty_workspace, f'[publish]\nmin_reviewed = 0.0\nmax_machine = 1.0\npolicy = "{policy}"\n')
    path = f"{source}/advice.md"
    article(empty_workspace, path, text.format(old) + "\n")
    made(empty_workspace)
    approve(empty_workspace, target, "advice", {text.format(old): translation})
    publish(find_workspace(empty_workspace))
    assert translation.split()[0] in page(empty_workspace, f"{target}/advice.md").replace("\u00a0", " ")
    article(empty_workspace, path, text.format(new) + "\n")
    made(empty_workspace)
    report = publish(find_workspace(empty_workspace))
    shown = page(empty_workspace, f"{target}/advice.md")
    assert f">{text.format(new)}</" in shown.replace("\u00a0", " ")
    assert translation.split()[0] not in shown
    assert "publish-last-approved" not in {f.check for f in report.findings}


def test_a_text_that_was_approved_for_an_older_source_is_told_once_a_page(reviewed: Path) -> None:
    newer = MARKDOWN.replace("It helps bones. See", "It helps all bones. Do see")
    article(reviewed, "en/k2.md", newer)
    made(reviewed)
    report = publish(find_workspace(reviewed), (), PublishOptions(languages=("ru",)))
    (told,) = [f for f in report.findings if f.check == "publish-last-approved"]
    assert told.severity is Severity.WARNING
    assert told.message.startswith("2 sentences hold the text that was approved before the source changed.")
    lines = catalogue_file(reviewed, "ru", "k2").read_text(encoding="utf-8").splitlines()
    assert told.path == "output/locale/ru/LC_MESSAGES/k2.po"
    assert "Он помогает костям." in "".join(lines[told.line - 1 : told.line + 8])


def test_a_gap_is_filled_with_the_source_and_says_its_language(reviewed: Path) -> None:
    settings(reviewed, "[publish]\nmin_reviewed = 0.2\n")
    approve(reviewed, "zh", "k2", {"Vitamin K2": "维生素K2"})
    publish(find_workspace(reviewed))
    assert '<span lang="en">It helps bones.</span>' in page(reviewed, "zh/k2.md")


def test_an_edit_in_the_source_languages_catalogue_is_published_but_not_bare(reviewed: Path) -> None:
    approve(reviewed, "en", "k2", {"It helps bones.": "It helps bones & vessels."})
    publish(find_workspace(reviewed))
    assert "It helps bones & vessels." in page(reviewed, "en/k2.md")
    publish(find_workspace(reviewed), (), PublishOptions(bare=True))
    assert page(reviewed, "en/k2.md") == MARKDOWN


def test_compiled_catalogues_hold_what_stands_on_the_page_and_gettext_reads_them(reviewed: Path) -> None:
    publish(find_workspace(reviewed))
    data = (reviewed / "output/site/locale/zh_CN/LC_MESSAGES/bones.mo").read_bytes()
    assert gettext.GNUTranslations(io.BytesIO(data)).pgettext("title", "Bones") == "骨骼"
    assert not (reviewed / "output/site/locale/zh_CN/LC_MESSAGES/k2.mo").exists()


def test_the_manifest_tells_each_page_and_contents_lead_to_it(reviewed: Path) -> None:
    publish(find_workspace(reviewed))
    rows = json.loads((reviewed / "output/site/manifest.json").read_bytes())["pages"]
    assert [(r["article"], r["language"], r["title"]) for r in rows] == [
        ("bones", "en", "Bones"), ("bones", "ru", "Кости"), ("bones", "zh", "骨骼"), ("k2", "en", "Vitamin K2"),
        ("k2", "ru", "Витамин K2"),
    ]  # fmt: skip
    assert rows[0]["segments"] == {"approved": 3}
    contents = page(reviewed, "index.html")
    assert 'href="zh/bones.html"' in contents
    publish(find_workspace(reviewed), (reviewed / "sources/en/k2.md",), PublishOptions(languages=("ru",)))
    assert page(reviewed, "index.html") == contents


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def _broken_links(site: Path) -> list[str]:
    """Relative links of a site's HTML and Markdown that lead to no file of it."""
    import re

    broken = []
    for file in site.rglob("*"):
        text = file.read_text(encoding="utf-8") if file.suffix in (".html", ".md") else ""
        reader = _Addresses()
        reader.feed(text if file.suffix == ".html" else "")
        links = reader.found + (re.findall(r"\]\(([^)\s]+)", text) if file.suffix == ".md" else [])
        for link in links:
            path = unquote(link.partition("#")[0])
            if path and "://" not in path and not path.startswith("/") and not (file.parent / path).is_file():
                broken.append(f"{file.relative_to(site)}: {link}")
    return broken


def test_no_link_of_the_published_sample_is_broken(sample: Path) -> None:
    shutil.rmtree(sample / "output/site", ignore_errors=True)
    report = publish(find_workspace(sample))
    assert sum(p.written for p in report.pages) >= 14
    assert [f for f in report.findings if f.check == "link-broken"] == []
    assert _broken_links(sample / "output/site") == []


def test_a_link_to_nothing_is_told_at_its_line(place: Path) -> None:
    long = "x" * 400
    article(place, "en/links.md", f"# T\n\nSee [this](gone.md), [that]({long}.md) and [those](img/).\n")
    made(place)
    report = publish(find_workspace(place), (place / "sources/en/links.md",))
    told = [f for f in report.findings if f.check == "link-broken"]
    assert [(f.line, "gone.md" in f.message) for f in told] == [(3, True), (3, False)]


# --- what goes wrong --------------------------------------------------------------------------------


def test_a_catalogue_that_cannot_be_read_stops_no_other_page(reviewed: Path, termlock: Run) -> None:
    catalogue_file(reviewed, "ru", "bones").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    done = termlock("publish", cwd=reviewed)
    assert done.returncode == 1
    assert "ru/LC_MESSAGES/bones.po:2" in done.stderr
    assert (reviewed / "output/site/ru/k2.md").is_file()
    assert not (reviewed / "output/site/ru/bones.html").exists()


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b'{"pages": [{"article": 1}]}', b"\xff\xfe", b'{"pages": 5}', b"[" * 99_999]
)
def test_a_damaged_manifest_is_told_and_made_anew(reviewed: Path, data: bytes) -> None:
    publish(find_workspace(reviewed))
    good = (reviewed / "output/site/manifest.json").read_bytes()
    (reviewed / "output/site/manifest.json").write_bytes(data)
    report = publish(find_workspace(reviewed))
    assert [f.check for f in report.findings if f.check.startswith("manifest")] == ["manifest-damaged"]
    assert (reviewed / "output/site/manifest.json").read_bytes() == good


def test_a_manifest_cannot_lead_out_of_the_site(reviewed: Path) -> None:
    publish(find_workspace(reviewed))
    file = reviewed / "output/site/manifest.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace("ru/k2.md", "ru/../../../termlock.toml"), encoding="utf-8"
    )
    publish(find_workspace(reviewed), (reviewed / "sources/en/bones.html",))
    assert "termlock.toml" not in page(reviewed, "index.html")


def test_a_site_folder_that_cannot_be_written_is_told_for_each_page(reviewed: Path, termlock: Run) -> None:
    (reviewed / "output/site").write_text("a file", encoding="utf-8")
    done = termlock("publish", cwd=reviewed)
    assert done.returncode == 3
    assert "output/site/ru/k2.md: error: The file cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_page_that_cannot_be_written_stops_no_other(reviewed: Path) -> None:
    (reviewed / "output/site/ru/k2.md").mkdir(parents=True)
    report = publish(find_workspace(reviewed))
    assert report.status == 3
    assert (reviewed / "output/site/ru/bones.html").is_file()
    assert (reviewed / "output/site/en/k2.md").is_file()


def test_a_run_that_holds_the_output_folder_is_waited_for(reviewed: Path) -> None:
    from pipeline.locks import locked

    workspace = find_workspace(reviewed)
    with locked(workspace.output), pytest.raises(OutputError, match="Another run"):
        publish(workspace)


def test_articles_named_as_the_sites_own_files_and_with_two_suffixes_are_published(place: Path) -> None:
    article(place, "en/index.html", "<p>An index of bones.</p>")
    article(place, "blog/k2.study.en.md", "A study of bones.\n\n[Contents](../en/index.html)\n")
    made(place)
    publish(find_workspace(place))
    assert page(place, "en/index.html") != page(place, "index.html")
    assert page(place, "en/blog/k2.study.md").endswith("A study of bones.\n\n[Contents](../index.html)\n")


def test_files_that_would_take_the_sites_own_places_are_told(place: Path) -> None:
    article(place, "manifest.json", "{}")
    article(place, "en/app.html", '<p>Bones</p><a href="../manifest.json"></a>')
    made(place)
    report = publish(find_workspace(place))
    assert [f.check for f in report.findings if f.check == "asset-name-taken"] == ["asset-name-taken"]
    assert json.loads((place / "output/site/manifest.json").read_bytes())["pages"]


def test_a_title_that_is_not_translated_is_listed_in_its_own_language(place: Path) -> None:
    settings(place, "[publish]\nmin_reviewed = 0.0\n")
    publish(find_workspace(place))
    contents = page(place, "index.html")
    assert '<a lang="en" hreflang="ru" href="ru/bones.html">Bones</a>' in contents
    approve(place, "ru", "bones", RU_HTML)
    publish(find_workspace(place))
    assert '<a lang="ru" hreflang="ru" href="ru/bones.html">Кости</a>' in page(place, "index.html")
    assert '<a lang="en" hreflang="zh-Hans" href="zh/bones.html">Bones</a>' in page(place, "index.html")


def test_letters_that_an_articles_own_encoding_lacks_are_told_where_no_reference_can_stand(
    place: Path,
) -> None:
    article(place, "ru/old.txt", "Кости и сосуды берегут кальций вместе\n".encode("cp1251"))
    made(place)
    approve(place, "ru", "old", {"Кости и сосуды берегут кальций вместе": "Кости ≥ сосуды"})
    report = publish(find_workspace(place))
    assert [f.check for f in report.findings if f.path == "sources/ru/old.txt"] == ["unencodable"]


def test_a_fault_in_one_article_stops_no_other(reviewed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.batch import publish as module

    real = module.splice

    def faulty(article, *rest):  # type: ignore[no-untyped-def]
        if article.name == "bones":
            raise StopIteration
        return real(article, *rest)

    monkeypatch.setattr(module, "splice", faulty)
    report = publish(find_workspace(reviewed))
    assert report.status == 1
    assert (reviewed / "output/site/ru/k2.md").is_file()


def test_a_preview_needs_nothing_else_and_shows_both_texts(reviewed: Path, termlock: Run) -> None:
    done = termlock("preview", "sources/en/bones.html", cwd=reviewed)
    file = reviewed / done.stdout.strip()
    text = file.read_text(encoding="utf-8")
    assert "骨骼需要<u>维生素K2</u>。" in text
    assert "src=" not in text
    assert "href=" not in text
    assert termlock("preview", "sources/en", cwd=reviewed).returncode == 2


def test_wrong_use_ends_with_status_2(place: Path, termlock: Run) -> None:
    for arguments in (["--languages", "fr"], ["--bare", "--policy", "draft"], ["nowhere.md"]):
        assert termlock("publish", *arguments, cwd=place).returncode == 2


def test_published_pages_are_told_for_programs(reviewed: Path, termlock: Run) -> None:
    told = json.loads(termlock("publish", "--json", cwd=reviewed).stdout)
    assert told["status"] == 0
    assert {p["path"] for p in told["pages"] if p["written"]} >= {"ru/k2.md", "zh/bones.html"}


def test_nobody_is_told_to_ignore_that_tags_are_lost(place: Path, termlock: Run) -> None:
    """It would be published no more than before."""
    approve(place, "ru", "k2", {**RU_MARKDOWN, "See <a1>the page</a1>.": "См. страницу."})
    for command in ("check", "publish"):
        done = termlock(command, cwd=place)
        assert "Tags of the source are not in the translation" in done.stdout + done.stderr
        assert "termlock: ignore tags" not in done.stdout + done.stderr


@pytest.mark.parametrize("signoff", [True, False])
def test_a_page_without_a_signature_says_where_signing_is_switched_on(reviewed: Path, signoff: bool) -> None:
    settings(reviewed, f"[publish]\nrequire_signoff = true\n[review]\nsignoff = {str(signoff).lower()}\n")
    report = publish(find_workspace(reviewed), (reviewed / "sources/en/k2.md",))
    (told,) = [f.message for f in report.findings if f.check == "publish-refused" and f.language == "ru"]
    assert "no second person signed it as it is (publish.require_signoff)" in told
    assert ("while review.signoff is false" in told) is not signoff


def test_a_page_that_cannot_be_written_safely_is_told_and_held_by_its_gate(place: Path) -> None:
    lost = {**RU_MARKDOWN, "See <a1>the page</a1>.": "См. страницу."}
    approve(place, "ru", "k2", lost)
    rewrite(place, "ru", "k2", lambda entry: ignore(entry, "tags"))
    report = publish(find_workspace(place), (place / "sources/en/k2.md",))
    assert report.status == 1
    assert {f.check for f in report.findings if f.language == "ru"} == {"publish-unsafe", "publish-refused"}
    (unsafe,) = [f for f in report.findings if f.check == "publish-unsafe"]
    lines = catalogue_file(place, "ru", "k2").read_text(encoding="utf-8").splitlines()
    assert unsafe.path == "output/locale/ru/LC_MESSAGES/k2.po"
    assert "См. страницу." in "".join(lines[unsafe.line - 1 : unsafe.line + 8])
    assert "Tags of the source are not in the translation: <a1> </a1>. Correct it." in unsafe.message
    assert not (place / "output/site/ru/k2.md").exists()
    assert "ru/k2.md" not in page(place, "index.html")
    settings(place, "[publish]\nmin_reviewed = 0.5\n")
    publish(find_workspace(place), (place / "sources/en/k2.md",))
    assert '<span lang="en">See [the page](../en/bones.html).</span>' in page(place, "ru/k2.md")


def test_the_shared_articles_come_back_and_are_published_in_three_languages(
    shared: Path, empty_workspace: Path
) -> None:
    for file in (shared / "articles").iterdir():
        name, language, _ = file.name.split(".")
        article(empty_workspace, f"{language}/{name}.txt", file.read_bytes())
    made(empty_workspace)
    for file in (shared / "articles").iterdir():
        name, own, _ = file.name.split(".")
        for language in {"ru", "en", "zh"} - {own}:
            rewrite(empty_workspace, language, name, lambda e: ignore_all(approved(e, f"⟦{e.text}⟧")))
    report = publish(find_workspace(empty_workspace))
    assert sum(p.written for p in report.pages) == 9
    for file in (shared / "articles").iterdir():
        name, own, _ = file.name.split(".")
        site = empty_workspace / "output/site"
        assert (site / own / f"{name}.txt").read_bytes() == file.read_bytes()
        lines = file.read_text(encoding="utf-8").count("|")
        for language in {"ru", "en", "zh"} - {own}:
            assert (site / language / f"{name}.txt").read_text(encoding="utf-8").count("|") == lines
