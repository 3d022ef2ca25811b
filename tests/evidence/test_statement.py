"""Statements: the raw claims of a source → records, or one line that says what is wrong and where."""

import contextlib
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError, SourceErrors
from kg.evidence import header, locator, register, source, statement
from kg.evidence.claim import LOCATOR, Claim, kinds, quads
from kg.evidence.key import CLAIM_KEYS
from kg.evidence.register import Registers
from kg.namespace import folder, iri
from tests.fixtures import invented
from tests.fixtures.invented import ARTICLE, COUNT, HERALD, SUPPLY

DIGEST = hashlib.sha256(HERALD.encode()).hexdigest()
PROSE = f'[text]\nsha256 = "{DIGEST}"\ncharacters = {len(HERALD)}\n'

Read = Callable[..., list[Claim]]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Registers:
    """Return the invented registers."""
    return invented.registers(tmp_path_factory.mktemp("known"))


@pytest.fixture
def read(tmp_path: Path, known: Registers) -> Read:
    """Return a function from the texts of the source `herald` to its claims."""

    def claims(toml: str, table: str | None = None, text: str | None = HERALD) -> list[Claim]:
        place = invented.write(tmp_path / "sources", "herald", toml, table, text)
        return invented.claims(place, known)[0]

    return claims


def supply(**values: str) -> str:
    """Return a Supply claim in TOML, with values (as TOML) added or put in place of others; None takes one out."""
    given = {
        "kind": '"Supply"',
        "supplier": '"vendor:acme"',
        "recipient": '"state:ada"',
        "start": "0",
        "end": "30",
    } | values
    return ARTICLE + "[[claim]]\n" + "".join(f"{key} = {value}\n" for key, value in given.items() if value)


def count(**values: str) -> str:
    return supply(kind='"CountObservation"', recipient="", counted='"quantity:states-supplied"', **values)


# What is read


def test_claim_is_read_with_its_roles_locator_modality_and_bounds(read: Read) -> None:
    (claim,) = read(ARTICLE + COUNT)
    assert claim == Claim(
        source="herald",
        kind="CountObservation",
        roles=(
            ("counted", f"<{iri('quantity:states-supplied')}>"),
            ("supplier", f"<{iri('vendor:acme')}>"),
        ),
        modality="reported",
        locator=(("start", "21"), ("end", "30"), ("phrase", "12 states")),
        lower=12,
        upper=12,
    )


def test_modality_is_asserted_where_none_is_given(read: Read) -> None:
    assert read(supply())[0].modality == "asserted"


@pytest.mark.parametrize("name", ["vendor:acme", "Acme", "acme corp"])
def test_thing_is_named_by_id_label_or_alias(read: Read, name: str) -> None:
    assert read(supply(supplier=f'"{name}"')) == read(supply())


def test_misspelling_that_the_register_lists_is_read(read: Read) -> None:
    assert read(supply(recipient='"Adannia"')) == read(supply())


def test_default_holds_where_a_claim_says_nothing_else(read: Read) -> None:
    toml = ARTICLE + '[defaults]\nmodality = "alleged"\nkind = "Supply"\ncounted = "quantity:cameras"\n'
    first, second = read(toml + SUPPLY.replace('kind = "Supply"\n', "") + SUPPLY + 'modality = "quoted"\n')
    assert (first.kind, first.modality, second.modality) == ("Supply", "alleged", "quoted")


def test_table_beside_the_file_is_read_after_its_claims(read: Read) -> None:
    found = read(ARTICLE + SUPPLY, "kind,supplier,recipient,row,column\nSupply,Beta,Boria,3,Vendor\n")
    assert [dict(claim.locator).get("row") for claim in found] == [None, "3"]


def test_number_of_toml_and_number_of_a_table_are_one_situation(read: Read) -> None:
    toml = ARTICLE + '[[claim]]\nkind = "Membership"\nmember = "Adania"\ninitiative = "The Ring"\nstartYear = 2015\n'
    first, second = read(
        toml + "start = 0\nend = 3\n",
        "kind,member,initiative,startYear,row,column\nMembership,Adania,The Ring,2015,2,Year\n",
    )
    assert first.situation == second.situation


