"""Tables beside and below others, headings that come again, and columns that are easily taken for another."""

from tests.importing.tables_before import Case

BESIDE = [
    Case(
        "a heading that takes back what it names makes no claim",
        [
            ["Country", "Vendor", "Losing bidder", "Banned technology"],
            ["Kenya", "Huawei", "ZTE", "Facial recognition"],
        ],
        {"Supply recipient=state:ken supplier=vendor:huawei @ B2"},
        {"C2", "D2"},
    ),
    Case(
        "what is planned or forbidden alone is no table of claims of its use",
        [
            ["Country", "Vendor", "Planned technology", "Does not use"],
            ["Kenya", "Huawei", "Safe city", "Facial recognition"],
            ["Peru", "Dahua", "Smart policing", ""],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:per supplier=vendor:dahua @ B3",
        },
        {"C2", "D2", "C3"},
    ),
    Case(
        "a row that is said not to be so makes no claim",
        [
            ["Country", "Vendor", "Technology", "Confirmed"],
            ["Kenya", "Huawei", "Safe city", "yes"],
            ["Uganda", "NEC", "Facial recognition", "no"],
            ["Peru", "Hikvision", "Smart policing", "disproved"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei technology=technology:safe-city @ B2",
            "Use technology=technology:safe-city user=state:ken @ C2",
        },
        {"A3", "B3", "C3", "D3", "A4", "B4", "C4", "D4"},
    ),
    Case(
        "a vendor beside marks that all say no supplies nothing",
        [
            ["Country", "Vendor", "Facial recognition", "Safe city"],
            ["Kenya", "Huawei", "yes", "no"],
            ["Uganda", "NEC", "no", "no"],
            ["Serbia", "Huawei", "x", ""],
            ["Peru", "ZTE", "rejected", "no"],
            ["Chile", "Dahua", "?", ""],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Use technology=technology:facial-recognition user=state:ken @ C2",
            "Supply recipient=state:srb supplier=vendor:huawei @ B4",
            "Use technology=technology:facial-recognition user=state:srb @ C4",
            "Supply recipient=state:chl supplier=vendor:dahua @ B6",
        },
        {"D2", "A3", "B3", "C3", "D3", "A5", "B5", "C5", "D5", "C6"},
    ),
    Case(
        "figures in another unit than one are no counts",
        [
            ["Country", "Vendor", "Cameras (thousands)", "Cameras per 1,000 inhabitants"],
            ["Kenya", "Huawei", "50", "3"],
        ],
        {"Supply recipient=state:ken supplier=vendor:huawei @ B2"},
        {"C2", "D2"},
    ),
    Case(
        "two tables side by side are two",
        [
            ["Country", "Vendor", "", "Country", "Vendor"],
            ["Kenya", "Huawei", "", "Peru", "Dahua"],
            ["Serbia", "Huawei", "", "Chile", "ZTE"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:per supplier=vendor:dahua @ E2",
            "Supply recipient=state:srb supplier=vendor:huawei @ B3",
            "Supply recipient=state:chl supplier=vendor:zte @ E3",
        },
        set(),
    ),
    Case(
        "two tables side by side are two, however their columns are headed",
        [
            ["Country", "Vendor", "Year", "", "State", "Supplier"],
            ["Kenya", "Huawei", "2018", "", "Peru", "Dahua"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:per supplier=vendor:dahua @ F2",
        },
        set(),
    ),
    Case(
        "a table beside without states makes no claim of those in another",
        [
            ["Country", "Vendor", "", "Vendor", "Home"],
            ["Kenya", "Huawei", "", "Hikvision", "China"],
            ["Serbia", "NEC", "", "NEC", "Japan"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:srb supplier=vendor:nec @ B3",
        },
        {"D2", "E2", "D3", "E3"},
    ),
    Case(
        "a blank column within a table parts nothing",
        [["Country", "", "Vendor", "", "Year"], ["Kenya", "", "Huawei", "", "2018"]],
        {"Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ C2"},
        set(),
    ),
    Case(
        "vendor and year in turns belong together",
        [
            ["Country", "Vendor 1", "Year 1", "Vendor 2", "Year 2"],
            ["Kenya", "Huawei", "2018", "ZTE", "2019"],
            ["Serbia", "Huawei", "2017"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply heldAt=2019 recipient=state:ken supplier=vendor:zte @ D2",
            "Supply heldAt=2017 recipient=state:srb supplier=vendor:huawei @ B3",
        },
        set(),
    ),
    Case(
        "vendors, then their years, each headed alike, belong together in their order",
        [["Country", "Vendor", "Vendor", "Year", "Year"], ["Kenya", "Huawei", "Hikvision", "2018", "2019"]],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply heldAt=2019 recipient=state:ken supplier=vendor:hikvision @ C2",
        },
        set(),
    ),
    Case(
        "two years for three vendors are of none",
        [["Country", "Vendor", "Vendor", "Vendor", "Year", "Year"], ["Kenya", "Huawei", "ZTE", "NEC", "2018", "2019"]],
        {
            f"Supply recipient=state:ken supplier=vendor:{v} @ {c}2"
            for v, c in (("huawei", "B"), ("zte", "C"), ("nec", "D"))
        },
        {"E2", "F2"},
    ),
    Case(
        "of two dates the first is read and the other named",
        [["Country", "Vendor", "Contract date", "Delivery date"], ["Kenya", "Huawei", "2018-01-02", "2019-03-04"]],
        {"Supply heldAt=2018-01-02 recipient=state:ken supplier=vendor:huawei @ B2"},
        {"D2"},
    ),
    Case(
        "several columns of technologies are all read",
        [
            ["Country", "Technology 1", "Technology 2"],
            ["Kenya", "Facial recognition", "Smart policing"],
            ["Peru", "Facial recognition"],
        ],
        {
            "Use technology=technology:facial-recognition user=state:ken @ B2",
            "Use technology=technology:smart-policing user=state:ken @ C2",
            "Use technology=technology:facial-recognition user=state:per @ B3",
        },
        set(),
    ),
    Case(
        "another table below, with headings of its own, is named and not read",
        [
            ["Country", "Vendor", "Year"],
            ["Kenya", "Huawei", "2018"],
            ["Serbia", "Huawei", "2019"],
            ["Homes of vendors"],
            ["Vendor", "Country"],
            ["Hikvision", "China"],
            ["NEC", "Japan"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply heldAt=2019 recipient=state:srb supplier=vendor:huawei @ B3",
        },
        {"A4", "A5", "B5", "A6", "B6", "A7", "B7"},
    ),
    Case(
        "a table that goes on below a title with the same headings is read on",
        [
            ["Country", "Vendor", "Year"],
            ["Kenya", "Huawei", "2018"],
            ["Part two"],
            ["Country", "Vendor", "Year"],
            ["Peru", "Dahua", "2020"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply heldAt=2020 recipient=state:per supplier=vendor:dahua @ B5",
        },
        {"A3", "A4", "B4", "C4"},
    ),
    Case(
        "the state that exports is not the one that is supplied",
        [
            ["Exporting country", "Importing country", "Vendor"],
            ["China", "Kenya", "Huawei"],
            ["Japan", "India", "NEC"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ C2",
            "Supply recipient=state:ind supplier=vendor:nec @ C3",
        },
        {"A2", "A3"},
    ),
    Case(
        "a column that says where something went goes before one that only says country",
        [
            ["Supplier", "Country", "Destination"],
            ["Huawei", "China", "Kenya"],
            ["NEC", "Japan", "India"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ A2",
            "Supply recipient=state:ind supplier=vendor:nec @ A3",
        },
        {"B2", "B3"},
    ),
    Case(
        "the home below the supplier is no supplier",
        [["Country", "Supplier: name", "Supplier: home"], ["Kenya", "Huawei", "China"], ["India", "NEC", "Japan"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:ind supplier=vendor:nec @ B3",
        },
        {"C2", "C3"},
    ),
    Case(
        "marks below a heading that no register knows are named as such, and no place of a city",
        [
            ["Country", "Smart city", "Facial recognition"],
            ["Kenya", "x", "x"],
            ["Peru", "x", ""],
        ],
        {"Use technology=technology:facial-recognition user=state:ken @ C2"},
        {"B2", "B3", "A3"},
    ),
    Case(
        "a figure with three zeros is neither, where a comma stands before the fraction of others",
        [
            ["Country", "Cameras"],
            ["Kenya", "~1,000"],
            ["Peru", "1,5"],
            ["Chile", "60"],
        ],
        {"CountObservation counted=quantity:cameras jurisdiction=state:chl 60..60 @ B4"},
        {"A2", "B2", "A3", "B3"},
    ),
    Case(
        "a name of another kind is said to be that, and what says more than a name is proposed as none",
        [
            ["Country", "Vendor"],
            ["Kenya", "Huawei"],
            ["Peru", "China"],
            ["Mali", "no evidence found"],
        ],
        {"Supply recipient=state:ken supplier=vendor:huawei @ B2"},
        {"A3", "B3", "A4", "B4"},
        {"China", "no evidence found"},
    ),
    Case(
        "a name with a question mark is in question, and one with an unknown beside it is not",
        [
            ["Country", "Vendor", "Technology"],
            ["Kenya", "Huawei?", ""],
            ["Peru?", "Huawei", ""],
            ["Mali", "Huawei/?", ""],
            ["Chile", "", "facial recognition (?)"],
            ["Ghana", "ZTE", "facial recognition"],
        ],
        {
            "Supply recipient=state:mli supplier=vendor:huawei @ B4",
            "Supply recipient=state:gha supplier=vendor:zte technology=technology:facial-recognition @ B6",
            "Use technology=technology:facial-recognition user=state:gha @ C6",
        },
        {"A2", "B2", "A3", "B3", "B4", "A5", "C5"},
        {"Huawei?", "Peru?", "facial recognition (?)"},
    ),
    Case(
        "digits of another script are digits",
        [["البلد", "السنة", "الكاميرات"], ["كينيا", "٢٠١٨", "١٢٠"]],
        {"CountObservation counted=quantity:cameras heldAt=2018 jurisdiction=state:ken 120..120 @ C2"},
        set(),
    ),
]
