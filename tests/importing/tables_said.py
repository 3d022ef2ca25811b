"""Tables in which a cell says more than whose name it is: what is planned or over, others, legal forms, open ends."""

from tests.importing.tables_before import Case

SAID = [
    Case(
        "several vendors and several technologies of one row are not crossed",
        [
            ["Country", "Vendor", "Technology"],
            ["Kenya", "Huawei; ZTE", "Safe city; Facial recognition"],
            ["Mali", "Huawei; ZTE", "Safe city"],
            ["Peru", "Dahua", "Safe city; Facial recognition"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:ken supplier=vendor:zte @ B2",
            "Use technology=technology:safe-city user=state:ken @ C2",
            "Use technology=technology:facial-recognition user=state:ken @ C2",
            "Supply recipient=state:mli supplier=vendor:huawei technology=technology:safe-city @ B3",
            "Supply recipient=state:mli supplier=vendor:zte technology=technology:safe-city @ B3",
            "Use technology=technology:safe-city user=state:mli @ C3",
            "Supply recipient=state:per supplier=vendor:dahua technology=technology:safe-city @ B4",
            "Supply recipient=state:per supplier=vendor:dahua technology=technology:facial-recognition @ B4",
            "Use technology=technology:safe-city user=state:per @ C4",
            "Use technology=technology:facial-recognition user=state:per @ C4",
        },
        {"C2"},
    ),
    Case(
        "vendors in two columns and technologies in one cell are not crossed",
        [
            ["Country", "Vendor", "Second vendor", "Technology"],
            ["Kenya", "Huawei", "ZTE", "Safe city / Facial recognition"],
            ["Mali", "Huawei", "", "Safe city / Facial recognition"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:ken supplier=vendor:zte @ C2",
            "Use technology=technology:safe-city user=state:ken @ D2",
            "Use technology=technology:facial-recognition user=state:ken @ D2",
            "Supply recipient=state:mli supplier=vendor:huawei technology=technology:safe-city @ B3",
            "Supply recipient=state:mli supplier=vendor:huawei technology=technology:facial-recognition @ B3",
            "Use technology=technology:safe-city user=state:mli @ D3",
            "Use technology=technology:facial-recognition user=state:mli @ D3",
        },
        {"D2"},
    ),
    Case(
        "several states and several vendors of one row are no pairs",
        [["Country", "Vendor"], ["Kenya; Uganda", "Huawei; ZTE"], ["Mali; Peru", "NEC"]],
        {
            "Supply recipient=state:mli supplier=vendor:nec @ B3",
            "Supply recipient=state:per supplier=vendor:nec @ B3",
        },
        {"A2", "B2"},
    ),
    Case(
        "remarks make plans and denials of the claims of their row, or leave them out",
        [
            ["Country", "Vendor", "Technology", "Year", "Remarks"],
            ["Kenya", "Huawei", "Safe city", "2018", "opened by the mayor"],
            ["Mali", "Huawei", "Safe city", "2019", "under negotiation"],
            ["Peru", "ZTE", "Facial recognition", "2020", "never deployed"],
            ["Chile", "ZTE", "Facial recognition", "2020", "trial only"],
            ["Serbia", "Dahua", "Safe city", "2021", "The contract was cancelled in 2022."],
            ["Chad", "NEC", "Safe city", "2020", "never delivered"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei technology=technology:safe-city @ B2",
            "Use heldAt=2018 technology=technology:safe-city user=state:ken @ C2",
            "Supply heldAt=2019 recipient=state:mli supplier=vendor:huawei technology=technology:safe-city"
            " (planInStatement) @ B3",
            "Use heldAt=2019 technology=technology:safe-city user=state:mli (planInStatement) @ C3",
            "Use heldAt=2020 technology=technology:facial-recognition user=state:per (denialInStatement) @ C4",
            "Supply heldAt=2020 recipient=state:tcd supplier=vendor:nec technology=technology:safe-city"
            " (denialInStatement) @ B7",
        },
        {"E2", "B4", "A5", "B5", "C5", "D5", "E5", "A6", "B6", "C6", "D6", "E6", "C7"},
    ),
    Case(
        "a remark within a cell is said of what is claimed of the cell",
        [
            ["Country", "Vendor", "Technology", "Year"],
            ["Kenya", "Huawei; ZTE (planned)", "Safe city", "2018"],
            ["Mali", "Huawei (cancelled)", "Safe city", "2018"],
            ["Peru", "ZTE", "Safe city", "2020 (planned)"],
            ["Chile", "Dahua", "Safe city", "planned for 2021"],
            ["Serbia", "NEC", "Safe city - under negotiation", "2019"],
            ["Chad", "IBM", "Safe city", "cancelled"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei technology=technology:safe-city @ B2",
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:zte technology=technology:safe-city"
            " (planInStatement) @ B2",
            "Use heldAt=2018 technology=technology:safe-city user=state:ken @ C2",
            "Supply heldAt=2020 recipient=state:per supplier=vendor:zte technology=technology:safe-city"
            " (planInStatement) @ B4",
            "Use heldAt=2020 technology=technology:safe-city user=state:per (planInStatement) @ C4",
            "Supply heldAt=2021 recipient=state:chl supplier=vendor:dahua technology=technology:safe-city"
            " (planInStatement) @ B5",
            "Use heldAt=2021 technology=technology:safe-city user=state:chl (planInStatement) @ C5",
            "Supply heldAt=2019 recipient=state:srb supplier=vendor:nec technology=technology:safe-city"
            " (planInStatement) @ B6",
            "Use heldAt=2019 technology=technology:safe-city user=state:srb (planInStatement) @ C6",
        },
        {"A3", "B3", "C3", "D3", "A7", "B7", "C7", "D7"},
    ),
    Case(
        "a mark that says planned is a plan, and one that says cancelled is none",
        [
            ["Country", "Vendor", "Safe city", "Facial recognition"],
            ["Kenya", "Huawei", "x", "planned"],
            ["Mali", "ZTE", "x", "cancelled"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Use technology=technology:safe-city user=state:ken @ C2",
            "Use technology=technology:facial-recognition user=state:ken (planInStatement) @ D2",
            "Supply recipient=state:mli supplier=vendor:zte @ B3",
            "Use technology=technology:safe-city user=state:mli @ C3",
        },
        {"D3"},
    ),
    Case(
        "names that hold and, & or a comma are whole beside others",
        [
            ["Country", "Vendor"],
            ["Saint Kitts and Nevis, Kenya", "Huawei"],
            ["Bosnia and Herzegovina and Serbia", "ZTE"],
            ["Trinidad & Tobago; Antigua and Barbuda", "NEC"],
            ["South Sudan, Sudan", "IBM"],
            ["Korea, Rep.; Kenya and Mali", "Dahua"],
        ],
        {
            "Supply recipient=state:kna supplier=vendor:huawei @ B2",
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:bih supplier=vendor:zte @ B3",
            "Supply recipient=state:srb supplier=vendor:zte @ B3",
            "Supply recipient=state:tto supplier=vendor:nec @ B4",
            "Supply recipient=state:atg supplier=vendor:nec @ B4",
            "Supply recipient=state:ssd supplier=vendor:ibm @ B5",
            "Supply recipient=state:sdn supplier=vendor:ibm @ B5",
            "Supply recipient=state:kor supplier=vendor:dahua @ B6",
            "Supply recipient=state:ken supplier=vendor:dahua @ B6",
            "Supply recipient=state:mli supplier=vendor:dahua @ B6",
        },
        set(),
    ),
    Case(
        "the other companies of a list have no names, and legal forms do not make others",
        [
            ["Country", "Vendor"],
            ["Kenya", "Huawei Technologies Co. Ltd. among others"],
            ["Mali", "ZTE Corp., etc."],
            ["Peru", "Hikvision Co., Ltd and 3 others"],
            ["Chile", "various local vendors"],
            ["Chad", "Ashby & Crane"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:mli supplier=vendor:zte @ B3",
            "Supply recipient=state:per supplier=vendor:hikvision @ B4",
        },
        {"B2", "B3", "B4", "A5", "B5", "A6", "B6"},
        {"Ashby & Crane"},
    ),
    Case(
        "an end that is open is no end, and one that does not begin is none",
        [
            ["Country", "Vendor", "Start", "End"],
            ["Kenya", "Huawei", "2018", "present"],
            ["Mali", "ZTE", "2018", "ongoing"],
            ["Peru", "NEC", "2017", "2019"],
            ["Chile", "IBM", "2016", "to date"],
            ["Chad", "Dahua", "current", "2020"],
        ],
        {
            "Supply recipient=state:ken since=2018 supplier=vendor:huawei @ B2",
            "Supply recipient=state:mli since=2018 supplier=vendor:zte @ B3",
            "Supply recipient=state:per since=2017 supplier=vendor:nec until=2019 @ B4",
            "Supply recipient=state:chl since=2016 supplier=vendor:ibm @ B5",
            "Supply recipient=state:tcd supplier=vendor:dahua until=2020 @ B6",
        },
        {"C6"},
    ),
    Case(
        "strength is no link, installed cameras are counted, and a smart city is no safe city",
        [
            ["Country", "Vendor", "Evidence strength", "Cameras installed", "Smart city"],
            ["Kenya", "Huawei", "strong", "1800", "x"],
            ["Mali", "ZTE", "weak", "2020", "x"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "CountObservation counted=quantity:cameras jurisdiction=state:ken supplier=vendor:huawei 1800..1800 @ D2",
            "Supply recipient=state:mli supplier=vendor:zte (allegationInStatement) @ B3",
            "CountObservation counted=quantity:cameras jurisdiction=state:mli supplier=vendor:zte 2020..2020"
            " (allegationInStatement) @ D3",
        },
        {"E2", "E3"},
    ),
    Case(
        "what is delayed, bid for or to come is not so, and of a later phase or an older system is said nothing",
        [
            ["Country", "Vendor", "Technology", "Year", "Remarks"],
            ["Kenya", "Huawei", "Safe city", "2018", "Phase 2 planned for 2026"],
            ["Mali", "ZTE", "Safe city", "2019", "postponed"],
            ["Peru", "NEC; IBM (both cancelled)", "Safe city", "2020", None],
            ["Chile", "IBM", "Safe city", "2019 (stopped in 2020)", None],
            ["Chad", "Dahua", "Safe city", "exp. 2024", None],
            ["Ghana", "Dahua", "Safe city", "2018", "replaced a former system"],
            ["Togo", "ZTE", "Safe city", "2021", "bid lost to another firm"],
            ["Benin", "ZTE", "Safe city", "2021", "awaiting approval"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei technology=technology:safe-city @ B2",
            "Use heldAt=2018 technology=technology:safe-city user=state:ken @ C2",
            "Supply heldAt=2024 recipient=state:tcd supplier=vendor:dahua technology=technology:safe-city"
            " (planInStatement) @ B6",
            "Use heldAt=2024 technology=technology:safe-city user=state:tcd (planInStatement) @ C6",
            "Supply heldAt=2018 recipient=state:gha supplier=vendor:dahua technology=technology:safe-city @ B7",
            "Use heldAt=2018 technology=technology:safe-city user=state:gha @ C7",
            "Supply heldAt=2021 recipient=state:ben supplier=vendor:zte technology=technology:safe-city"
            " (planInStatement) @ B9",
            "Use heldAt=2021 technology=technology:safe-city user=state:ben (planInStatement) @ C9",
        },
        {"E2", "E7"}
        | {f"{column}{row}" for column in "ABCDE" for row in (3, 8)}
        | {f"{column}{row}" for column in "ABCD" for row in (4, 5)},
    ),
]
