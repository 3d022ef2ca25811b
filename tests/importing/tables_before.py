"""Messy tables with what must come of them, written before the code that reads them.

A claim is ``Kind role=value … @ cell``; a cell is named as a spreadsheet names it. ``left`` are cells that make no
claim and are named with a reason; ``asked`` are the names that must be listed as unknown or ambiguous.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """One table and what must come of it."""

    name: str
    rows: list[list[object]]
    claims: set[str]
    left: frozenset[str] | set[str] = frozenset()
    asked: frozenset[str] | set[str] = frozenset()
    head: int = 1
    """The row with the lowest headings."""


BEFORE = [
    Case(
        "a plain table of supplies",
        [["Country", "Vendor"], ["Kenya", "Huawei"], ["Serbia", "Dahua"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:srb supplier=vendor:dahua @ B3",
        },
    ),
    Case(
        "a title, a blank row and a totals row",
        [
            ["Deployments of surveillance technology, draft 3"],
            [],
            ["Country", "Vendor", "Cameras"],
            ["Kenya", "Huawei", 1800],
            ["Uganda", "Huawei", 3200],
            ["Total", None, 5000],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B4",
            "Supply recipient=state:uga supplier=vendor:huawei @ B5",
            "CountObservation counted=quantity:cameras jurisdiction=state:ken supplier=vendor:huawei 1800..1800 @ C4",
            "CountObservation counted=quantity:cameras jurisdiction=state:uga supplier=vendor:huawei 3200..3200 @ C5",
        },
        {"A1", "A6", "C6"},
        head=3,
    ),
    Case(
        "footnote marks and notes below",
        [
            ["State", "Supplier"],
            ["Taiwan*", "Huawei"],
            ["Kosovo¹", "ZTE [2]"],
            ["* Status contested."],
            ["Source: own research"],
        ],
        {
            "Supply recipient=state:twn supplier=vendor:huawei @ B2",
            "Supply recipient=state:xkx supplier=vendor:zte @ B3",
        },
        {"A4", "A5"},
    ),
    Case(
        "several vendors in a cell",
        [
            ["Country", "Vendors"],
            ["Kenya", "Huawei; ZTE"],
            ["Uganda", "Huawei, Hikvision and NEC"],
            ["Serbia", "Huawei/Dahua"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:ken supplier=vendor:zte @ B2",
            "Supply recipient=state:uga supplier=vendor:huawei @ B3",
            "Supply recipient=state:uga supplier=vendor:hikvision @ B3",
            "Supply recipient=state:uga supplier=vendor:nec @ B3",
            "Supply recipient=state:srb supplier=vendor:huawei @ B4",
            "Supply recipient=state:srb supplier=vendor:dahua @ B4",
        },
    ),
    Case(
        "a wide table with a mark for each technology",
        [
            ["Country", "Facial recognition", "Safe city", "Smart policing"],
            ["Kenya", "x", None, "X"],
            ["Serbia", "✓", "yes", "no"],
            ["Mali", "?", "1", ""],
        ],
        {
            "Use technology=technology:facial-recognition user=state:ken @ B2",
            "Use technology=technology:smart-policing user=state:ken @ D2",
            "Use technology=technology:facial-recognition user=state:srb @ B3",
            "Use technology=technology:safe-city user=state:srb @ C3",
            "Use technology=technology:safe-city user=state:mli @ C4",
        },
        {"D3", "B4"},
    ),
    Case(
        "unknown, misspelt and ambiguous names",
        [
            ["Country", "Vendor"],
            ["Kenya", "Huwaei"],
            ["Congo", "Huawei"],
            ["Narnia", "ZTE"],
            ["Mali", "Acme Cameras"],
            ["Niger", "Acme Cameras"],
        ],
        set(),
        {"A2", "B2", "A3", "B3", "A4", "B4", "A5", "B5", "A6", "B6"},
        {"Huwaei", "Congo", "Narnia", "Acme Cameras"},
    ),
    Case(
        "cells that say nothing",
        [
            ["Country", "Vendor", "Technology", "Year"],
            ["Kenya", "n/a", "facial recognition", "-"],
            ["Serbia", "Huawei", "?", "unknown"],
        ],
        {
            "Use technology=technology:facial-recognition user=state:ken @ C2",
            "Supply recipient=state:srb supplier=vendor:huawei @ B3",
        },
        {"B2", "D2", "C3", "D3"},
    ),
    Case(
        "years and intervals",
        [
            ["Country", "Vendor", "Year"],
            ["Kenya", "Huawei", 2018],
            ["Uganda", "Huawei", "2019–"],
            ["Serbia", "Huawei", "since 2018"],
            ["Mali", "Huawei", "03/2021"],
            ["Niger", "Huawei", "2017-2019"],
            ["Ghana", "Huawei", "05/06/2021"],
            ["Egypt", "Huawei", "Q3 2020"],
            ["India", "ZTE", "FY2021/22"],
            ["Chad", "ZTE", "2021-05-06"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:uga since=2019 supplier=vendor:huawei @ B3",
            "Supply recipient=state:srb since=2018 supplier=vendor:huawei @ B4",
            "Supply heldAt=2021-03 recipient=state:mli supplier=vendor:huawei @ B5",
            "Supply recipient=state:ner since=2017 supplier=vendor:huawei until=2019 @ B6",
            "Supply recipient=state:gha supplier=vendor:huawei @ B7",
            "Supply heldAt=2020 recipient=state:egy supplier=vendor:huawei ! @ B8",
            "Supply recipient=state:ind since=2021 supplier=vendor:zte until=2022 ! @ B9",
            "Supply heldAt=2021-05-06 recipient=state:tcd supplier=vendor:zte @ B10",
        },
        {"C7"},
    ),
    Case(
        "figures as people write them",
        [
            ["Country", "Cameras"],
            ["Kenya", "50+"],
            ["Uganda", "approx. 60"],
            ["Serbia", "~1,000"],
            ["Mali", "between 60 and 80"],
            ["Niger", "n/a"],
            ["Ghana", "-"],
            ["Egypt", "1 000"],
            ["India", "dozens"],
            ["Chad", "1.000"],
            ["China", "more than 60"],
            ["Nepal", "many"],
        ],
        {
            "CountObservation counted=quantity:cameras jurisdiction=state:ken 50.. @ B2",
            "CountObservation counted=quantity:cameras jurisdiction=state:uga 54..66 @ B3",
            "CountObservation counted=quantity:cameras jurisdiction=state:srb 900..1100 @ B4",
            "CountObservation counted=quantity:cameras jurisdiction=state:mli 60..80 @ B5",
            "CountObservation counted=quantity:cameras jurisdiction=state:egy 1000..1000 @ B8",
            "CountObservation counted=quantity:cameras jurisdiction=state:ind 24.. @ B9",
            "CountObservation counted=quantity:cameras jurisdiction=state:chn 61.. @ B11",
        },
        {"A6", "B6", "A7", "B7", "A10", "B10", "A12", "B12"},
    ),
    Case(
        "headings in two rows, the upper one over several columns",
        [
            ["Country", "Technologies in use", None, "Supply"],
            [None, "Facial recognition", "Safe city", "Vendor"],
            ["Kenya", "x", None, "Huawei"],
            ["Serbia", None, "x", "Dahua"],
        ],
        {
            "Use technology=technology:facial-recognition user=state:ken @ B3",
            "Supply recipient=state:ken supplier=vendor:huawei @ D3",
            "Use technology=technology:safe-city user=state:srb @ C4",
            "Supply recipient=state:srb supplier=vendor:dahua @ D4",
        },
        head=2,
    ),
    Case(
        "codes and other languages",
        [
            ["Pays", "Fournisseur"],
            ["KEN", "Huawei"],
            ["Allemagne", "ZTE"],
            ["Côte d’Ivoire", "NEC"],
            ["Korea, Rep.", "IBM"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:deu supplier=vendor:zte @ B3",
            "Supply recipient=state:civ supplier=vendor:nec @ B4",
            "Supply recipient=state:kor supplier=vendor:ibm @ B5",
        },
    ),
    Case(
        "members of an initiative",
        [["Country", "BRI member", "Joined"], ["Kenya", "yes", 2017], ["Serbia", "x", "2015"], ["India", "no", None]],
        {
            "Membership initiative=initiative:bri member=state:ken startYear=2017 @ B2",
            "Membership initiative=initiative:bri member=state:srb startYear=2015 @ B3",
        },
        {"A4", "B4"},
    ),
    Case(
        "sections between the rows",
        [
            ["Country", "Vendor"],
            ["AFRICA"],
            ["Kenya", "Huawei"],
            ["Subtotal Africa", 1],
            ["EUROPE"],
            ["Serbia", "Huawei"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B3",
            "Supply recipient=state:srb supplier=vendor:huawei @ B6",
        },
        {"A2", "A4", "B4", "A5"},
    ),
    Case(
        "the headings once more, as at a page break",
        [["Country", "Vendor"], ["Kenya", "Huawei"], ["Country", "Vendor"], ["Serbia", "ZTE"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:srb supplier=vendor:zte @ B4",
        },
        {"A3", "B3"},
    ),
    Case(
        "a blank state is not filled from above without being told",
        [["Country", "Vendor"], ["Kenya", "Huawei"], [None, "ZTE"], ["Serbia", "ZTE"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:srb supplier=vendor:zte @ B4",
        },
        {"B3"},
    ),
    Case(
        "links and remarks",
        [
            ["Country", "Vendor", "Source", "Remarks"],
            ["Kenya", "Huawei", "https://news.example/1", "to be checked"],
            ["Serbia", "ZTE", "https://news.example/2", None],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei https://news.example/1 @ B2",
            "Supply recipient=state:srb supplier=vendor:zte https://news.example/2 @ B3",
        },
        {"D2"},
    ),
    Case(
        "a state that the row says nothing of",
        [["Country", "Vendor", "Facial recognition"], ["Kenya", "Huawei", "x"], ["Mali"], ["Serbia", "ZTE", None]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Use technology=technology:facial-recognition user=state:ken @ C2",
            "Supply recipient=state:srb supplier=vendor:zte @ B4",
        },
        {"A3"},
    ),
    Case(
        "what is planned, alleged or over is not asserted",
        [
            ["Country", "Vendor", "Status"],
            ["Kenya", "Huawei", "operational"],
            ["Serbia", "Huawei", "planned"],
            ["Mali", "ZTE", "alleged"],
            ["Niger", "ZTE", "cancelled"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:srb supplier=vendor:huawei (planInStatement) @ B3",
            "Supply recipient=state:mli supplier=vendor:zte (allegationInStatement) @ B4",
        },
        {"A5", "B5", "C5"},
    ),
    Case(
        "a technology that is unknown makes no supply of anything",
        [
            ["Country", "Vendor", "Technology"],
            ["Kenya", "Huawei", "facial recognition"],
            ["Serbia", "Huawei", "payroll software"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei technology=technology:facial-recognition @ B2",
            "Use technology=technology:facial-recognition user=state:ken @ C2",
        },
        {"A3", "B3", "C3"},
        {"payroll software"},
    ),
    Case(
        "a column for each vendor, more than one without a heading",
        [
            ["Country", "Company 1", "Company 2", None],
            ["Kenya", "Huawei", "ZTE", "NEC"],
            ["Serbia", "Dahua", None, None],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:ken supplier=vendor:zte @ C2",
            "Supply recipient=state:ken supplier=vendor:nec @ D2",
            "Supply recipient=state:srb supplier=vendor:dahua @ B3",
        },
    ),
]
"""The tables that were written before the code."""