def test_list_of_the_affected_is_a_set(read: Read) -> None:
    use = '[[claim]]\nkind = "Use"\nuser = "Adania"\ntechnology = "sensing"\nstart = 0\nend = 5\n'
    lists = ('["sailors", "bakers"]', '["bakers", "sailors"]', '["bakers", "sailors", "bakers"]')
    found = read(
        ARTICLE + "".join(f"{use}affected = {each}\n".replace("5", str(5 + n)) for n, each in enumerate(lists))
    )
    assert len({claim.situation for claim in found}) == 1


def test_claim_says_in_which_other_source_it_is_located(tmp_path: Path, known: Registers) -> None:
    place = invented.write(tmp_path / "sources", "herald", supply(locatedIn='"source:ledger"'))
    invented.write(place, "ledger", 'title = "Ledger"\n')
    ((claim,), _) = invented.claims(place, known)
    assert claim.held_by == "ledger"


@pytest.mark.parametrize(
    "phrase",
    [pytest.param("12", id="a part of the span"), pytest.param("", id="none")],
)
def test_phrase_that_occurs_in_the_span_is_read(read: Read, phrase: str) -> None:
    assert read(supply(phrase=f'"{phrase}"' if phrase else ""))


def test_phrase_is_taken_as_given_where_the_text_is_not_at_hand(read: Read) -> None:
    assert read(supply(phrase='"99 states"'), text=None)


@pytest.mark.parametrize("key", ["phrase", "entry", "cell", "reason"])
def test_text_that_begins_with_a_hash_is_no_reference(read: Read, key: str) -> None:
    cell = {"row": "2", "column": '"A"'} if key == "cell" else {}
    assert read(supply(**cell, **{key: '"#1 in the world"'}), text=None)


# References


def test_reference_leads_to_the_situation_of_the_claim_with_that_id(read: Read) -> None:
    part = COUNT.replace('"twelve"', '"part"') + 'technology = "sensing"\nwithin = "#twelve"\n'
    whole, part_of_it = read(ARTICLE + COUNT + part)
    assert ("within", f"<{whole.situation}>") in part_of_it.roles


def test_reference_may_come_before_the_claim_it_refers_to(read: Read) -> None:
    part = COUNT.replace('"twelve"', '"part"') + 'technology = "sensing"\nwithin = "#twelve"\n'
    assert set(read(ARTICLE + part + COUNT)) == set(read(ARTICLE + COUNT + part))


def test_claim_disputes_and_confirms_the_claims_with_those_ids(read: Read) -> None:
    first, second = read(ARTICLE + COUNT + SUPPLY + 'disputes = ["#twelve"]\nconfirms = ["#twelve"]\n')
    assert (second.disputes, second.confirms) == ((first.iri,), (first.iri,))


def test_a_long_chain_of_references_is_read_in_the_time_of_its_claims(read: Read) -> None:
    chain = "".join(
        f'[[claim]]\nid = "n{n}"\nkind = "Supply"\nsupplier = "vendor:acme"\nrecipient = "state:ada"\n'
        f'entry = "{n}"\ndisputes = ["#n{n + 1}"]\n'
        for n in range(1_500)
    )
    end = COUNT.replace('"twelve"', '"n1500"')
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        found = read(ARTICLE + chain + end)
    finally:
        sys.setprofile(None)
    assert [each.disputes for each in found[1:]] == [(each.iri,) for each in found[:-1]]
    assert calls < 1_000 * len(found)


def test_claims_that_refer_to_each_other_are_refused(read: Read) -> None:
    first = COUNT.replace('"twelve"', '"one"') + 'within = "#two"\n'
    second = COUNT.replace('"twelve"', '"two"') + 'within = "#one"\n'
    with pytest.raises(SourceError, match="it and the claim '#two' refer to each other; let one of them refer"):
        read(ARTICLE + first + second)


def test_claims_of_one_file_may_judge_each_other_in_a_circle(read: Read) -> None:
    names = ("one", "two", "three")
    texts = [
        COUNT.replace('"twelve"', f'"{name}"').replace("Bound = 12", f"Bound = {number}")
        + f'disputes = ["#{names[number % 3]}"]\n'
        for number, name in enumerate(names, 1)
    ]
    found = {each.iri: each for each in read(ARTICLE + "".join(texts))}
    assert len(found) == 3
    for each in found.values():
        (other,) = each.disputes
        assert found[other].disputes != each.disputes
    ring = [next(iter(found))]
    ring += [found[ring[-1]].disputes[0]]
    ring += [found[ring[-1]].disputes[0]]
    assert sorted(ring) == sorted(found)


