"""Tables whose headings name things of one kind and whose cells name things of another: vendors over technologies."""

from tests.importing.tables_before import Case

FR, SC, SP = "technology:facial-recognition", "technology:safe-city", "technology:smart-policing"


def supply(vendor: str, state: str, cell: str, technology: str = "", when: str = "", stance: str = "") -> str:
    """Return the line of a supply as the tables of claims have it; ``when`` are its times, each with its role."""
    what = [f"technology={technology}"] if technology else []
    roles = sorted([f"recipient=state:{state}", f"supplier=vendor:{vendor}", *what, *when.split()])
    return f"Supply {' '.join(roles)}{stance} @ {cell}"


def use(state: str, technology: str, cell: str, when: str = "", stance: str = "") -> str:
    roles = sorted([f"technology={technology}", f"user=state:{state}", *when.split()])
    return f"Use {' '.join(roles)}{stance} @ {cell}"


def both(vendor: str, state: str, technology: str, cell: str, when: str = "", stance: str = "") -> set[str]:
    return {supply(vendor, state, cell, technology, when, stance), use(state, technology, cell, when, stance)}


PLAN = " (planInStatement)"

CROSSED = [
    Case(
        "technologies in the cells of states and vendors are supplied by the vendor over them",
        [
            ["Country", "Huawei", "ZTE", "Hikvision"],
            ["Kenya", "Facial recognition", "", "Safe city"],
            ["Serbia", "Safe city; facial recognition", "-", ""],
            ["Mali", "", "Smart policing", "n/a"],
        ],
        both("huawei", "ken", FR, "B2")
        | both("hikvision", "ken", SC, "D2")
        | both("huawei", "srb", SC, "B3")
        | both("huawei", "srb", FR, "B3")
        | both("zte", "mli", SP, "C4"),
        {"C3", "D4"},
    ),
    Case(
        "technologies in the cells of vendors and states are supplied by the vendor of the row",
        [
            ["Vendor", "Kenya", "Serbia", "Mali"],
            ["Huawei", "Facial recognition", "Safe city / facial recognition", ""],
            ["ZTE", "", "Safe city", "x"],
        ],
        both("huawei", "ken", FR, "B2")
        | both("huawei", "srb", SC, "C2")
        | both("huawei", "srb", FR, "C2")
        | both("zte", "srb", SC, "C3")
        | {supply("zte", "mli", "D3")},
    ),
    Case(
        "times, marks and remarks among technologies are of the vendor over them",
        [
            ["State", "Huawei", "ZTE", "Hikvision"],
            ["Kenya", "Facial recognition (2018)", "x", "no"],
            ["Serbia", "2019", "Safe city, 2020", "planned"],
            ["Mali", "Safe city (planned)", "yes", "Facial recognition 2018; safe city 2020"],
            ["Peru", "since 2017", "?", "perhaps a pilot of something"],
        ],
        both("huawei", "ken", FR, "B2", "heldAt=2018")
        | {supply("zte", "ken", "C2"), supply("huawei", "srb", "B3", "", "heldAt=2019")}
        | both("zte", "srb", SC, "C3", "heldAt=2020")
        | {supply("hikvision", "srb", "D3", stance=PLAN)}
        | both("huawei", "mli", SC, "B4", stance=PLAN)
        | {supply("zte", "mli", "C4")}
        | both("hikvision", "mli", FR, "D4", "heldAt=2018")
        | both("hikvision", "mli", SC, "D4", "heldAt=2020")
        | {supply("huawei", "per", "B5", "", "since=2017")},
        {"D2", "C5", "D5"},
        {"perhaps a pilot of something"},
    ),
    Case(
        "vendors in the cells of states and technologies supply the technology over them",
        [
            ["Country", "Facial recognition", "Safe city"],
            ["Kenya", "Huawei", "Huawei; ZTE"],
            ["Serbia", "x", "NEC (planned)"],
            ["Mali", "", "2019"],
        ],
        both("huawei", "ken", FR, "B2")
        | both("huawei", "ken", SC, "C2")
        | both("zte", "ken", SC, "C2")
        | {use("srb", FR, "B3")}
        | both("nec", "srb", SC, "C3", stance=PLAN)
        | {use("mli", SC, "C4", "heldAt=2019")},
    ),
    Case(
        "states in the cells of vendors and technologies are supplied with the technology over them",
        [
            ["Company", "Facial recognition", "Safe city"],
            ["Huawei", "Kenya; Serbia", ""],
            ["ZTE", "Mali", "Kenya (2019), Peru"],
        ],
        both("huawei", "ken", FR, "B2")
        | both("huawei", "srb", FR, "B2")
        | both("zte", "mli", FR, "B3")
        | both("zte", "ken", SC, "C3", "heldAt=2019")
        | both("zte", "per", SC, "C3"),
    ),
    Case(
        "states in the cells of technologies and vendors are supplied by the vendor over them",
        [["Technology", "Huawei", "ZTE"], ["Facial recognition", "Kenya, Uganda", "Mali"], ["Safe city", "", "Peru"]],
        both("huawei", "ken", FR, "B2")
        | both("huawei", "uga", FR, "B2")
        | both("zte", "mli", FR, "C2")
        | both("zte", "per", SC, "C3"),
    ),
    Case(
        "vendors in the cells of technologies and states supply the state over them",
        [["Technology", "Kenya", "Mali"], ["Facial recognition", "Huawei", "NEC"], ["Safe city", "ZTE; Huawei", ""]],
        both("huawei", "ken", FR, "B2")
        | both("nec", "mli", FR, "C2")
        | both("zte", "ken", SC, "B3")
        | both("huawei", "ken", SC, "B3"),
    ),
    Case(
        "years in the cells of states and vendors are those of the supply",
        [["Country", "Huawei", "ZTE"], ["Kenya", "2018", ""], ["Serbia", "2017-2019", "2020"]],
        {
            supply("huawei", "ken", "B2", "", "heldAt=2018"),
            supply("huawei", "srb", "B3", "", "since=2017 until=2019"),
            supply("zte", "srb", "C3", "", "heldAt=2020"),
        },
    ),
    Case(
        "a corner without a word, or with two, stands over the names below it",
        [["", "Huawei", "ZTE"], ["Kenya", "Facial recognition", "x"], ["Mali", "", "Safe city"]],
        both("huawei", "ken", FR, "B2") | {supply("zte", "ken", "C2")} | both("zte", "mli", SC, "C3"),
    ),
    Case(
        "a corner of two words is of what its cells name",
        [
            ["Vendor \\ Country", "Kenya", "Mali"],
            ["Huawei", "Safe city", ""],
            ["ZTE", "", "Safe city"],
        ],
        both("huawei", "ken", SC, "B2") | both("zte", "mli", SC, "C3"),
    ),
    Case(
        "below a heading that no register knows the technologies of nobody are no claims",
        [
            ["Country", "Huawei", "Acme Watchers"],
            ["Kenya", "Safe city", "Facial recognition"],
            ["Mali", "Facial recognition", "Safe city"],
        ],
        both("huawei", "ken", SC, "B2") | both("huawei", "mli", FR, "B3"),
        {"C2", "C3"},
    ),
    Case(
        "technologies below headings of which none is known are no claims",
        [
            ["Country", "Vendor", "Acme Watchers", "Other Seers"],
            ["Kenya", "Huawei", "Safe city", "Facial recognition"],
            ["Mali", "ZTE", "Facial recognition", "Safe city"],
        ],
        {supply("huawei", "ken", "B2"), supply("zte", "mli", "B3")},
        {"C2", "D2", "C3", "D3"},
    ),
    Case(
        "an abbreviation of a technology over marks is that technology, and no remark on the row",
        [
            ["Country", "Vendor", "Facial rec.", "Smart pol.", "Soc. media surv."],
            ["Kenya", "Huawei", "x", "planned", "no"],
            ["Serbia", "ZTE", "planned", "no", "x"],
            ["Mali", "NEC", "no", "x", ""],
            ["Peru", "IBM", "x", "x", "planned"],
        ],
        {
            supply("huawei", "ken", "B2"),
            supply("zte", "srb", "B3"),
            supply("nec", "mli", "B4"),
            supply("ibm", "per", "B5"),
            use("ken", FR, "C2"),
            use("ken", SP, "D2", stance=PLAN),
            use("srb", FR, "C3", stance=PLAN),
            use("srb", "technology:social-media-surveillance", "E3"),
            use("mli", SP, "D4"),
            use("per", FR, "C5"),
            use("per", SP, "D5"),
            use("per", "technology:social-media-surveillance", "E5", stance=PLAN),
        },
        {"E2", "D3", "C4"},
    ),
    Case(
        "initials of a technology over marks are asked, and no state and no remark",
        [
            ["Country", "Vendor", "FR", "SC"],
            ["Kenya", "Huawei", "x", "no"],
            ["Serbia", "ZTE", "planned", "x"],
        ],
        {supply("huawei", "ken", "B2"), supply("zte", "srb", "B3")},
        {"C2", "D2", "C3", "D3"},
    ),
    Case(
        "an unknown heading over yes, no and planned holds the rows that it does not affirm",
        [
            ["Country", "Vendor", "Rolled out"],
            ["Kenya", "Huawei", "x"],
            ["Serbia", "ZTE", "planned"],
            ["Mali", "NEC", "no"],
            ["Peru", "IBM", "yes"],
        ],
        {supply("huawei", "ken", "B2"), supply("ibm", "per", "B5")},
        {"A3", "B3", "C3", "A4", "B4", "C4"},
    ),
    Case(
        "an unknown heading over marks beside technologies is not read",
        [
            ["Country", "Safe city", "Drones"],
            ["Kenya", "x", "planned"],
            ["Serbia", "x", "no"],
            ["Mali", "no", "x"],
        ],
        {use("ken", SC, "B2"), use("srb", SC, "B3")},
        {"C2", "C3", "A4", "B4", "C4"},
    ),
    Case(
        "totals of marks are set aside, by their word or because their sums check",
        [
            ["Country", "Facial recognition", "Safe city", "Total"],
            ["Kenya", 1, 1, 2],
            ["Serbia", 1, "", 1],
            ["Mali", "", 1, 1],
            ["Togo", 1, 1, 2],
            ["Gesamtergebnis", 3, 3, 6],
        ],
        {
            use("ken", FR, "B2"),
            use("ken", SC, "C2"),
            use("srb", FR, "B3"),
            use("mli", SC, "C4"),
            use("tgo", FR, "B5"),
            use("tgo", SC, "C5"),
        },
        {"D2", "D3", "D4", "D5", "A6", "B6", "C6", "D6"},
    ),
    Case(
        "a row whose figures are the sums of those above is one of totals",
        [
            ["Country", "Facial recognition", "Safe city"],
            ["Kenya", "x", "x"],
            ["Serbia", "x", ""],
            ["Togo", "x", "x"],
            ["", 3, 2],
        ],
        {
            use("ken", FR, "B2"),
            use("ken", SC, "C2"),
            use("srb", FR, "B3"),
            use("tgo", FR, "B4"),
            use("tgo", SC, "C4"),
        },
        {"B5", "C5"},
    ),
    Case(
        "a use without an agency is that of the state",
        [
            ["Country", "Agency", "Technology"],
            ["Kenya", "", "Safe city"],
            ["Mali", "n/a", "Facial recognition"],
            ["China", "Chinese government", "Facial recognition"],
            ["Peru", "Bureau of Nobody Knows", "Safe city"],
        ],
        {
            use("ken", SC, "C2"),
            use("mli", FR, "C3"),
            f"Use technology={FR} user=organization:chinese-government @ C4",
        },
        {"B3", "A4", "A5", "B5", "C5"},
        {"Bureau of Nobody Knows"},
    ),
    Case(
        "vendors over technologies supply what is marked below them",
        [
            ["Country", "Huawei / Safe city", "Huawei / Smart policing", "ZTE / Safe city"],
            ["Kenya", "x", "", "planned"],
            ["Mali", "no", "x", ""],
        ],
        both("huawei", "ken", SC, "B2") | both("zte", "ken", SC, "D2", stance=PLAN) | both("huawei", "mli", SP, "C3"),
        {"B3"},
    ),
    Case(
        "what is not verified is no plain claim, and what is being verified is no plan",
        [
            ["Country", "Vendor", "Verified"],
            ["Kenya", "Huawei", "yes"],
            ["Mali", "ZTE", "no"],
            ["Peru", "NEC", "unverified"],
            ["Chad", "IBM", "pending"],
            ["Togo", "IBM", "tbc"],
            ["Oman", "IBM", ""],
            ["Cuba", "IBM", "partly"],
            ["Chile", "IBM", "planned"],
        ],
        {
            supply("huawei", "ken", "B2"),
            supply("nec", "per", "B4", stance=" (allegationInStatement)"),
            supply("ibm", "omn", "B7"),
        },
        {f"{column}{row}" for column in "ABC" for row in (3, 5, 6, 8, 9)},
    ),
    Case(
        "a pilot is neither a plan nor in use, and a phase that is not known holds its row",
        [
            ["Country", "Vendor", "Phase"],
            ["Kenya", "Huawei", "operational"],
            ["Mali", "ZTE", "pilot"],
            ["Peru", "NEC", "planned"],
            ["Chad", "IBM", "Phase 2"],
        ],
        {supply("huawei", "ken", "B2"), supply("nec", "per", "B4", stance=PLAN)},
        {f"{column}{row}" for column in "ABC" for row in (3, 5)},
    ),
    Case(
        "vendors over years supply in the year below them",
        [
            ["Country", "Huawei", "", "ZTE", ""],
            ["", "2018", "2019", "2018", "2019"],
            ["Kenya", "Safe city", "", "x", "Facial recognition"],
            ["Mali", "", "x", "", "planned"],
        ],
        both("huawei", "ken", SC, "B3", "heldAt=2018")
        | {supply("zte", "ken", "D3", "", "heldAt=2018"), supply("huawei", "mli", "C4", "", "heldAt=2019")}
        | both("zte", "ken", FR, "E3", "heldAt=2019")
        | {supply("zte", "mli", "E4", "", "heldAt=2019", PLAN)},
        head=2,
    ),
    Case(
        "years over vendors, and marks alone, supply in the year above them",
        [
            ["", "2018", "", "2019", ""],
            ["Country", "Huawei", "ZTE", "Huawei", "ZTE"],
            ["Kenya", "x", "", "x", ""],
            ["Mali", "", "x", "", ""],
        ],
        {
            supply("huawei", "ken", "B3", "", "heldAt=2018"),
            supply("huawei", "ken", "D3", "", "heldAt=2019"),
            supply("zte", "mli", "C4", "", "heldAt=2018"),
        },
        head=2,
    ),
    Case(
        "who confirmed a row is a remark, and that nobody did holds it",
        [["Country", "Vendor", "Confirmed by"], ["Kenya", "Huawei", "Amina"], ["Mali", "ZTE", "no"]],
        {supply("huawei", "ken", "B2")},
        {"C2", "A3", "B3", "C3"},
    ),
    Case(
        "the day of a verification is no time of a supply",
        [["Country", "Vendor", "Confirmed"], ["Kenya", "Huawei", "2021-05-03"], ["Mali", "ZTE", "2020-01-02"]],
        {supply("huawei", "ken", "B2"), supply("zte", "mli", "B3")},
        {"C2", "C3"},
    ),
]
