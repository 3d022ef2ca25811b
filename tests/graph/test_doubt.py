"""A record that is beyond doubt breaks no shape and no check of one claim, whatever it says."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.evidence import register, source
from kg.evidence.claim import Claim, kinds
from kg.graph import dataset, pipeline, scope
from kg.graph.doubt import Records
from kg.namespace import folder
from kg.query import query
from kg.vocabulary import shape
from tests.fixtures import claims, invented


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> register.Registers:
    return invented.registers(tmp_path_factory.mktemp("registers"))


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_claim_beyond_doubt_breaks_no_check_of_one_claim(data: st.DataObject, registers: register.Registers) -> None:
    raws = data.draw(st.lists(claims.stated(registers), min_size=8, max_size=30))
    with TemporaryDirectory() as folder:
        inputs = claims.written(Path(folder), raws)
        sources = source.read_all(*inputs.folders)
        known = register.read_all(inputs.registers)
        records = Records(known, sources)
        sound = [each for each in claims.read(inputs) if records.sound(each)]
        store = dataset.load(dataset.quads(known, sources, sound))
    found = scope.checks()[scope.ROLES].found(store)
    assert {str(each) for each in found} == set()


def test_hardly_a_claim_of_the_released_sources_is_in_doubt() -> None:
    read, sources = pipeline.read()
    records = Records(register.released(), sources)
    doubted = [each for each in read if not records.sound(each)]
    assert len(doubted) < len(read) / 50


def test_each_shape_and_check_is_in_one_of_three_and_nothing_is_left_out() -> None:
    parted = scope.checks()
    names = [found.name for checks in parted.values() for found in checks.queries]
    assert sorted(names) == sorted(found.name for found in query.read_all("violations"))
    constraints = [each for checks in parted.values() for each in checks.constraints]
    assert sorted(constraints) == sorted(shape.constraints(folder("ontology") / "shapes.ttl"))
    assert {found.name for found in parted[scope.ROLES].queries} == scope.PROVED


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_a_claim_of_each_kind_with_its_required_roles_only_is_looked_at(
    kind: str, registers: register.Registers
) -> None:
    bare = Claim("ledger", kind, (), "asserted", (("entry", "x"),))
    required = [role for role in kinds()[kind].values() if role.required]
    assert Records(registers, {}).sound(bare) is (not required and kind not in ("Classification", "Regulation", "Use"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("locator", (("row", "0"), ("column", "A"))),
        ("locator", ()),
        ("voice", "https://w3id.org/ai-surveillance/technology/cameras"),
        ("upper", 1),
        ("modality", "recovered"),
        ("disputes", ("https://w3id.org/ai-surveillance/claim/0",)),
        ("roles", (("supplier", "<https://w3id.org/ai-surveillance/technology/cameras>"),)),
    ],
)
def test_claim_with_something_amiss_is_in_doubt(field: str, value: object, registers: register.Registers) -> None:
    roles = (
        ("recipient", "<https://w3id.org/ai-surveillance/state/ada>"),
        ("supplier", "<https://w3id.org/ai-surveillance/vendor/acme>"),
    )
    whole = Claim("ledger", "Supply", roles, "asserted", (("entry", "x"),))
    records = Records(registers, {})
    assert records.sound(whole)
    amiss: Any = {field: value}
    assert not records.sound(whole._replace(**amiss))


@pytest.mark.parametrize(
    ("header", "time", "beyond"),
    [
        ('issued = "2020-05-02"', "2020", True),
        ('issued = "2020-05-02"', "2020-05", True),
        ('issued = "2020-05-02"', "2020-05-03", False),
        ('issued = "2020"', "2020-05", True),
        ('as_of = "2020"', "2021", False),
        ("edition_year = 2020", "2020-12", True),
        ("", "2020", True),
        ("", "2999", False),
    ],
)
def test_claim_of_a_time_after_its_source_is_in_doubt(
    header: str, time: str, beyond: bool, registers: register.Registers, tmp_path: Path
) -> None:
    text = invented.ARTICLE.replace('type = "Article"', f'type = "Article"\n{header}')
    invented.write(tmp_path, "note", text + invented.SUPPLY + f'since = "{time}"\n')
    (claim,), sources = invented.claims(tmp_path, registers)
    records = Records(registers, sources)
    assert records.sound(claim) is beyond
    store = dataset.load(dataset.quads(registers, sources, [claim]))
    assert (len(query.find("start-after-source", "violations").run(store)) == 0) is beyond


def test_what_shapes_demand_of_claims_and_a_record_does_not_show_leaves_every_claim_in_doubt(
    registers: register.Registers, monkeypatch: pytest.MonkeyPatch
) -> None:
    parted = scope.checks()
    more = (
        parted[scope.ROLES]
        .constraints[0]
        ._replace(
            target="https://w3id.org/ai-surveillance/ontology#Claim",
            path="http://purl.org/dc/terms/title",
            name="minCount",
        )
    )
    stricter = parted[scope.ROLES]._replace(constraints=(*parted[scope.ROLES].constraints, more))
    monkeypatch.setattr(scope, "checks", lambda: parted | {scope.ROLES: stricter})
    roles = (("agent", "<https://w3id.org/ai-surveillance/vendor/acme>"),)
    assert not Records(registers, {}).sound(Claim("ledger", "Listing", roles, "asserted", (("entry", "x"),)))
