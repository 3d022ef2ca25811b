"""A reader's own RDF file: every format, what the shapes have nothing to say of, and names that mean nothing."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import cli
from kg.errors import ReadError
from kg.graph import own
from kg.namespace import BASE, RDF, iri

PREFIXES = f"@prefix ais: <{BASE}ontology#> .\n@prefix vendor: <{BASE}vendor/> .\n@prefix state: <{BASE}state/> .\n"
SOUND = (
    PREFIXES + "<https://example.org/acme> a ais:Vendor ; <http://www.w3.org/2000/01/rdf-schema#label> 'Acme'@en .\n"
)


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def messages(folder: Path, turtle: str) -> list[str]:
    return [str(finding) for finding in own.read(write(folder, "mine.ttl", PREFIXES + turtle)).findings]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("mine.ttl", ox.RdfFormat.TURTLE),
        ("mine.TTL", ox.RdfFormat.TURTLE),
        ("mine.nt", ox.RdfFormat.N_TRIPLES),
        ("mine.rdf", ox.RdfFormat.RDF_XML),
        ("mine.owl", ox.RdfFormat.RDF_XML),
        ("mine.owl", ox.RdfFormat.TURTLE),
        ("mine.jsonld", ox.RdfFormat.JSON_LD),
        ("mine.trig", ox.RdfFormat.TRIG),
        ("mine.nq", ox.RdfFormat.N_QUADS),
    ],
)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_each_format_gives_the_same_triples_with_and_without_a_byte_order_mark(
    tmp_path: Path, name: str, kind: ox.RdfFormat, mark: bytes
) -> None:
    quads = list(ox.parse(SOUND, format=ox.RdfFormat.TURTLE))
    path = write(tmp_path, name, mark + (ox.serialize(quads, format=kind) or b""))
    found = own.read(path)
    assert (found.triples, found.in_scope, found.findings, own.told(found)) == (2, 1, [], "")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("mine.txt", SOUND, "mine.txt: its suffix '.txt' is no format of RDF; end its name with one of .ttl, "),
        ("mine.owl", '<?xml version="1.0"?>\n<Ontology xmlns="x" ontologyIRI="y"/>', "mine.owl: it is OWL/XML"),
        ("mine.owl", "Prefix(:=<http://x/>)\nOntology(<http://x/>)", "mine.owl: it is OWL in a syntax that is not RDF"),
        ("mine.ttl", "\n<x:a> <x:b>\n", "mine.ttl, line 3: it is not Turtle ("),
        ("mine.ttl", SOUND.encode("utf-16"), "mine.ttl: it is UTF-16; save it as UTF-8"),
        ("mine.jsonld", "{", "mine.jsonld, line 1: it is not JSON-LD"),
    ],
)
def test_what_is_no_rdf_is_named_for_what_it_is(tmp_path: Path, name: str, text: str | bytes, said: str) -> None:
    with pytest.raises(ReadError) as error:
        own.read(write(tmp_path, name, text))
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file holds no triple: nothing was checked"),
        ("<https://example.org/x> a <http://schema.org/Organization> .", "none of the 1 triples says of a thing"),
    ],
)
def test_a_file_with_nothing_to_judge_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    assert cli.main(["validate", "--data", str(write(tmp_path, "mine.ttl", text))]) == 0
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("<x:s> a ais:Suply .", "own/term: x:s: ais:Suply is no term of the ontology; did you mean 'ais:Supply'?"),
        ("<x:s> ais:supplyer vendor:huawei .", "ais:supplyer is no term of the ontology; did you mean 'ais:supplier'?"),
        ("<x:s> ais:supplier vendor:huawai .", "vendor:huawai is in no register; did you mean 'vendor:huawei'?"),
        ("<x:s> ais:recipient state:serbia .", "state:serbia is in no register; did you mean 'state:srb'?"),
        (
            "<x:s> a <http://w3id.org/ai-surveillance/ontology#Supply> .",
            f"http://w3id.org/ai-surveillance/ontology#Supply is no name of ours; its names begin with {BASE}",
        ),
    ],
)
def test_a_name_of_ours_that_means_nothing_is_a_finding(tmp_path: Path, turtle: str, said: str) -> None:
    assert any(said in message for message in messages(tmp_path, turtle))


def test_a_thing_that_the_file_describes_itself_is_known(tmp_path: Path) -> None:
    assert messages(tmp_path, "<x:s> ais:supplier vendor:mine . vendor:mine a ais:Vendor .") == []


def test_a_finding_says_the_value_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(
        tmp_path, "mine.ttl", PREFIXES + "<x:s> a ais:Supply ; ais:supplier vendor:huawei ; ais:recipient 'Serbia' ."
    )
    assert cli.main(["validate", "--data", str(path)]) == 1
    assert "It has 'Serbia'." in capsys.readouterr().out


def rdf_xml(declared: str, used: str) -> str:
    return (
        f'<?xml version="1.0"?><!DOCTYPE r [{declared}]><rdf:RDF xmlns:rdf="{RDF}" xmlns:e="http://e/">'
        f'<rdf:Description rdf:about="http://x"><e:p>{used}</e:p></rdf:Description></rdf:RDF>'
    )


BILLION = '<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
)


@pytest.mark.parametrize(
    ("declared", "used"),
    [
        (BILLION, "&j;"),
        (BILLION, ""),
        (BILLION.replace("ENTITY ", "ENTITY\n\t"), "&j;"),
        (BILLION.replace("ENTITY ", "ENTITY % "), "&j;"),
        ('<!ENTITY a "aaaaaaaaaa">' + '<!ENTITY a "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' * 12, "&a;"),
        (f'<!ENTITY a "{"a" * 100_000}">', "&a;" * 1000),
    ],
    ids=["nested", "unused", "lines", "parameter", "again", "many"],
)
@pytest.mark.parametrize("name", ["bomb.rdf", "bomb.owl"])
def test_entities_that_stand_for_too_much_are_refused_unparsed(
    tmp_path: Path, name: str, declared: str, used: str
) -> None:
    with pytest.raises(ReadError, match=rf"{name}: its entities stand for more than 50,000,000 characters; "):
        own.read(write(tmp_path, name, rdf_xml(declared, used)))


def test_the_entities_that_editors_declare_for_namespaces_are_read(tmp_path: Path) -> None:
    text = rdf_xml('<!ENTITY e "http://e/"><!ENTITY f "&e;f#">', "&f;x &amp; &#65;")
    said = own.read(write(tmp_path, "mine.owl", text)).store.quads_for_pattern(ox.NamedNode("http://x"), None, None)
    assert [quad.object for quad in said] == [ox.Literal("http://e/f#x & A")]


@pytest.mark.parametrize("levels", [501, 50_000])
@pytest.mark.parametrize(
    ("name", "opened", "closed"),
    [
        ("mine.jsonld", '{"@id":"http://x","http://e/p":', "}"),
        ("mine.json", '{"http://e/p":[', "]}"),
        ("mine.ttl", "<x:s> <x:p> <<( ", " )>> ."),
        ("mine.nt", "<x:s> <x:p> <<( ", " )>> ."),
        ("mine.ttl", "# a: 'it\n<x:s> a:b\\#c <<( ", " )>> ."),
    ],
)
def test_values_nested_too_deeply_are_refused_unparsed(
    tmp_path: Path, name: str, opened: str, closed: str, levels: int
) -> None:
    with pytest.raises(ReadError, match=rf"{name}: its values are nested deeper than 500 levels; "):
        own.read(write(tmp_path, name, opened * levels + "1" + closed * levels))


def test_signs_within_texts_are_no_levels(tmp_path: Path) -> None:
    many = "<<[{" * 2000
    turtle = f'<x:s> <x:p> "{many}", \'{many}\', """{many}""" . # {many}\n'
    assert own.read(write(tmp_path, "mine.ttl", turtle)).triples == 3
    assert own.read(write(tmp_path, "mine.jsonld", f'{{"@id":"x:s","x:p":"\\\\\\"{many}"}}')).triples == 1


def test_address_of_a_vendor_as_an_organization_is_a_name_that_is_known(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        f"<{iri('claim:x')}> a <{iri('ais:Claim')}> ; <{iri('ais:claimedBy')}> <{iri('organization:huawei')}> ,"
        f" <{iri('organization:huaweii')}> .\n",
        encoding="utf-8",
    )
    told = [finding for finding in own.read(path).findings if finding.check == "own/thing"]
    assert ["organization:huaweii" in finding.message for finding in told] == [True]
