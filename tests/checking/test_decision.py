import datetime
import io
import json
import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import cli
from kg.checking import case, decision, dialogue, docket
from kg.errors import KgError
from kg.evidence import source, statement
from kg.evidence.register import released
from kg.namespace import folders
from kg.prose import extraction
from kg.prose.article import open_article

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TEXT = """Huawei sold surveillance cameras to Serbia. It was a quiet sale.

Hikvision supplies Peru with cameras. Chile uses facial recognition.

Huawai equipped Kenya with cameras. At least 50 countries use facial recognition.
"""
DAY = datetime.date(2026, 1, 31)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def typed(*lines: str) -> Callable[[str], str | None]:
    """Return what answers the questions of a dialogue with lines, one after the other, until there is none left."""
    left: Iterator[str] = iter(lines)
    return lambda question: next(left, None)


def review(story: Path, *lines: str, by: str = "Ana") -> tuple[int, int]:
    """Decide on a text as typed, and return how many cases there were and how many were decided before."""
    article, to = open_article(story), story.with_suffix(".toml")
    cases, before = case.cases(article, extraction.OURS, to)
    made = list(dialogue.Dialogue(released(), typed(*lines), io.StringIO()).decisions(cases))
    if made:
        decision.write(article, made, to, by, DAY, "rules")
    return len(cases), before


def test_what_is_accepted_becomes_claims_of_a_source_with_their_places(story: Path) -> None:
    assert review(story, "a", "a", "a", "r", "it means another firm", "a") == (5, 0)
    read = source.read(story.with_suffix(".toml"))
    claims = list(statement.claims(read, source.read_all(*folders("sources")) | {"story": read}, released()))
    assert [claim.kind for claim in claims] == ["Supply", "Supply", "Use", "CountObservation"]
    assert [dict(claim.locator)["start"] for claim in claims] == ["0", "66", "104", "172"]
    assert (claims[3].lower, claims[3].upper) == (50, None)


def test_who_decided_and_when_is_recorded_and_no_sentence_of_the_text_is_stored(story: Path) -> None:
    review(story, "a", "r", "the sale fell through")
    text = story.with_suffix(".toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    assert (told["record"]["reviewer"], told["record"]["reviewed"]) == ("Ana", DAY)
    [rejected] = told["rejected"]
    assert (rejected["reason"], rejected["by"], rejected["on"]) == ("the sale fell through", "Ana", DAY)
    assert not any(part in text for part in ("sold surveillance", "quiet sale", "with cameras"))


def test_what_was_decided_is_not_proposed_again_and_what_was_left_is(story: Path) -> None:
    assert review(story, "a", "r", "no", "n", "q") == (5, 0)
    assert review(story, "a", by="Ben") == (3, 2)
    assert review(story, "q", by="Ben") == (2, 3)
    told = tomllib.loads(story.with_suffix(".toml").read_text(encoding="utf-8"))
    assert told["record"]["reviewer"] == "Ana, Ben"
    ids = [claim["id"] for claim in told["claim"]]
    assert len(ids) == len(set(ids)) == 2


def test_a_claim_whose_names_a_person_wrote_otherwise_counts_as_decided(story: Path) -> None:
    review(story, "a")
    path = story.with_suffix(".toml")
    path.write_text(path.read_text(encoding="utf-8").replace('"state:srb"', '"Serbia"'), encoding="utf-8")
    assert review(story, "q") == (4, 1)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"recipient": "Peru"}, "'Peru' (recipient) is not named in the sentence"),
        ({"recipient": "Atlantis"}, "Atlantis"),
        ({"modality": "certain"}, "there is no 'certain'"),
        ({"color": "red"}, "a Supply has no such place"),
        ({"lower": "many"}, "'many' is no whole number"),
        ({"supplier": ""}, "'supplier'"),
    ],
)
def test_the_judge_decides_on_what_a_person_changes(story: Path, changes: dict[str, str], found: str) -> None:
    cases, _ = case.cases(open_article(story), extraction.OURS, story.with_suffix(".toml"))
    with pytest.raises(KgError) as raised:
        case.changed(cases[0], changes, released())
    assert found in str(raised.value)


def test_a_changed_claim_is_stored_and_the_proposed_one_kept_out(story: Path) -> None:
    review(story, "e", "technology =", "modality = reported", "", "a")
    told = tomllib.loads(story.with_suffix(".toml").read_text(encoding="utf-8"))
    [claim], [rejected] = told["claim"], told["rejected"]
    assert (claim.get("technology"), claim["modality"]) == (None, "reported")
    assert (rejected["technology"], rejected["reason"]) == ("technology:video-surveillance", "accepted in other words")
    assert review(story, "q") == (4, 1)


def test_a_claim_without_a_name_it_needs_cannot_be_accepted_and_a_rejection_needs_a_reason(story: Path) -> None:
    review(story, "n", "n", "n", "a", "r", "", " ", "a misprint", "x", "q")
    told = tomllib.loads(story.with_suffix(".toml").read_text(encoding="utf-8"))
    assert ("claim" in told, [one["reason"] for one in told["rejected"]]) == (False, ["a misprint"])


