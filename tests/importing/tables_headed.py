"""Tables whose cells resemble headings, counts that resemble marks, and several columns of technologies."""

from tests.importing.tables_before import Case


def _like(word: str, at: int) -> Case:
    """Return a table whose first row of data holds, at a place, a word that columns are headed by."""
    rows: list[list[object]] = [["Country", "Vendor"], ["Kenya", "Huawei"], ["Mali", "ZTE"]]
    for row, cell in zip(rows, ("Sector", word, "Police"), strict=True):
        row.insert(at, cell)
    vendor, other = "C" if at < 2 else "B", "ABC"[at]
    return Case(
        f"{word} in column {other} is no heading",
        rows,
        {
            f"Supply recipient=state:ken supplier=vendor:huawei @ {vendor}2",
            f"Supply recipient=state:mli supplier=vendor:zte @ {vendor}3",
        },
        {f"{other}2", f"{other}3"},
    )


HEADED = [
    *(
        _like(word, 0)
        for word in ("In use", "Active", "Deployed", "Operational", "Links", "Source", "System", "Year 1")
    ),
    *(_like(word, at) for word in ("In use", "Source", "Year 1") for at in (1, 2)),
    Case(
        "words of a status are no second row of headings",
        [
            ["Status", "Country", "Vendor"],
            ["In use", "Kenya", "Huawei"],
            ["In use", "Mali", "ZTE"],
            ["Planned", "Peru", "NEC"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ C2",
            "Supply recipient=state:mli supplier=vendor:zte @ C3",
            "Supply recipient=state:per supplier=vendor:nec (planInStatement) @ C4",
        },
    ),
    Case(
        "a row of two words of headings and a state below the word for one is one of data",
        [
            ["Country", "Status", "Type", "Technology"],
            ["Kenya", "Active", "System", "Safe city"],
            ["Mali", "Planned", "System", "Safe city"],
        ],
        {
            "Use technology=technology:safe-city user=state:ken @ D2",
            "Use technology=technology:safe-city user=state:mli (planInStatement) @ D3",
        },
        {"C2", "C3"},
    ),
    Case(
        "vendors over technologies, above a row that begins with a heading, are a row of headings",
        [
            ["", "Huawei", "", "ZTE", ""],
            ["Country", "Facial recognition", "Safe city", "Facial recognition", "Safe city"],
            ["Kenya", "x", "", "", "x"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei technology=technology:facial-recognition @ B3",
            "Supply recipient=state:ken supplier=vendor:zte technology=technology:safe-city @ E3",
            "Use technology=technology:facial-recognition user=state:ken @ B3",
            "Use technology=technology:safe-city user=state:ken @ E3",
        },
        head=2,
    ),
    Case(
        "figures beside a 1 make it a figure, and no mark",
        [
            ["Country", "Vendor", "Facial recognition", "Safe city"],
            ["Kenya", "Huawei", "1", "4"],
            ["Mali", "ZTE", "0", "1"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:mli supplier=vendor:zte @ B3",
        },
        {"C2", "D2", "C3", "D3"},
    ),
    Case(
        "a supply has the technology that its row alone names, in whichever column, and none of several",
        [
            ["Country", "Vendor", "2018", "2019"],
            ["Kenya", "ZTE", "", "Safe city"],
            ["Mali", "NEC", "Facial recognition", "Safe city"],
            ["Peru", "IBM", "Safe city", "Safe city"],
            ["Chad", "Dahua", "-", "Safe city"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:zte technology=technology:safe-city @ B2",
            "Supply recipient=state:mli supplier=vendor:nec @ B3",
            "Supply recipient=state:per supplier=vendor:ibm technology=technology:safe-city @ B4",
            "Supply recipient=state:tcd supplier=vendor:dahua technology=technology:safe-city @ B5",
            "Use heldAt=2019 technology=technology:safe-city user=state:ken @ D2",
            "Use heldAt=2018 technology=technology:facial-recognition user=state:mli @ C3",
            "Use heldAt=2019 technology=technology:safe-city user=state:mli @ D3",
            "Use heldAt=2018 technology=technology:safe-city user=state:per @ C4",
            "Use heldAt=2019 technology=technology:safe-city user=state:per @ D4",
            "Use heldAt=2019 technology=technology:safe-city user=state:tcd @ D5",
        },
        {"C5"},
    ),
    Case(
        "yes and no of programs say whether a thing is in use",
        [
            ["Country", "Vendor", "In use?"],
            ["Kenya", "Huawei", "TRUE"],
            ["Mali", "ZTE", "1"],
            ["Peru", "NEC", "y"],
            ["Chad", "IBM", "N"],
            ["Togo", "IBM", "No"],
            ["Oman", "IBM", "false"],
            ["Cuba", "IBM", "0"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:mli supplier=vendor:zte @ B3",
            "Supply recipient=state:per supplier=vendor:nec @ B4",
        },
        {f"{column}{row}" for column in "ABC" for row in range(5, 9)},
    ),
    Case(
        "a 1 beside a 2 under a status is a code, and says nothing by itself",
        [
            ["Country", "Vendor", "Status"],
            ["Kenya", "NEC", "1"],
            ["Mali", "NEC", "1"],
            ["Peru", "NEC", "2"],
            ["Chad", "NEC", "active"],
        ],
        {"Supply recipient=state:tcd supplier=vendor:nec @ B5"},
        {f"{column}{row}" for column in "ABC" for row in range(2, 5)},
    ),
    Case(
        "two states of one name are both read, or the cell is asked as one",
        [
            ["Country", "Vendor", "Yr"],
            ["North and South Korea", "NEC", "2018"],
            ["Kenya, South & North Korea", "IBM", ""],
            ["East and West Timor", "ZTE", ""],
            ["Mali and Niger", "ZTE", "2019"],
            ["Korea, North and South", "ZTE", ""],
        ],
        {
            "Supply heldAt=2018 recipient=state:prk supplier=vendor:nec @ B2",
            "Supply heldAt=2018 recipient=state:kor supplier=vendor:nec @ B2",
            "Supply recipient=state:ken supplier=vendor:ibm @ B3",
            "Supply recipient=state:prk supplier=vendor:ibm @ B3",
            "Supply recipient=state:kor supplier=vendor:ibm @ B3",
            "Supply heldAt=2019 recipient=state:mli supplier=vendor:zte @ B5",
            "Supply heldAt=2019 recipient=state:ner supplier=vendor:zte @ B5",
        },
        {"A4", "B4", "A6", "B6"},
        {"East and West Timor", "Korea, North and South"},
    ),
]
