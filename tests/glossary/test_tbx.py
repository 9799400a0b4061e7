"""TBX as other tools write it: version 2, and version 3 in both styles."""

from __future__ import annotations

import pytest

from pipeline.errors import GlossaryError
from pipeline.glossary import tbx
from pipeline.glossary.concepts import Concept, Form, Policy, Terms
from pipeline.glossary.tbx_reading import parse
from pipeline.model import Severity

V2 = """\
<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>A tool</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="c5">
  <descripGrp>
    <descrip type="definition">Deposits of calcium in tissue.</descrip><admin type="source">A book</admin>
  </descripGrp>
  <descrip type="subjectField">cardiology</descrip>
  <langSet xml:lang="en-US">
    <ntig><termGrp>
      <term>calcification</term>
      <termNote type="partOfSpeech">noun</termNote>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
    </termGrp></ntig>
    <ntig><termGrp><term>calcified</term><termNote type="partOfSpeech">adjective</termNote></termGrp></ntig>
  </langSet>
  <langSet xml:lang="ru">
    <tig><term>кальцинация</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <tig><term>кальцификация</term><termNote type="grammaticalGender">feminine</termNote><note>в тканях</note></tig>
  </langSet>
  <langSet xml:lang="de"><tig><term>Verkalkung</term></tig></langSet>
  <langSet xml:lang="zh-TW"><tig><term>鈣化</term></tig></langSet>
  <langSet xml:lang="zh-CN"><tig><term>钙化</term></tig></langSet>
</termEntry>
</body></text></martif>
"""
DCA = """\
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>A tool</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c1">
  <descrip type="subjectField">proteins</descrip>
  <note>Translation needed: no</note>
  <langSec xml:lang="en"><termSec><term>MGP</term><termNote type="termType">acronym</termNote></termSec></langSec>
  <langSec xml:lang="ru">
    <termSec><term>MGP</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
    <termSec><term>МГП</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
  </langSec>
</conceptEntry>
</body></text></tbx>
"""
DCT = """\
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc><sourceDesc><p>A tool</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c1">
  <min:subjectField>proteins</min:subjectField>
  <note>Translation needed: no</note>
  <langSec xml:lang="en"><termSec><term>MGP</term><basic:termType>acronym</basic:termType></termSec></langSec>
  <langSec xml:lang="ru">
    <termSec><term>MGP</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>МГП</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec>
</conceptEntry>
</body></text></tbx>
"""


DEPRECATED = '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'


def body(*entries: str) -> bytes:
    return f"<martif><text><body>\n{''.join(entries)}</body></text></martif>".encode()


def test_version_2_is_read_with_its_groups_and_what_has_no_field_is_told() -> None:
    concepts, findings = parse(V2.encode(), "tool.tbx")
    terms = {
        "ru": Terms(Form("кальцификация", gender="f"), (), ("кальцинация",)),
        "en": Terms(Form("calcification", pos="noun"), (Form("calcified", pos="adj"),)),
        "zh": Terms(Form("钙化")),
    }
    note, definition = "ru, кальцификация: в тканях", "Deposits of calcium in tissue."
    assert concepts == (Concept("c5", Policy.TRANSLATE, terms, note, definition, "cardiology"),)
    assert (concepts[0].path, concepts[0].line) == ("tool.tbx", 6)
    (finding,) = findings
    assert (finding.check, finding.severity) == ("glossary-ignored", Severity.INFO)
    for name in ("source (1)", "language de (1)", "language zh-TW (1)"):
        assert name in finding.message


@pytest.mark.parametrize("text", [DCA, DCT], ids=["DCA", "DCT"])
def test_both_styles_of_version_3_say_the_same(text: str) -> None:
    concepts, findings = parse(text.encode(), "")
    terms = {
        "ru": Terms(Form("MGP", "abbreviation"), (), ("МГП",)),
        "en": Terms(Form("MGP", "abbreviation")),
    }
    assert (concepts, findings) == ((Concept("c1", Policy.KEEP, terms, subject="proteins"),), ())