RING = "id,kind,supplier,recipient,since,row,column,disputes,confirms\n"


@pytest.mark.parametrize("key", ["disputes", "confirms"])
@pytest.mark.parametrize("number", [2, 3, 7])
def test_rows_of_a_table_may_judge_each_other_in_a_circle(read: Read, key: str, number: int) -> None:
    judged = ("{other},", ",{other}")[key == "confirms"]
    lines = [
        f"r{n},Supply,vendor:acme,state:ada,{2000 + n},{n + 2},Vendor,{judged.format(other=f'#r{(n + 1) % number}')}\n"
        for n in range(number)
    ]
    found = read('title = "Ledger"\ntype = "Source"\n', RING + "".join(lines), None)
    assert len(found) == number
    assert [getattr(each, key) for each in found] == [(each.iri,) for each in [*found[1:], found[0]]]


def test_a_row_may_judge_one_below_and_a_claim_of_the_file_a_row_and_the_row_that_claim(read: Read) -> None:
    table = RING + "a,Supply,vendor:acme,state:ada,2001,2,Vendor,#b|#deal,\nb,Supply,Beta,Boria,,3,Vendor,,\n"
    deal = SUPPLY.replace("[[claim]]", '[[claim]]\nid = "deal"') + 'disputes = ["#a"]\n'
    said, first, second = read(ARTICLE + deal, table)
    assert (said.disputes, first.disputes, second.disputes) == ((first.iri,), (second.iri, said.iri), ())


def test_a_row_of_several_files_of_a_table_that_is_its_own_document_keeps_its_name_ahead(
    tmp_path: Path, known: Registers
) -> None:
    text = RING.replace(",row,", ",") + "a,Supply,Acme,Adania,,Vendor,#b,\nb,Supply,Beta,Boria,,Vendor,#a,\n"
    toml = 'title = "Ledger"\ntype = "Source"\ntables = ["rows.csv"]\n'
    place = invented.write(tmp_path / "sources", "herald", toml)
    (place / "rows.csv").write_text(text, encoding="utf-8")
    first, second = invented.claims(place, known)[0]
    assert (first.disputes, second.disputes) == ((second.iri,), (first.iri,))


def test_a_row_that_judges_itself_or_nothing_is_one_line(read: Read) -> None:
    for other, told in (("#a", "the claim 'a' disputes itself"), ("#c", "no claim has the id '#c'")):
        with pytest.raises(SourceError) as error:
            read(ARTICLE, RING + f"a,Supply,vendor:acme,state:ada,2001,2,Vendor,{other},\n")
        assert str(error.value).startswith(f"herald.csv, line 2: {told}; "), error.value


def test_an_error_in_a_row_that_others_judge_is_told_once(read: Read) -> None:
    table = RING + "a,Supply,vendor:acme,state:ada,,2,Vendor,#b,\nb,Supply,vendor:none,state:ada,,3,Vendor,#a,\n"
    with pytest.raises(SourceError) as error:
        read(ARTICLE, table)
    assert str(error.value).count("herald.csv") == 1, error.value
    assert "vendor:none" in str(error.value)


def test_two_claims_of_one_file_may_dispute_each_other_beside_a_part(read: Read) -> None:
    first = COUNT.replace('"twelve"', '"one"') + 'disputes = ["#two"]\n'
    second = SUPPLY.replace("[[claim]]", '[[claim]]\nid = "two"') + 'disputes = ["#one"]\n'
    part = COUNT.replace('"twelve"', '"part"') + 'technology = "sensing"\nwithin = "#one"\nconfirms = ["#two"]\n'
    found = {each.kind + str(len(each.roles)): each for each in read(ARTICLE + part + first + second)}
    assert len(found) == 3
    supply = next(each for each in found.values() if each.kind == "Supply")
    whole = next(each for each in found.values() if each.iri == supply.disputes[0])
    assert whole.disputes == (supply.iri,)


def test_an_error_in_a_claim_that_others_judge_is_told_once(read: Read) -> None:
    wrong = (
        COUNT.replace('"twelve"', '"one"').replace("lowerBound = 12", 'lowerBound = "many"') + 'disputes = ["#two"]\n'
    )
    second = SUPPLY.replace("[[claim]]", '[[claim]]\nid = "two"') + 'disputes = ["#one"]\n'
    for claims in (wrong + second, second + wrong, second + wrong.replace('disputes = ["#two"]\n', "")):
        with pytest.raises(SourceError) as error:
            read(ARTICLE + claims)
        assert str(error.value).count("herald.toml") == 1, error.value
        assert "many" in str(error.value)


