"""Tables in which what is said beside a name, a mark or a heading is said of more than its cell."""

from tests.importing.tables_before import Case

ASIDE = [
    Case(
        "what is said beside the one vendor of a row is said of the row",
        [
            ["Country", "Vendor", "Technology"],
            ["Kenya", "Huawei (withdrawn)", "Safe city"],
            ["Mali", "ZTE, cancelled", "Facial recognition"],
            ["Peru", "NEC (planned)", "Safe city"],
            ["Chile", "Dahua [under negotiation]", "Smart policing"],
            ["Ghana", "IBM", "Safe city"],
        ],
        {
            "Supply recipient=state:per supplier=vendor:nec technology=technology:safe-city (planInStatement) @ B4",
            "Use technology=technology:safe-city user=state:per (planInStatement) @ C4",
            "Supply recipient=state:chl supplier=vendor:dahua technology=technology:smart-policing"
            " (planInStatement) @ B5",
            "Use technology=technology:smart-policing user=state:chl (planInStatement) @ C5",
            "Supply recipient=state:gha supplier=vendor:ibm technology=technology:safe-city @ B6",
            "Use technology=technology:safe-city user=state:gha @ C6",
        },
        {"A2", "B2", "C2", "A3", "B3", "C3"},
    ),
    Case(
        "a status of never deployed denies a use, and one of never delivered a supply",
        [
            ["Country", "Vendor", "Technology", "Status"],
            ["Kenya", "Huawei", "Safe city", "never deployed"],
            ["Mali", "ZTE", "Safe city", "never delivered"],
            ["Peru", "NEC", "Safe city", "operational"],
        ],
        {
            "Use technology=technology:safe-city user=state:ken (denialInStatement) @ C2",
            "Supply recipient=state:mli supplier=vendor:zte technology=technology:safe-city (denialInStatement) @ B3",
            "Supply recipient=state:per supplier=vendor:nec technology=technology:safe-city @ B4",
            "Use technology=technology:safe-city user=state:per @ C4",
        },
        {"B2", "C3"},
    ),
    Case(
        "a mark and a figure with a remark are a plan, or left out",
        [
            ["Country", "Facial recognition", "Safe city", "Cameras"],
            ["Kenya", "x (planned)", "x", "1,500 (planned)"],
            ["Mali", "✓", "✓ (cancelled)", "80"],
            ["Peru", "yes", "no", "20 (never installed)"],
        ],
        {
            "Use technology=technology:facial-recognition user=state:ken (planInStatement) @ B2",
            "Use technology=technology:safe-city user=state:ken @ C2",
            "CountObservation counted=quantity:cameras jurisdiction=state:ken 1500..1500 (planInStatement) @ D2",
            "Use technology=technology:facial-recognition user=state:mli @ B3",
            "CountObservation counted=quantity:cameras jurisdiction=state:mli 80..80 @ D3",
            "Use technology=technology:facial-recognition user=state:per @ B4",
        },
        {"C3", "C4", "D4"},
    ),
    Case(
        "a name with and of a place that has no row is asked as one",
        [
            ["Country", "Vendor"],
            ["Turks and Caicos Islands", "Huawei"],
            ["Wallis and Futuna; Kenya", "NEC"],
            ["Mali and Peru", "ZTE"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:nec @ B3",
            "Supply recipient=state:mli supplier=vendor:zte @ B4",
            "Supply recipient=state:per supplier=vendor:zte @ B4",
        },
        {"A2", "B2", "A3"},
        {"Turks and Caicos Islands", "Wallis and Futuna"},
    ),
    Case(
        "an arrow stands between the ends of an interval",
        [["Country", "Vendor", "Period"], ["Kenya", "Huawei", "2014 → 2018"], ["Mali", "ZTE", "2016 -> now"]],
        {
            "Supply recipient=state:ken since=2014 supplier=vendor:huawei until=2018 @ B2",
            "Supply recipient=state:mli since=2016 supplier=vendor:zte @ B3",
        },
    ),
]
