"""Registers: identity of named things, one row each."""

import csv
import io
from pathlib import Path

import pytest

from kg.errors import RegisterError, RegisterErrors, UnknownName
from kg.evidence import register
from kg.literal import literal
from kg.namespace import XSD, iri
from kg.naming import country
from tests.fixtures import invented

HEADER = "id,rdf:type,rdfs:label@en,skos:altLabel@en\n"


def vendors(folder: Path, text: str | bytes) -> tuple[register.Row, ...]:
    path = folder / "vendors.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return register.read(path)


# Reading one file


def test_row_says_name_class_label_and_statements(tmp_path: Path) -> None:
    (row,) = vendors(tmp_path, HEADER + "acme,ais:Vendor,Acme,Acme Corp| Acme Ltd\n")
    assert row == register.Row(
        "vendor:acme",
        iri("ais:Vendor"),
        "Acme",
        (
            (iri("rdf:type"), f"<{iri('ais:Vendor')}>"),
            (iri("rdfs:label"), '"Acme"@en'),
            (iri("skos:altLabel"), '"Acme Corp"@en'),
            (iri("skos:altLabel"), '"Acme Ltd"@en'),
        ),
    )


def test_plural_in_ies_is_the_register_of_y(tmp_path: Path) -> None:
    path = tmp_path / "technologies.csv"
    path.write_text(invented.REGISTERS["technologies"], encoding="utf-8")
    assert register.read(path)[0].name == "technology:sensing"


def test_property_with_a_datatype_gives_typed_literals(tmp_path: Path) -> None:
    (row,) = vendors(tmp_path, "id,rdf:type,rdfs:label@en,ais:editionYear\nacme,ais:Vendor,Acme,2020\n")
    assert row.statements[-1] == (iri("ais:editionYear"), literal("2020", XSD + "integer"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(
            HEADER + "acme,ais:Vendor,Acme\n",
            "vendors.csv, line 2: the row has 3 cells, the header 4; part the empty ones with commas too",
            id="too few cells",
        ),
        pytest.param(
            HEADER + "acme,ais:Vendor,Acme,,more\n",
            "vendors.csv, line 2: the row has 5 cells, the header 4; quote the cells that hold a comma",
            id="too many cells",
        ),
        pytest.param(
            HEADER + ",ais:Vendor,Acme,\n",
            "vendors.csv, line 2: no id; give the row an id in the column 'id'",
            id="no id",
        ),
        pytest.param(
            HEADER + "acme,ais:Vendor,Acme,\nbeta,ais:Vendor,Beta,\nacme,ais:Vendor,Other,\n",
            "vendors.csv, line 4: 'vendor:acme' is in the file twice; give one another id",
            id="an id twice",
        ),
        pytest.param(
            HEADER + "acme,ais:Vendr,Acme,\n",
            "vendors.csv, line 2: 'ais:Vendr' in rdf:type is not a class of the ontology; name a class it declares",
            id="an unknown class",
        ),
        pytest.param(
            HEADER + "acme,,Acme,\n",
            "vendors.csv, line 2: 'no class' in rdf:type is not a class of the ontology; name a class it declares",
            id="no class",
        ),
        pytest.param(
            HEADER + "index,ais:Vendor,Index,\n",
            "vendors.csv, line 2: 'index' is the name of the page that lists them all; give the row another id",
            id="the id of a page",
        ),
        pytest.param(
            HEADER + "acme,ais:Vendor,Acme,Acme Corp||Acme Ltd\n",
            "vendors.csv, line 2, skos:altLabel@en: one of its values is empty; take the '|' or the blank out",
            id="an empty alias",
        ),
        pytest.param(
            HEADER + "acme,ais:Vendor,Acme, \n",
            "vendors.csv, line 2, skos:altLabel@en: one of its values is empty; take the '|' or the blank out",
            id="an alias of a blank",
        ),
        pytest.param(
            HEADER + "acme,ais:Vendor,Ac\u200bme,\n",
            "vendors.csv, line 2, rdfs:label@en: 'Ac\\u200bme' holds U+200B, which nobody sees; remove it",
            id="an invisible character",
        ),
        pytest.param(
            HEADER + "acme,ais:Vendor,,\n",
            "vendors.csv, line 2: 'vendor:acme' has no label; give it one in the column 'rdfs:label@en'",
            id="no label",
        ),
        pytest.param(
            HEADER + "acme,vendr:Vendor,Acme,\n",
            "vendors.csv, line 2: the prefix 'vendr' is not declared in ontology/core.ttl; did you mean 'vendor'?",
            id="an unknown prefix in a cell",
        ),
        pytest.param(
            "id,rdf:type,rdfs:label@en,skoss:altLabel@en\nacme,ais:Vendor,Acme,Other\n",
            "vendors.csv, line 1: the prefix 'skoss' is not declared in ontology/core.ttl; did you mean 'skos'?",
            id="an unknown prefix in the header",
        ),
        pytest.param(
            HEADER + 'acme,ais:Vendor,"Ac"me,\n',
            "vendors.csv, line 2: text follows the quotation mark that closes a cell; "
            "write each quotation mark in a quoted cell twice",
            id="a quotation mark astray",
        ),
        pytest.param(
            HEADER + 'acme,ais:Vendor,"Acme,\n',
            "vendors.csv, line 2: a quotation mark is not closed; write each quotation mark in a quoted cell twice",
            id="a quotation that does not end",
        ),
        pytest.param(
            "", "vendors.csv: no column 'id'; begin the file with a header row of id and property CURIEs", id="empty"
        ),
        pytest.param(
            "name,rdf:type\nacme,ais:Vendor\n",
            "vendors.csv: no column 'id'; begin the file with a header row of id and property CURIEs",
            id="no column id",
        ),
    ],
)
def test_broken_register_is_one_line_with_file_and_place(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(RegisterError) as error:
        vendors(tmp_path, text)
    assert str(error.value) == line


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("rdfs:lable@en", "no property is called 'rdfs:lable'; did you mean 'rdfs:label@en'?"),
        ("rdfs:Label@en", "no property is called 'rdfs:Label'; did you mean 'rdfs:label@en'?"),
        ("skos:altLabels@fr", "no property is called 'skos:altLabels'; did you mean 'skos:altLabel@fr'?"),
        ("ais:regoin", "no property is called 'ais:regoin'; did you mean 'ais:region'?"),
        ("ais:founded", "no property is called 'ais:founded'; 'kg document' lists those that there are"),
        ("label", "the column 'label' is no property; did you mean 'rdfs:label@en'?"),
        ("Aliases", "the column 'Aliases' is no property; did you mean 'skos:altLabel@en'?"),
        ("home page", "the column 'home page' is no property; write a property with its prefix, as rdfs:label@en"),
        ("", "a column has no name; name it by a property, or take it out"),
        ("rdf:type", "the column 'rdf:type' stands there 2 times; leave one of them"),
        ("skos:note@e n", "'e n' in 'skos:note@e n' is not a language tag; write it as rdfs:label@en"),
    ],
)
def test_column_that_is_no_property_names_the_near_one(tmp_path: Path, column: str, said: str) -> None:
    with pytest.raises(RegisterError) as error:
        vendors(tmp_path, f"id,rdf:type,rdfs:label@en,{column}\nacme,ais:Vendor,Acme,x\n")
    assert str(error.value) == f"vendors.csv, line 1: {said}"