@pytest.mark.parametrize(
    ("key", "value", "does"),
    [
        ("disputes", '["#one"]', "disputes"),
        ("confirms", '["#one"]', "confirms"),
        ("disputes", '["herald#one"]', "disputes"),
        ("within", '"#one"', "is a part of"),
    ],
)
def test_a_claim_that_refers_to_itself_is_told_so(read: Read, key: str, value: str, does: str) -> None:
    with pytest.raises(SourceError) as error:
        read(ARTICLE + COUNT.replace('"twelve"', '"one"') + f"{key} = {value}\n")
    todo = f"name in {key!r} the other claim that it means, or leave {key!r} out"
    assert str(error.value) == f"herald.toml, claim 1: the claim 'one' {does} itself; {todo}"


# Names do not depend on order


@pytest.mark.parametrize("path", sorted(folder("sources").glob("news-*.toml")), ids=lambda path: path.stem)
def test_claim_keeps_its_name_when_the_file_is_reordered(path: Path) -> None:
    sources = source.read_all(folder("sources"))
    there = sources[path.stem]
    turned = [dict(reversed(raw.items())) for raw in reversed(there.header.claim)]
    back = source.Source(there.id, there.path, msgspec.structs.replace(there.header, claim=turned))
    registers = register.released()
    assert {c.iri for c in statement.claims(back, sources, registers)} == {
        c.iri for c in statement.claims(there, sources, registers)
    }


def test_claim_keeps_its_name_when_rows_and_columns_of_the_table_are_reordered(read: Read) -> None:
    header, *rows = invented.TABLE.splitlines()
    turned = [",".join(reversed(row.split(","))) for row in (header, *reversed(rows))]
    assert set(read(ARTICLE, "\n".join(turned) + "\n")) == set(read(ARTICLE, invented.TABLE))


