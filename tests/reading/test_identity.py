"""One party over several reports."""

from __future__ import annotations

import pytest

from goodoffices.brief import brief_of
from goodoffices.model import Manner, Party, PartyKind, ReaderName, Reading, Report, Span, Statement
from goodoffices.reading.parties.identity import Merge, same_parties, with_common_names
from goodoffices.reading.parties.party_names import same_party_name

PERSON, STATE, ARMED, ORGANISATION = PartyKind.PERSON, PartyKind.STATE, PartyKind.ARMED_GROUP, PartyKind.ORGANISATION


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assad", "al-Asad"), ("Assad", "Al Assad"), ("Assad", "el-Assad"), ("Asad", "Assad"), ("Qaddafi", "Gaddafi"),
        ("Gaddafi", "Kadhafi"), ("Qaddafi", "al-Gadhafi"), ("Mohammed", "Muhammad"), ("Bashar al-Assad", "Bachar el-Assad"),
        ("Ali Abdullah Saleh", "Ali Abdallah Salih"), ("Yasser Arafat", "Yasir Arafat"), ("Osama bin Laden", "Usama bin Ladin"),
        ("Abdel Fattah al-Burhan", "Abdulfattah Burhan"), ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Sergei Lavrov", "Sergey Lavrov"), ("K. Annan", "Kofi Annan"), ("Kofi A. Annan", "Kofi Annan"),
        ("President Bashar al-Assad", "Mr Bashar Assad"), ("Saddam Hussein", "Saddam Husain"),
    ],
)  # fmt: skip
def test_one_persons_name(one: str, other: str) -> None:
    assert same_party_name(one, other, person=True)
    assert same_party_name(other, one, person=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan", "Hussein"), ("Mahmoud", "Mohammed"), ("Kerry", "Gerry"), ("Bashar al-Assad", "Rifaat al-Assad"),
        ("Assad", "Bashar al-Assad"), ("George W. Bush", "George H. Bush"), ("Salva Kiir", "Salva Mathok"), ("", "Assad"),
    ],
)  # fmt: skip
def test_two_persons_names(one: str, other: str) -> None:
    assert not same_party_name(one, other, person=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Syria", "the Syrian government"), ("Syrian government", "government of Syria"), ("Damascus", "Syria"),
        ("US", "the United States"), ("U.N.", "United Nations"), ("AU", "African Union"), ("Houthis", "Houthi"),
        ("the Houthis", "Huthis"), ("FARC", "Revolutionary Armed Forces of Colombia"), ("Assad's regime", "Assad regime"),
        ("OSCE", "Organization for Security and Co-operation in Europe"), ("Free Syrian Army", "the Free Syrian Army"),
    ],
)  # fmt: skip
def test_one_bodys_name(one: str, other: str) -> None:
    assert same_party_name(one, other)
    assert same_party_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("National Army", "National Liberation Army"), ("Syrian army", "Syria"), ("Syrian opposition", "Syria"),
        ("Sudan", "South Sudan"), ("Syrians", "Syria"), ("Niger", "Nigeria"), ("Hill Front", "Hall Front"), ("Congo", "DR Congo"),
    ],
)  # fmt: skip
def test_two_bodies_names(one: str, other: str) -> None:
    assert not same_party_name(one, other)


def reading(*parties: tuple[str, PartyKind] | tuple[str, PartyKind, int]) -> Reading:
    """A reading with parties (name, kind, and the number of the one it speaks for)."""
    made = tuple(
        Party(id=f"p{n}", name=p[0], kind=p[1], speaks_for=f"p{p[2]}" if len(p) == 3 else None) for n, p in enumerate(parties, 1)
    )
    return Reading(
        report=Report.of("text " + " ".join(p[0] for p in parties)), reader=ReaderName(name="t", version="0"), parties=made
    )


def test_the_same_party_has_the_same_id_in_every_report() -> None:
    found = same_parties([reading(("Syria", STATE)), reading(("Qatar", STATE), ("Damascus", STATE))])
    assert found.ids == {(0, "p1"): "syria", (1, "p1"): "qatar", (1, "p2"): "syria"}
    assert found.merges == (Merge("Syria", "Damascus", "both are names of Syria or its government"),)