def test_property_of_another_vocabulary_is_a_column_though_no_row_had_it(tmp_path: Path) -> None:
    header = "id,rdf:type,rdfs:label@en,skos:prefLabel@en,schema:foundingDate\n"
    (row,) = vendors(tmp_path, f"{header}a,ais:Vendor,A,B,1990\n")
    assert [name for name, _ in row.statements][2:] == [iri("skos:prefLabel"), iri("schema:foundingDate")]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("ID,rdf:type", "line 1: no column 'id', but 'ID'; name that column 'id'"),
        (" id,rdf:type", "line 1: no column 'id', but ' id'; name that column 'id'"),
        ("id;rdf:type;rdfs:label@en", "line 1: its columns are parted by ';'; save it as CSV with commas"),
        ("id\trdf:type", "line 1: its columns are parted by '\\t'; save it as CSV with commas"),
    ],
)
def test_header_without_an_id_says_what_stands_in_its_place(tmp_path: Path, header: str, said: str) -> None:
    with pytest.raises(RegisterError) as error:
        vendors(tmp_path, f"{header}\nx\n")
    assert str(error.value) == " ".join(f"vendors.csv, {said}".split())


def test_all_columns_and_all_values_of_a_row_that_are_wrong_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RegisterErrors) as error:
        vendors(tmp_path, "id,type,rdfs:lable@en,skoss:note\n")
    assert len(str(error.value).splitlines()) == 3
    with pytest.raises(RegisterErrors) as error:
        vendors(tmp_path, HEADER + "acme,ais:Vendor,Ac\u200bme,A||B\n")
    assert [line.partition(": ")[0] for line in str(error.value).splitlines()] == [
        "vendors.csv, line 2, rdfs:label@en",
        "vendors.csv, line 2, skos:altLabel@en",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("states.CSV", "registers/states.CSV: it is no register that is read; save it as states.csv"),
        ("firms.xlsx", "registers/firms.xlsx: it is no register that is read; save it as firms.csv"),
        ("more.tsv", "registers/more.tsv: it is no register that is read; save it as more.csv"),
        ("vendor.csv", "vendor.csv: the register of 'vendor' is vendors.csv; name the file vendors.csv"),
        ("Vendors.csv", "Vendors.csv: the prefix 'Vendor' is not declared; name the file vendors.csv, or declare it"),
        ("vendors-2.csv", "vendors-2.csv: the prefix 'vendors-2' is not declared; name the file vendors.csv, or"),
        ("claims.csv", "claims.csv: 'claim' has no register; name the file by the plural of what its rows are"),
        ("wd.csv", "wd.csv: 'wd' has no register; name the file by the plural"),
    ],
)
def test_file_that_is_no_register_is_told_and_not_passed_over(tmp_path: Path, name: str, said: str) -> None:
    place = tmp_path / "registers"
    place.mkdir()
    for each in (name, "README.md", ".hidden"):
        (place / each).write_text(f"{HEADER}acme,ais:Vendor,Acme,\n", encoding="utf-8")
    with pytest.raises(RegisterError) as error:
        register.read_all(place)
    assert str(error.value).startswith(said)