def test_a_source_file_of_another_text_is_left_as_it_is(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review(story, "a")
    story.write_text(TEXT + "More.\n", encoding="utf-8")
    before = story.with_suffix(".toml").read_bytes()
    assert cli.main(["review", str(story), "--extractor", "rules", "--by", "Ana"]) == 2
    told = capsys.readouterr().err
    assert f"story.toml: it is of another text, not of {story}; name another file with --to" in told
    assert story.with_suffix(".toml").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_single_keys_decide_on_a_terminal(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(ours, "r+b", buffering=0) as keyboard, os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        keyboard.write(b"arnot so\nnq")
        assert cli.main(["review", str(story), "--extractor", "rules", "--by", "Ana"]) == 0
    told = tomllib.loads(story.with_suffix(".toml").read_text(encoding="utf-8"))
    assert (len(told["claim"]), [one["reason"] for one in told["rejected"]]) == (1, ["not so"])


def test_a_page_is_decided_by_keys_and_gives_back_what_becomes_a_source(
    story: Path, chromium: "Browser", capsys: pytest.CaptureFixture[str]
) -> None:
    page_, given = story.with_name("page.html"), story.with_name("decisions.json")
    verb = ["review", str(story), "--extractor", "rules"]
    assert cli.main([*verb, "--html", str(page_)]) == 0
    page = chromium.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(page_.as_uri())
    page.keyboard.press("a")
    page.keyboard.press("r")
    page.click("#download")
    assert page.inner_text("#wrong") == "Fill in your name."
    page.fill("#by", "Ana")
    page.click("#download")
    assert page.inner_text("#wrong") == "Say why it is rejected."
    page.keyboard.type("it fell through")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("a")
    page.select_option("article:nth-of-type(3) select", "reported")
    page.keyboard.press("Escape")
    assert page.inner_text("#count") == "3 of 5 decided"
    with page.expect_download() as download:
        page.click("#download")
    download.value.save_as(given)
    page.close()
    assert wrong == []
    capsys.readouterr()
    assert cli.main([*verb, "--decisions", str(given), "--on", "2026-01-31"]) == 0
    assert capsys.readouterr().out == f"{story.with_suffix('.toml')}: 2 accepted, 1 rejected, 2 left\n"
    told = tomllib.loads(story.with_suffix(".toml").read_text(encoding="utf-8"))
    assert [(one["kind"], one["modality"]) for one in told["claim"]] == [("Supply", "asserted"), ("Use", "reported")]
    assert told["rejected"][0]["reason"] == "it fell through"


def test_a_page_holds_no_markup_of_the_text_and_names_no_host(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text('Huawei "</script><b onclick=x>" sold surveillance cameras to Serbia.\n', encoding="utf-8")
    article = open_article(story)
    cases, _ = case.cases(article, extraction.OURS, story.with_suffix(".toml"))
    page = docket.page(article, cases, released())
    assert "<b onclick" not in page
    assert page.count("</script>") == 1
    assert "://" not in page.replace("http://www.w3.org/", "")


def test_what_a_model_submits_is_judged_before_a_person_decides(
    story: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = story.with_name("model.json")
    quote = "Huawei sold surveillance cameras to Serbia"
    right = {"kind": "Supply", "roles": {"supplier": "Huawei", "recipient": "Serbia"}, "quote": quote}
    wrong = right | {"roles": {"supplier": "Huawei", "recipient": "Peru"}}
    verb = ["review", str(story), "--proposals", str(given), "--by", "Ana"]
    for told in ([right, wrong], {"judgments": [{"proposal": right}, {"proposal": wrong}]}):
        story.with_suffix(".toml").unlink(missing_ok=True)
        given.write_text(json.dumps(told), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", io.StringIO("a\n"))
        assert cli.main(verb) == 2
        assert "claim 2: refused: 'Peru' (recipient) is not named in the sentence" in capsys.readouterr().err
        [claim] = source.read(story.with_suffix(".toml")).header.claim
        assert (claim["supplier"], claim["start"], claim["end"]) == ("vendor:huawei", 0, len(quote))
    given.write_text("{}", encoding="utf-8")
    assert cli.main(verb) == 2
    assert "model.json: no list of claims; give claims as kg read --format json" in capsys.readouterr().err


def test_the_claims_that_read_writes_can_be_decided_on(
    story: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = story.with_name("read.json")
    assert cli.main(["read", str(story), "--extractor", "rules", "--format", "json"]) == 0
    given.write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("a\na\na\na\n"))
    cli.main(["review", str(story), "--proposals", str(given), "--by", "Ana"])
    claims = source.read(story.with_suffix(".toml")).header.claim
    assert [claim["kind"] for claim in claims] == ["Supply", "Supply", "Use", "CountObservation"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"sha256": "0"}, "it is about another text"),
        ({"by": " "}, "it does not say who decided"),
        ({"more": 1}, "no file of decisions"),
        ({"decisions": [{"key": "0", "accepted": True}]}, "decision 1: the claim is not proposed"),
        ({"decisions": [{"accepted": False}]}, "decision 1: rejected without a reason"),
        ({"decisions": [{"accepted": True, "changes": {"recipient": "Fiji"}}]}, "is not named in the sentence"),
    ],
)
def test_decisions_that_cannot_be_taken_are_told_one_line_each(
    story: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object], found: str
) -> None:
    article = open_article(story)
    cases, _ = case.cases(article, extraction.OURS, story.with_suffix(".toml"))
    told = {"sha256": article.sha256, "by": "Ana", "decisions": []} | change
    listed = told["decisions"]
    assert isinstance(listed, list)
    told["decisions"] = [{"key": cases[0].key} | one for one in listed]
    given = story.with_name("decisions.json")
    given.write_text(json.dumps(told), encoding="utf-8")
    assert cli.main(["review", str(story), "--extractor", "rules", "--decisions", str(given)]) == 2
    assert found in capsys.readouterr().err
    assert not story.with_suffix(".toml").exists()