# What is refused, each in one line


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        pytest.param(
            ARTICLE + f'[text]\nsha256 = "{"0" * 64}"\ncharacters = 66\n',
            "herald.toml: herald.txt is not the text with the digest in [text]; restore that text",
            id="digest of another text",
        ),
        pytest.param(
            ARTICLE + "[expect]\nSupply = 2\n" + SUPPLY,
            "herald.toml: 1 claims of kind Supply, 2 expected; restore the missing rows, or correct [expect]",
            id="fewer claims than expected",
        ),
        pytest.param(
            ARTICLE + "[expect]\nSupply = 1\n" + SUPPLY + SUPPLY.replace("end = 30", "end = 29"),
            "herald.toml: 2 claims of kind Supply, 1 expected; restore the missing rows, or correct [expect]",
            id="more claims than expected",
        ),
        pytest.param(
            ARTICLE + '[defaults]\nmodalty = "alleged"\n' + SUPPLY,
            "herald.toml, defaults: no claim has a key 'modalty'; did you mean 'modality'?",
            id="unknown default",
        ),
        pytest.param(
            supply(kind='"Suply"'),
            "herald.toml, claim 1: 'Suply' is not a kind of situation; did you mean 'Supply'?",
            id="unknown kind",
        ),
        pytest.param(
            supply(kind=""),
            f"herald.toml, claim 1: a claim without a kind; say its kind: one of {', '.join(kinds())}",
            id="no kind",
        ),
        pytest.param(
            supply(suplier='"vendor:acme"'),
            "herald.toml, claim 1: a Supply has no key 'suplier'; did you mean 'supplier'?",
            id="unknown role",
        ),
        pytest.param(
            supply(user='"state:ada"'),
            f"herald.toml, claim 1: a Supply has no key 'user'; its roles are {', '.join(kinds()['Supply'])}",
            id="role of another kind",
        ),
        pytest.param(
            supply(supplier=""),
            "herald.toml, claim 1: a Supply without 'supplier'; say its supplier",
            id="missing role",
        ),
        pytest.param(
            ARTICLE + SUPPLY + SUPPLY,
            "herald.toml, claim 2: the claim of herald.toml, claim 1 once more; leave one of them out",
            id="a claim twice",
        ),
        pytest.param(
            ARTICLE + "[expect]\nSuply = 1\n" + SUPPLY,
            "herald.toml, line 4, expect.Suply: 'Suply' is not a kind of situation; did you mean 'Supply'?",
            id="a kind that is expected and unknown",
        ),
        pytest.param(
            supply(sheet='"One"'),
            "herald.toml, claim 1: 'sheet' without the place it belongs to; "
            "sheet, cell and comment belong to row and column, end to start",
            id="a sheet beside a span",
        ),
        pytest.param(
            supply(start="", end="", entry='"7"', cell='"Acme"', row="2"),
            "herald.toml, claim 1: 'row' and 'cell' without the place it belongs to; "
            "sheet, cell and comment belong to row and column, end to start",
            id="a cell beside an entry",
        ),
        pytest.param(
            count(lowerBound="-3"),
            "herald.toml, claim 1, lowerBound: -3 is below 0; write a whole number from 0",
            id="bound below nothing",
        ),
        pytest.param(
            supply(modality='"aledged"'),
            "herald.toml, claim 1: unknown modality 'aledged'; did you mean 'alleged'?",
            id="unknown modality",
        ),
        *(
            pytest.param(
                supply(modality=f'"{word}"'),
                f"herald.toml, claim 1: unknown modality {word!r}; leave 'modality' out and write {told}",
                id=f"{word} is a part of a modality",
            )
            for word, told in (
                ("planned", "stance = 'plans'"),
                ("Denied", "stance = 'denies'"),
                ("plan", "stance = 'plans'"),
                ("denies", "stance = 'denies'"),
                ("corrected", "curation = 'corrected'"),
                ("caption", "position = 'caption'"),
            )
        ),
        pytest.param(
            supply(modality='"recovered"'),
            "herald.toml, claim 1: a recovered claim without a reason; say in 'reason' what was put right and why",
            id="recovered without a reason",
        ),
        pytest.param(
            supply(recipient='"Adonia"'),
            "herald.toml, claim 1, recipient: 'Adonia' is not in the registers for Jurisdiction; "
            "did you mean 'Adania'?",
            id="misspelt state",
        ),
        pytest.param(
            supply(recipient='"state:adx"'),
            "herald.toml, claim 1, recipient: 'state:adx' is not in states.csv; did you mean 'state:ada'?",
            id="unknown id of a state",
        ),
        pytest.param(
            supply(recipient='"vendor:acme"'),
            "herald.toml, claim 1, recipient: 'vendor:acme' is not a Jurisdiction; give a Jurisdiction",
            id="thing of another class",
        ),
        pytest.param(
            supply(recipient='["state:ada", "state:bor"]'),
            "herald.toml, claim 1: 'recipient' takes one value, not a list; make a claim of each",
            id="list for a single role",
        ),
        pytest.param(
            supply(claimedBy='"The Heralt"'),
            "herald.toml, claim 1, claimedBy: 'The Heralt' is not in the registers for Agent; "
            "did you mean 'The Herald'?",
            id="unknown voice",
        ),
        pytest.param(
            supply(locatedIn='"herold"'),
            "herald.toml, claim 1: no source has the id 'herold'; did you mean 'herald'?",
            id="located in no source",
        ),
        pytest.param(
            supply(start="", end=""),
            "herald.toml, claim 1: a claim without a locator; "
            "say where it stands: start and end, row and column, or entry",
            id="no locator",
        ),
        pytest.param(
            supply(end=""),
            "herald.toml, claim 1: a claim without a locator; "
            "say where it stands: start and end, row and column, or entry",
            id="half a locator",
        ),
        pytest.param(
            supply(end="", entry='"7"'),
            "herald.toml, claim 1: 'start' without 'end'; give the span of the quote",
            id="half a span beside an entry",
        ),
        pytest.param(
            supply(start="", end="", row='"two"', column='"A"'),
            "herald.toml, claim 1, row: 'two' is not an xsd:integer; write a whole number in digits",
            id="row that is no number",
        ),
        pytest.param(
            supply(start="30", end="30"),
            "herald.toml, claim 1: start 30 and end 30 are no span of the text; give the span of the quote",
            id="empty span",
        ),
        pytest.param(
            supply(start="-5", end="5"),
            "herald.toml, claim 1: start -5 and end 5 are no span of the text; give the span of the quote",
            id="span that begins before the text",
        ),
        pytest.param(
            (ARTICLE + PROSE + SUPPLY).replace("end = 30", "end = 67"),
            "herald.toml, claim 1: start 0 and end 67 are no span of the text; give the span of the quote",
            id="span that ends after the text",
        ),
        pytest.param(
            supply(phrase='"13 states"'),
            "herald.toml, claim 1: the phrase '13 states' does not occur at 0–30; quote the text letter by letter",
            id="phrase that does not occur",
        ),
        pytest.param(
            supply(phrase='"Adania"'),
            "herald.toml, claim 1: the phrase 'Adania' does not occur at 0–30; quote the text letter by letter",
            id="phrase that occurs elsewhere",
        ),
        pytest.param(
            count(lowerBound="13", upperBound="12"),
            "herald.toml, claim 1: lowerBound 13 is above upperBound 12; correct one of them",
            id="bounds out of order",
        ),
        pytest.param(
            count(lowerBound='"many"'),
            "herald.toml, claim 1, lowerBound: 'many' is not an xsd:integer; write a whole number in lowerBound",
            id="bound that is no number",
        ),
        pytest.param(
            supply(lowerBound="1"),
            "herald.toml, claim 1: a Supply with 'lowerBound'; only a CountObservation has bounds",
            id="bound on another kind",
        ),
        pytest.param(
            count(within='"#eleven"'),
            "herald.toml, claim 1: no claim has the id '#eleven'; give that claim this id",
            id="reference to nothing",
        ),
        pytest.param(
            ARTICLE + COUNT + SUPPLY + 'disputes = ["#twelv"]\n',
            "herald.toml, claim 2: no claim has the id '#twelv'; did you mean '#twelve'?",
            id="misspelt reference",
        ),
        pytest.param(
            ARTICLE + COUNT + SUPPLY + 'disputes = "#twelve"\n',
            "herald.toml, claim 2: 'disputes' is not a list; write ['#id']",
            id="dispute that is no list",
        ),
        pytest.param(
            ARTICLE + COUNT + COUNT,
            "herald.toml, claim 2: the id 'twelve' is taken by another claim; give this claim another id",
            id="an id twice",
        ),
        pytest.param(
            count(edition='"source:heralt"'),
            "herald.toml, claim 1, edition: no source has the id 'heralt'; did you mean 'herald'?",
            id="unknown edition",
        ),
    ],
)
def test_claim_that_cannot_be_taken_is_one_line_with_file_and_place(read: Read, toml: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        read(toml)
    assert str(error.value) == line


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        pytest.param(
            "kind,supplier,recipient,row,column\nSupply,Acme,Adonia,2,A\n",
            "herald.csv, line 2, recipient: 'Adonia' is not in the registers for Jurisdiction; did you mean 'Adania'?",
            id="misspelt state",
        ),
        pytest.param(
            "kind,supplier,recipient,row,column\nSupply,Acme,Adania,2,A\nSupply,Acme,Boria,3,\n",
            "herald.csv, line 3: a claim without a locator; "
            "say where it stands: start and end, row and column, or entry",
            id="no locator",
        ),
        pytest.param(
            "kind,suplier,row,column\nSupply,Acme,2,A\n",
            "herald.csv, line 1: the heading 'suplier' is no key of a claim; did you mean 'supplier'?",
            id="unknown column",
        ),
        pytest.param(
            "kind,member,initiative,startYear,row,column\nMembership,Adania,The Ring,soon,2,A\n",
            "herald.csv, line 2, startYear: 'soon' is not an xsd:integer; write one year in four digits, as 2021",
            id="year that is no number",
        ),
    ],
)
def test_broken_row_is_one_line_with_file_and_line(read: Read, rows: str, line: str) -> None:
    with pytest.raises(SourceError) as error:
        read(ARTICLE, rows)
    assert str(error.value) == line


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("startYear", "1_000", id="integer with an underscore"),
        pytest.param("startYear", "٢٠١٥", id="integer in other digits"),
        pytest.param("value", "nan", id="decimal that is no number"),
        pytest.param("value", "1e-7", id="decimal with an exponent"),
        pytest.param("startDate", "20210131", id="date without hyphens"),
        pytest.param("startDate", "2021-W01-1", id="date of a week"),
        pytest.param("startDate", "2021-02-30", id="day that is not"),
        pytest.param("asCapital", "maybe", id="boolean that is neither"),
    ],
)
def test_value_outside_the_lexical_space_of_its_datatype_is_an_error(read: Read, key: str, value: str) -> None:
    kind = {"startYear": "Membership", "value": "Classification", "startDate": "Listing", "asCapital": "Location"}[key]
    roles = {
        "Membership": {"member": "Adania", "initiative": "The Ring"},
        "Classification": {"jurisdiction": "Adania", "scheme": "size"},
        "Listing": {"agent": "Acme", "list": "Red List"},
        "Location": {"located": "Port", "location": "Adania"},
    }[kind]
    row = {"kind": kind, **roles, key: value, "row": "2", "column": "A"}
    with pytest.raises(
        SourceError, match=rf"^herald\.csv, line 2, {key}: '{value}' is not an xsd:\w+; (write|leave) .*"
    ):
        read(ARTICLE, invented.rows([row]))