def test_every_broken_row_of_every_register_is_told_in_one_run(tmp_path: Path) -> None:
    vendors = "".join(f"Vendor {n},ais:Vendor,V{n},\n" for n in range(21))
    with pytest.raises(RegisterErrors) as error:
        invented.registers(tmp_path, vendors=HEADER + vendors, states=f"{HEADER}ada,ais:Place,Ada,\nbel,ais:State,,\n")
    lines = str(error.value).splitlines()
    assert lines[0].startswith("states.csv, line 2: 'state:ada' is of the class 'ais:Place', whose register is another")
    assert lines[1].startswith("states.csv, line 3: 'state:bel' has no label")
    assert lines[2].startswith("vendors.csv, line 2: 'Vendor 0' is not an id")
    assert (len(lines), lines[-1]) == (21, "and 3 more errors; correct these first")


@pytest.mark.parametrize("id_", ["Acme", "acme co", "acmé", "acme/co", "acme%20co", "acme.co", "АКМЕ"])
def test_an_id_is_of_small_letters_digits_and_hyphens(tmp_path: Path, id_: str) -> None:
    with pytest.raises(RegisterError, match=r"^vendors\.csv, line 2: .* is not an id; write it with small letters"):
        vendors(tmp_path, f"{HEADER}{id_},ais:Vendor,Acme,\n")


@pytest.mark.parametrize("class_", ["ais:State", "ais:Place", "ais:Technology", "ais:List"])
def test_a_row_of_another_register_s_class_is_an_error(tmp_path: Path, class_: str) -> None:
    there = class_.removeprefix("ais:").lower()
    with pytest.raises(RegisterError) as error:
        vendors(tmp_path, f"{HEADER}acme,{class_},Acme,\n")
    assert str(error.value) == (
        f"vendors.csv, line 2: 'vendor:acme' is of the class '{class_}', whose register is another; "
        f"enter it as a {there}, or give it the class of this register"
    )


def test_register_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        RegisterError, match=r"^vendors\.csv, line 2: it is not UTF-8 \(the byte e9\); save it as UTF-8"
    ):
        vendors(tmp_path, HEADER.encode() + b"acme,ais:Vendor,Acm\xe9,\n")


def test_register_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (row,) = vendors(tmp_path, b"\xef\xbb\xbf" + HEADER.encode() + b"acme,ais:Vendor,Acme,\n")
    assert row.name == "vendor:acme"


def test_missing_register_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        RegisterError, match=r"^vendors\.csv: cannot be read \(No such file or directory\); restore the file"
    ):
        register.read(tmp_path / "vendors.csv")


def test_file_whose_plural_is_no_prefix_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gadgets.csv").write_text(HEADER, encoding="utf-8")
    with pytest.raises(RegisterError) as error:
        register.read(tmp_path / "gadgets.csv")
    assert str(error.value) == (
        "gadgets.csv: the prefix 'gadget' is not declared; declare it with sh:declare in ontology/core.ttl"
    )


# Names


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Acme,", "Acme,", id="two labels"),
        pytest.param("Acme,", "Beta,ACME", id="a label and an alias"),
        pytest.param("Acme,A Co", "Beta,a co", id="two aliases"),
    ],
)
def test_name_of_two_rows_of_one_register_is_an_error(tmp_path: Path, first: str, second: str) -> None:
    text = f"{HEADER}acme,ais:Vendor,{first}\nbeta,ais:Vendor,{second}\n"
    with pytest.raises(RegisterError) as error:
        invented.registers(tmp_path, vendors=text)
    assert str(error.value).startswith("vendors.csv, line 3: '")
    assert str(error.value).endswith(" names both 'vendor:acme' and 'vendor:beta'; leave the name to one of them")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("state:ada", "state:ada", id="id"),
        pytest.param("Adania", "state:ada", id="label"),
        pytest.param("kingdom of ADANIA", "state:ada", id="alias in other capitals"),
        pytest.param("Adannia", "state:ada", id="misspelling that sources print"),
        pytest.param('The "Isle"', "state:cyr", id="alias with quotation marks"),
    ],
)
def test_name_is_resolved(tmp_path: Path, name: str, found: str) -> None:
    assert invented.registers(tmp_path).resolve(name) == found