def test_a_surname_alone_is_nobodys_without_context() -> None:
    found = same_parties([reading(("Bashar al-Assad", PERSON)), reading(("Assad", PERSON))])
    assert found.ids[0, "p1"] != found.ids[1, "p1"]
    assert not found.merges


def test_a_surname_is_tied_by_the_side() -> None:
    first = reading(("Bashar al-Assad", PERSON, 2), ("Syria", STATE))
    second = reading(("Syrian government", PartyKind.GOVERNMENT), ("al-Asad", PERSON, 1))
    found = same_parties([first, second])
    assert found.ids[0, "p1"] == found.ids[1, "p2"] == "bashar-al-assad"
    assert "same surname, both of Syria" in [m.because for m in found.merges]


def test_a_surname_that_two_of_one_side_have_is_neithers() -> None:
    first = reading(("Bashar al-Assad", PERSON, 3), ("Maher al-Assad", PERSON, 3), ("Syria", STATE))
    found = same_parties([first, reading(("Assad", PERSON, 2), ("Syria", STATE))])
    assert len({found.ids[0, "p1"], found.ids[0, "p2"], found.ids[1, "p1"]}) == 3


def test_first_names_keep_two_apart() -> None:
    found = same_parties(
        [reading(("Bashar al-Assad", PERSON, 2), ("Syria", STATE)), reading(("Rifaat al-Assad", PERSON, 2), ("Syria", STATE))]
    )
    assert found.ids[0, "p1"] != found.ids[1, "p1"]


def test_what_has_no_name_stays_apart_unless_it_is_of_one_named_side() -> None:
    found = same_parties([reading(("the army", ARMED, 2), ("Syria", STATE)), reading(("The army", ARMED, 2), ("Syria", STATE)),
                          reading(("the army", ARMED, 2), ("Mali", STATE)),
                          reading(("the rebels", ARMED)), reading(("the rebels", ARMED))])  # fmt: skip
    assert found.ids[0, "p1"] == found.ids[1, "p1"]
    assert len({found.ids[0, "p1"], found.ids[2, "p1"], found.ids[3, "p1"], found.ids[4, "p1"]}) == 4


def test_a_merge_can_be_undone() -> None:
    readings = [reading(("African Union", ORGANISATION)), reading(("AU", ORGANISATION))]
    assert [m.merged for m in same_parties(readings).merges] == ["AU"]
    found = same_parties(readings, apart=[("AU", "African Union")])
    assert not found.merges
    assert found.ids[0, "p1"] != found.ids[1, "p1"]


def test_every_party_has_an_id_and_no_two_of_one_report_that_differ_share_it_by_chance() -> None:
    found = same_parties([reading(("the rebels", ARMED), ("The Rebels", ARMED)), reading(("...", ORGANISATION))])
    assert len(found.ids) == 3
    assert set(found.ids.values()) == set(found.names)


def test_readings_under_common_names() -> None:
    readings = [reading(("African Union", ORGANISATION)), reading(("AU", ORGANISATION))]
    named = with_common_names(readings, same_parties(readings))
    assert [r.parties[0].name for r in named] == ["African Union", "African Union"]
    assert named[1].parties[0].aliases == ("AU",)


def test_ids_do_not_depend_on_later_reports() -> None:
    readings = [reading(("Syria", STATE), ("Kofi Annan", PERSON)), reading(("Oman", STATE)), reading(("K. Annan", PERSON))]
    early, late = same_parties(readings[:2]), same_parties(readings)
    assert early.ids.items() <= late.ids.items()


def test_the_brief_has_one_group_for_one_party() -> None:
    readings = []
    for name in ("African Union", "AU"):
        report = Report.of(f"{name} said: no.")
        content = Span.of(report.text, len(report.text) - 3, len(report.text) - 1)
        said = Statement(id="s1", source=None, cue=None, content=(content,), speaker="p1", manner=Manner.DIRECT, confidence=1.0)
        party = Party(id="p1", name=name, kind=ORGANISATION)
        readings.append(Reading(report=report, reader=ReaderName(name="t", version="0"), parties=(party,), statements=(said,)))
    assert [group.name for group in brief_of(readings).groups] == ["African Union"]