_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.dates()
    | st.sampled_from(["#", "#x", "state:ada", "source:", "source:herald", ":", "a:b", "", "\0"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
).filter(lambda value: value is not None)


@given(
    key=st.sampled_from(sorted({*CLAIM_KEYS, *LOCATOR, *(role for roles in kinds().values() for role in roles)})),
    value=_VALUES,
    kind=st.sampled_from(sorted(kinds())),
)
def test_whatever_a_key_holds_there_is_a_claim_or_an_error_of_the_source(
    known: Registers, key: str, value: Any, kind: str
) -> None:
    roles = {role.name: "x" for role in kinds()[kind].values() if role.required}
    for name, role in kinds()[kind].items():
        if role.required:
            fitting = [n for n, classes in known.classes.items() if role.class_iri in classes]
            roles[name] = fitting[0] if fitting else "source:herald"
    raw = {"kind": kind, **roles, "start": 0, "end": 5, key: value}
    there = source.Source("herald", Path("herald.toml"), header.Header("X", claim=[raw]))
    with contextlib.suppress(SourceError):
        (claim,) = statement.claims(there, {"herald": there}, known)
        assert claim.iri


# Everything at once


def test_all_that_is_wrong_is_told_in_one_run_with_line_and_role(read: Read) -> None:
    rows = [f"Supply,Acme {n},Boria {n},{n},A\n" for n in range(2, 40)]
    with pytest.raises(SourceErrors) as error:
        read(ARTICLE, "kind,supplier,recipient,row,column\nSupply,Acme,Adania,1,A\n" + "".join(rows))
    lines = str(error.value).splitlines()
    assert len(error.value.faults) == 76
    assert lines[0].startswith("herald.csv, line 3, recipient: 'Boria 2' is not in the registers for Jurisdiction; ")
    assert lines[1].startswith("herald.csv, line 3, supplier: 'Acme 2' is not in the registers for Agent; ")
    assert len(lines) == 21
    assert lines[-1] == "and 56 more errors; correct these first"


def test_what_is_wrong_in_claims_and_in_the_table_comes_together(read: Read) -> None:
    with pytest.raises(SourceErrors) as error:
        read(supply(supplier='"Nobody"'), "kind,supplier,recipient,row,column\nSupply,Acme,Adania,2\nUse,Acme,,3,A\n")
    places = {fault.place for fault in error.value.faults}
    assert places == {"herald.toml, claim 1, supplier", "herald.csv, line 2", "herald.csv, line 3"}


@pytest.mark.parametrize("place", [{"row": "2", "column": '"A"'}, {"entry": '"7"'}, {"start": "0", "end": "5"}])
def test_every_key_of_a_locator_that_is_accepted_reaches_the_graph(read: Read, place: dict[str, str]) -> None:
    cited = supply(**({"start": "", "end": ""} | place), citation='"https://example.org/a"')
    assert any("ontology#citation> " in line and "example.org/a" in line for line in quads(read(cited, text=None)))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(LOCATOR), st.sampled_from(["1", "2", "9"]), min_size=1))
def test_a_locator_is_refused_or_whole_in_the_graph(known: Registers, given_keys: dict[str, str]) -> None:
    try:
        kept = locator.read("here", given_keys, None, None)
    except SourceError:
        return
    written = "".join(quads([Claim("herald", "Use", (), "asserted", kept)]))
    assert all(f'"{text}"' in written for _, text in kept)