@pytest.mark.parametrize(
    ("name", "class_", "line"),
    [
        pytest.param(
            "state:adx",
            "ais:Jurisdiction",
            "here: 'state:adx' is not in states.csv; did you mean 'state:ada'?",
            id="an id of a register",
        ),
        pytest.param(
            "Adonia",
            "ais:Jurisdiction",
            "here: 'Adonia' is not in the registers for Jurisdiction; did you mean 'Adania'?",
            id="a misspelt label",
        ),
        pytest.param(
            "Zzz",
            "ais:Vendor",
            "here: 'Zzz' is not in the registers for Vendor; add a row to the register, or write a known name",
            id="a name like no other",
        ),
        pytest.param(
            "vendor:acme",
            "ais:Jurisdiction",
            "here: 'vendor:acme' is not a Jurisdiction; give a Jurisdiction",
            id="an id of another class",
        ),
        pytest.param(
            "Acme",
            "ais:Jurisdiction",
            "here: 'Acme' is not in the registers for Jurisdiction; add a row to the register, or write a known name",
            id="a label of another class",
        ),
        pytest.param(
            "",
            "ais:Vendor",
            "here: '' is not in the registers for Vendor; leave the cell empty, or the row out, where it is not known",
            id="an empty name",
        ),
    ],
)
def test_name_that_nothing_answers_to_is_an_error(tmp_path: Path, name: str, class_: str, line: str) -> None:
    with pytest.raises(UnknownName) as error:
        invented.registers(tmp_path).resolve(name, iri(class_), "here")
    assert str(error.value) == line


def test_name_of_things_in_two_registers_is_resolved_by_the_class_that_is_wanted(tmp_path: Path) -> None:
    known = invented.registers(tmp_path, places="id,rdf:type,rdfs:label@en\nada,ais:Place,Adania\n")
    assert known.resolve("Adania", iri("ais:Place")) == "place:ada"


def test_name_of_things_in_two_registers_is_ambiguous_without_a_class(tmp_path: Path) -> None:
    known = invented.registers(tmp_path, places="id,rdf:type,rdfs:label@en\nada,ais:Place,Adania\n")
    with pytest.raises(UnknownName) as error:
        known.resolve("Adania", place="here")
    assert str(error.value) == "here: 'Adania' names place:ada, state:ada; write the one that is meant"


def test_empty_register_does_not_hide_another(tmp_path: Path) -> None:
    known = invented.registers(tmp_path, categories=HEADER)
    with pytest.raises(UnknownName, match=r"'vendor:acmo' is not in vendors\.csv; did you mean 'vendor:acme'\?"):
        known.resolve("vendor:acmo", iri("ais:Vendor"))


# The toolkit's own


@pytest.mark.parametrize("stem", sorted(register.released().rows))
def test_every_name_of_a_released_register_leads_back_to_its_row(stem: str) -> None:
    known = register.released()
    path = invented.ROOT / "ontology" / "registers" / f"{stem}.csv"
    table = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    for row, cells in zip(known.rows[stem], table, strict=True):
        names = [
            name.strip()
            for column, cell in cells.items()
            if column.partition("@")[0] in register.NAMING
            for name in cell.split("|")
            if name
        ]
        single = [name for name in names if not country.several(name)]
        assert {known.resolve(name, row.type) for name in single} == {row.name}


def test_organization_of_any_register_is_found_by_its_address_as_one(tmp_path: Path) -> None:
    known = invented.registers(tmp_path)
    vendor, organization = iri("ais:Vendor"), iri("ais:Organization")
    assert known.resolve("organization:acme") == "vendor:acme"
    assert (
        known.resolve("organization:acme", vendor) == known.resolve("organization:acme", organization) == "vendor:acme"
    )
    assert known.resolve("organization:herald", organization) == "organization:herald"
    assert known.others == {"organization:acme": "vendor:acme", "organization:beta": "vendor:beta"}
    with pytest.raises(UnknownName):
        known.resolve("organization:ada")


def test_organization_of_one_id_in_two_registers_keeps_its_own_address(tmp_path: Path) -> None:
    known = invented.registers(tmp_path, organizations="id,rdf:type,rdfs:label@en\nacme,ais:Organization,Acme Fund\n")
    assert known.others == {"organization:beta": "vendor:beta"}
    assert known.resolve("organization:acme") == "organization:acme"