def test_what_is_written_says_for_other_tools_what_is_preferred_forbidden_and_not_translated() -> None:
    terms = {"en": Terms(Form("MGP", "abbreviation"), (Form("matrix Gla protein"),), ("MPG",))}
    text = tbx.serialize([Concept("mgp", Policy.KEEP, terms)]).decode()
    assert '<martif type="TBX"' in text
    assert '<descrip type="Translation needed">no</descrip>' in text
    statuses = [part.split("</")[0] for part in text.split('administrativeStatus">')[1:]]
    assert statuses == ["preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"]


def test_no_form_of_a_forbidden_concept_looks_approved_to_other_tools() -> None:
    concept = Concept("detox", Policy.FORBID, {"en": Terms(Form("detox"), (Form("cleanse"),), ("purge",))})
    data = tbx.serialize([concept])
    assert data.count(b"deprecatedTerm-admn-sts") == 3
    assert b"preferredTerm-admn-sts" not in data
    assert parse(data, "") == ((concept,), ())


def test_an_entry_without_id_is_named_by_its_english_term() -> None:
    russian = '<langSet xml:lang="ru"><tig><term>кость</term></tig></langSet>'
    english = '<langSet xml:lang="en"><tig><term>Bone tissue</term></tig></langSet>'
    entry = f"<termEntry>{russian}{english}</termEntry>"
    assert [concept.id for concept in parse(body(entry), "")[0]] == ["bone-tissue"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("<termEntry/>", "glossary-empty"),
        (
            '<termEntry id="a"><langSet xml:lang="fr"><tig><term>os</term></tig></langSet></termEntry>',
            "glossary-empty",
        ),
        (
            '<termEntry id="a"><langSet xml:lang="ru"><tig><term> </term></tig></langSet></termEntry>',
            "glossary-empty",
        ),
        (
            f'<termEntry id="a"><langSet xml:lang="ru"><tig><term>МГП</term>{DEPRECATED}</tig></langSet></termEntry>',
            "glossary-no-preferred",
        ),
    ],
    ids=["nothing", "no language of ours", "empty term", "forbidden only"],
)
def test_a_faulty_entry_is_told_with_its_line_and_the_others_go_on(entry: str, code: str) -> None:
    good = '<termEntry id="b"><langSet xml:lang="en"><tig><term>bone</term></tig></langSet></termEntry>'
    concepts, findings = parse(body(entry, "\n", good), "a.tbx")
    assert [concept.id for concept in concepts] == ["b"]
    assert (findings[0].check, findings[0].path, findings[0].line) == (code, "a.tbx", 2)
    assert findings[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<martif>\n<text></martif>", 2),
        ("<html><body/></html>", 1),
        ('<!DOCTYPE martif [<!ENTITY e "x">]><martif/>', 1),
        ("id,en,ru,zh\n", 1),
    ],
    ids=["not well-formed", "no TBX", "entities", "no XML"],
)
def test_what_is_no_tbx_is_refused(text: str, line: int) -> None:
    with pytest.raises(GlossaryError) as caught:
        parse(text.encode(), "a.tbx")
    assert (caught.value.code, caught.value.path, caught.value.line) == ("glossary-unreadable", "a.tbx", line)


def test_notes_of_others_that_only_look_like_ours_stay_notes() -> None:
    entry = (
        '<termEntry id="a"><note>Id: 12</note><note>Policy: ask Anna</note><note>Status: open</note>'
        '<langSet xml:lang="en"><tig><term>bone</term><note>Like: a very long story</note></tig></langSet></termEntry>'
    )
    ((concept,), _) = parse(body(entry), "")
    assert (concept.id, concept.policy, concept.terms["en"].preferred.like) == ("a", Policy.TRANSLATE, "")
    assert set(concept.note.split("\n")) == {
        "Id: 12", "Policy: ask Anna", "Status: open", "en, bone: Like: a very long story"
    }  # fmt: skip


@pytest.mark.parametrize(
    "note", ["Policy: forbid", "Id: 7", "Translation needed: no", "Note: see K2", "Like: инсулин"]
)
def test_a_persons_note_that_looks_like_ours_comes_back_as_a_note(note: str) -> None:
    concept = Concept("a", Policy.TRANSLATE, {"en": Terms(Form("bone"))}, note)
    assert parse(tbx.serialize([concept]), "") == ((concept,), ())
