"""Acts on the disk: several people and programs at once, and what is told of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.batch.review import Workdesk
from pipeline.catalogue import po, states
from pipeline.model import Key, State
from pipeline.review import editing, signing
from pipeline.review.access import Access, access_for
from pipeline.review.log import Log, Record
from pipeline.review.report import report
from pipeline.review.review import Review
from pipeline.review.saving import Act, ConflictError, Done, GoneError
from pipeline.review.sheet import Painter, open_sheet
from pipeline.review.wording import wording
from pipeline.settings import find_workspace
from tests.review import workspace
from tests.review.workspace import ARTICLE, RU, catalogue, change, entries, refresh

DOSE = Key("p", "The usual supplement holds 100 mcg of MK-7.")
DRAFTS = [Key("p", text) for text in RU if RU[text].state is State.DRAFT]


@pytest.fixture
def review(empty_workspace: Path) -> Review:
    place = workspace.make(empty_workspace, "[review]\nsignoff = true\n[publish]\nrequire_signoff = true\n")
    return Review(Workdesk(find_workspace(place, place)))


def root(review: Review) -> Path:
    return review.workspace.root


def act(
    review: Review, key: Key, action: str = "edit", who: str = "Анна", language: str = "ru", **more: str
) -> Done:
    """Carry out an act by a person who looks at the entry as it is."""
    place = review.shelf.place(ARTICLE, language)
    assert place is not None
    seen = more.pop("seen", editing.version(entries(place.file)[key]))
    return review.saving.do(Act(place, editing.identity(key), seen, who, action, **more))


def test_acts_of_many_at_once_all_come_through(review: Review) -> None:
    """Eight people, each in a segment of their own, over and over, and runs in between."""
    file = catalogue(root(review), "ru")
    keys = [key for key in entries(file) if key.context != "p#2"][:8]

    def work(key: Key) -> None:
        for number in range(5):
            act(review, key, text=f"Текст {number}.", who=f"Автор {keys.index(key)}")

    stop = threading.Event()
    runs = threading.Thread(target=lambda: [refresh(root(review)) for _ in iter(stop.is_set, True)])
    runs.start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, keys))
    stop.set()
    runs.join()
    assert [entries(file)[key].translation for key in keys] == ["Текст 4."] * len(keys)
    told = [
        json.loads(line)
        for line in (root(review) / "output/review-log.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(told) == 5 * len(keys)


def test_an_act_on_what_was_not_seen_changes_nothing(review: Review) -> None:
    seen = editing.version(entries(catalogue(root(review), "ru"))[DOSE])
    change(catalogue(root(review), "ru"), DOSE, translation="Обычно 100 мкг.")
    before = catalogue(root(review), "ru").read_bytes()
    for action in ("edit", "approve", "unapprove"):
        with pytest.raises(ConflictError):
            act(review, DOSE, action, seen=seen, text="Моё.")
    assert catalogue(root(review), "ru").read_bytes() == before


def test_an_act_is_undone_only_while_nobody_went_on(review: Review) -> None:
    done = act(review, DOSE, text="Первый.")
    act(review, DOSE, text="Второй.", who="Борис")
    with pytest.raises(ConflictError):
        review.saving.undo(done.undo, "Анна")
    assert entries(catalogue(root(review), "ru"))[DOSE].translation == "Второй."
    with pytest.raises(GoneError):
        review.saving.undo(12345, "Анна")


def test_an_act_that_changes_nothing_writes_nothing(review: Review) -> None:
    before = catalogue(root(review), "ru").read_bytes()
    assert act(review, DOSE, text="Обычная добавка содержит 180 мкг MK-7.").undo == 0
    assert catalogue(root(review), "ru").read_bytes() == before
    assert not (root(review) / "output/review-log.jsonl").exists()


def test_nothing_is_approved_without_a_text(review: Review) -> None:
    with pytest.raises(GoneError, match="no text to approve"):
        act(review, Key("td", "Gouda"), "approve")


def test_findings_follow_the_text(review: Review) -> None:
    act(review, DOSE, text="Обычная добавка содержит 100 мкг MK-7.")
    assert not states.findings(entries(catalogue(root(review), "ru"))[DOSE])
    act(review, DOSE, text="Обычная добавка содержит 10 мкг MK-7.")
    assert {f.check for f in states.findings(entries(catalogue(root(review), "ru"))[DOSE])} == {"numbers"}


def test_sentences_that_are_joined_are_judged_together(review: Review) -> None:
    """The first entry says both, the second one `<empty/>`: alone the one denies too much and the other nothing."""
    second = Key("p", "A second dose is never needed.")
    both = "Обычная добавка содержит 100 мкг MK-7, и вторая доза никогда не нужна."
    act(review, second, text="Вторая доза не нужна.")
    act(review, DOSE, text="Обычная добавка содержит MK-7.")
    file = catalogue(root(review), "ru")
    assert "numbers" in {f.check for f in states.findings(entries(file)[DOSE])}
    act(review, DOSE, text=both)
    done = act(review, second, text="<empty/>")
    found = {key: states.findings(entry) for key, entry in entries(file).items() if key in (DOSE, second)}
    assert found == {DOSE: (), second: ()}
    log = (root(review) / "output/review-log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(log[-1]).get("others", 0) == 0  # of its neighbour nothing but the findings changed
    assert shown(review, DOSE) == shown(review, second) == []
    act(review, DOSE, text=both.replace("100", "10"))
    assert {f.check for f in states.findings(entries(file)[DOSE])} == {"numbers"}
    assert "numbers" in shown(review, DOSE)
    assert shown(review, second) == []
    review.saving.undo(done.undo, "Анна")
    assert entries(file)[second].translation == "Вторая доза не нужна."
    assert "negation-added" in {f.check for f in states.findings(entries(file)[DOSE])}


def shown(review: Review, key: Key, language: str = "ru") -> list[str]:
    """The checks whose findings the page shows at an entry."""
    sheet = open_sheet(review.shelf, ARTICLE)
    assert sheet is not None
    row = Painter(sheet, review.judge, wording("en")).row(sheet.keys.index(key))
    cell = next(cell for cell in row.cells if cell and cell.language == language)
    return [finding.check for finding in cell.findings]


def test_the_queue_begins_with_what_would_do_harm(review: Review) -> None:
    place = review.shelf.place(ARTICLE, "ru")
    assert place is not None
    order = [review.shelf.document(place).entries[task.at].text for task in review.queue.tasks(place)]
    assert set(order[:2]) == {DOSE.text, "Blood is tested after <a1>4 weeks</a1> & again after 3 months."}
    assert order[2] == "Do not take vitamin K2 with warfarin unless your doctor agrees."
    assert "Natto" not in order
    waiting = review.queue.waiting([place])
    assert (waiting.segments, waiting.next and waiting.next.at) == (
        len(order),
        review.queue.tasks(place)[0].at,
    )


# --- the log, signatures, reports, access -----------------------------------------------------------------


def test_the_log_is_read_as_it_was_written_whatever_stands_in_a_text(tmp_path: Path) -> None:
    log = Log(tmp_path)
    odd = Record(
        "2026-11-24T09:30:00+00:00", "Анна", "edit", "a", "ru", now="раз\u2028два\u0085три\x1cчетыре"
    )
    log.append(odd)
    (tmp_path / "review-log.jsonl").open("a").write("half a li\n")
    log.append(odd)
    assert list(log.records()) == [odd, odd]


def test_a_pace_is_told_from_work_and_not_from_pauses(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for minute in (0, 1, 2, 3, 4, 50, 51):
        time = f"2026-11-24T09:{minute:02}:00+00:00"
        log.append(Record(time, "Анна", "approve", "a", "ru", id=str(minute), words=10))
    assert log.pace("Анна") == 600
    assert log.pace("Борис") == 0


def approve_all(review: Review, who: str) -> None:
    better = {"Gouda": "高达奶酪", "A second dose is never needed.": "绝不需要第二剂。"}
    for key in entries(catalogue(root(review), "zh")):
        if key.text in better:
            act(review, key, text=better[key.text], language="zh", who=who)
        if states.state(entries(catalogue(root(review), "zh"))[key]) is not State.APPROVED:
            act(review, key, "approve", language="zh", who=who)


def test_a_second_person_signs_and_the_signature_lapses_with_the_texts(review: Review) -> None:
    place = review.shelf.place(ARTICLE, "zh")
    assert place is not None
    with pytest.raises(signing.SigningError, match="Not every text"):
        signing.sign(place, "Борис", review.saving, review.judge)
    approve_all(review, "Анна")
    with pytest.raises(signing.SigningError, match="yourself"):
        signing.sign(place, "Анна", review.saving, review.judge)
    signed = signing.sign(place, "Борис", review.saving, review.judge)
    given = signing.signature(signed.catalogue)
    assert given is not None
    assert (given.who, given.holds) == ("Борис", True)
    with pytest.raises(signing.SigningError):
        signing.withdraw(place, "Анна", review.saving)
    act(review, Key("td", "Natto"), text="纳豆豆", language="zh")
    lapsed = signing.signature(po.parse(place.file.read_bytes()))
    assert lapsed is not None
    assert not lapsed.holds


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
@pytest.mark.parametrize("article", ["", ARTICLE])
def test_a_report_is_one_file_that_needs_nothing_else(review: Review, language: str, article: str) -> None:
    from datetime import datetime

    made = report(review.shelf, review.judge, wording(language), datetime(2026, 11, 25), article)
    assert made is not None
    text = made.decode("utf-8")
    for outside in ("src=", 'href="http', "<link", "<script", "url(", "@import"):
        assert outside not in text, outside
    assert "180 мкг" in text
    assert "<svg" in text


def test_others_need_a_password(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("долгий пароль\n", encoding="utf-8")
    access = access_for("0.0.0.0", file)  # noqa: S104 - nothing is bound
    assert access.knows(access.opened_with("долгий пароль"))
    assert [access.opened_with(wrong) for wrong in ("", "долгий", "\ud800")] == ["", "", ""]
    assert Access().opened_with("") == ""
    short = tmp_path / "short"
    short.write_text("1234567\n", encoding="utf-8")
    refused: list[Callable[[], Access]] = [
        lambda: access_for("192.0.2.1", None), lambda: access_for("127.0.0.1", short),
        lambda: access_for("127.0.0.1", tmp_path / "none"),
    ]  # fmt: skip
    for attempt in refused:
        with pytest.raises(Exception, match=r"password|network") as found:
            attempt()
        assert found.type.__name__ == "UsageError"
