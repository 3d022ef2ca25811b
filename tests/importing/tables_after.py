"""More messy tables, of the kinds that people bring, with what must come of them; a case is as in ``tables_before``."""

from tests.importing.tables_before import Case

AFTER = [
    Case(
        "numbers before the rows and a column of codes beside the names",
        [
            ["No.", "ISO3", "Country name", "Company"],
            [1, "KEN", "Kenya", "Huawei"],
            [2, "SRB", "Serbia", "ZTE"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ D2",
            "Supply recipient=state:srb supplier=vendor:zte @ D3",
        },
        {"A2", "A3", "B2", "B3"},
    ),
    Case(
        "the home of the vendor is not the state that is supplied",
        [
            ["Vendor", "Vendor country", "Recipient country", "Technology"],
            ["Huawei", "China", "Kenya", "Facial Recognition"],
            ["NEC", "Japan", "India", "smart policing system"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei technology=technology:facial-recognition @ A2",
            "Supply recipient=state:ind supplier=vendor:nec technology=technology:smart-policing @ A3",
            "Use technology=technology:facial-recognition user=state:ken @ D2",
            "Use technology=technology:smart-policing user=state:ind @ D3",
        },
        {"B2", "B3"},
    ),
    Case(
        "a company whose name has a comma is one company",
        [
            ["Country", "Vendor"],
            ["Kenya", "Hangzhou Hikvision Digital Technology Co., Ltd."],
            ["Serbia", "Huawei, ZTE"],
            ["Mali", "Acme Cameras Co., Ltd., Huawei"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:hikvision @ B2",
            "Supply recipient=state:srb supplier=vendor:huawei @ B3",
            "Supply recipient=state:srb supplier=vendor:zte @ B3",
            "Supply recipient=state:mli supplier=vendor:huawei @ B4",
        },
        {"B4"},
        {"Acme Cameras Co., Ltd."},
    ),
    Case(
        "others and unknown companies name nobody",
        [
            ["Country", "Vendor"],
            ["Kenya", "Huawei; others"],
            ["Serbia", "unknown"],
            ["Mali", "ZTE and local companies"],
        ],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:mli supplier=vendor:zte @ B4",
        },
        {"B2", "A3", "B3", "B4"},
    ),
    Case(
        "headings with blanks, line breaks, capitals and a unit",
        [
            ["  COUNTRY ", "Vendor(s)\n(main)", "Year of deployment", "No. of cameras (est.)"],
            ["Kenya", "Huawei", "2018.0", "1,800"],
        ],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "CountObservation counted=quantity:cameras heldAt=2018 jurisdiction=state:ken supplier=vendor:huawei "
            "1800..1800 @ D2",
        },
    ),
    Case(
        "blank rows between the rows and a blank column between the columns",
        [["Country", None, "Vendor"], [], ["Kenya", None, "Huawei"], [], [None, None, None], ["Serbia", None, "ZTE"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ C3",
            "Supply recipient=state:srb supplier=vendor:zte @ C6",
        },
    ),
    Case(
        "totals in other words and other places",
        [
            ["Land", "Anbieter", "Kameras"],
            ["Deutschland", "ZTE", "120"],
            ["Österreich", "Huawei", "80"],
            ["Summe", None, "200"],
            [None, "Gesamt", "200"],
            [None, None, "200"],
        ],
        {
            "Supply recipient=state:deu supplier=vendor:zte @ B2",
            "Supply recipient=state:aut supplier=vendor:huawei @ B3",
            "CountObservation counted=quantity:cameras jurisdiction=state:deu supplier=vendor:zte 120..120 @ C2",
            "CountObservation counted=quantity:cameras jurisdiction=state:aut supplier=vendor:huawei 80..80 @ C3",
        },
        {"A4", "C4", "B5", "C5", "C6"},
    ),
    Case(
        "a beginning and an end in columns of their own, one after the other the wrong way round",
        [
            ["Country", "Supplier", "Start date", "End date"],
            ["Kenya", "Huawei", "2017", "2019"],
            ["Serbia", "Huawei", "2020", "2018"],
            ["Mali", "ZTE", "since 2016", "n/a"],
        ],
        {
            "Supply recipient=state:ken since=2017 supplier=vendor:huawei until=2019 @ B2",
            "Supply recipient=state:srb supplier=vendor:huawei @ B3",
            "Supply recipient=state:mli since=2016 supplier=vendor:zte @ B4",
        },
        {"C3", "D3", "D4"},
    ),
    Case(
        "a serial number of a spreadsheet in the place of a date, and a month in two digits",
        [["Country", "Vendor", "Date"], ["Kenya", "Huawei", "43831"], ["Serbia", "ZTE", "Mar-21"]],
        {
            "Supply heldAt=2020-01-01 recipient=state:ken supplier=vendor:huawei ! @ B2",
            "Supply heldAt=2021-03 recipient=state:srb supplier=vendor:zte ! @ B3",
        },
    ),
    Case(
        "one company for each column of marks",
        [["Country", "Facial recognition system", "Safe City?", "Comments"], ["Kenya", "x*", "n", "see note"]],
        {"Use technology=technology:facial-recognition user=state:ken @ B2"},
        {"C2", "D2"},
    ),
    Case(
        "a technology under several names and several in one cell",
        [
            ["Country", "Technologies"],
            ["Kenya", "facial recognition, safe city"],
            ["Serbia", "CCTV; smart policing"],
            ["Mali", "Face recognition"],
        ],
        {
            "Use technology=technology:facial-recognition user=state:ken @ B2",
            "Use technology=technology:safe-city user=state:ken @ B2",
            "Use technology=technology:video-surveillance user=state:srb @ B3",
            "Use technology=technology:smart-policing user=state:srb @ B3",
            "Use technology=technology:facial-recognition user=state:mli @ B4",
        },
    ),
    Case(
        "several states in one cell",
        [["Vendor", "Countries"], ["Huawei", "Kenya, Uganda and Mali"], ["ZTE", "Serbia"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ A2",
            "Supply recipient=state:uga supplier=vendor:huawei @ A2",
            "Supply recipient=state:mli supplier=vendor:huawei @ A2",
            "Supply recipient=state:srb supplier=vendor:zte @ A3",
        },
    ),
    Case(
        "blanks, no-break spaces and invisible characters in cells",
        [["Country", "Vendor"], [" Kenya\u00a0", "Hua\u00adwei"], ["Co\u0302te d’Ivoire", "\u200bZTE "]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:civ supplier=vendor:zte @ B3",
        },
    ),
    Case(
        "a cell beyond the headings",
        [["Country", "Vendor"], ["Kenya", "Huawei"], ["Serbia", "ZTE", None, "check this"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:srb supplier=vendor:zte @ B3",
        },
        {"D3"},
    ),
    Case(
        "two links",
        [
            ["Country", "Vendor", "Link 1", "Link 2"],
            ["Kenya", "Huawei", "https://news.example/1", "https://news.example/2"],
        ],
        {"Supply recipient=state:ken supplier=vendor:huawei https://news.example/1; https://news.example/2 @ B2"},
    ),
    Case(
        "a group of companies is no company",
        [["Country", "Vendor"], ["Kenya", "Chinese companies"], ["Serbia", "China"]],
        {"Supply recipient=state:ken supplier=group:chinese-companies @ B2"},
        {"A3", "B3"},
        {"China"},
    ),
    Case(
        "a part of a state, a state of the past and a region are no states",
        [["Country", "Vendor"], ["Scotland", "Huawei"], ["Yugoslavia", "ZTE"], ["Africa", "NEC"], ["Kenya", "IBM"]],
        {"Supply recipient=state:ken supplier=vendor:ibm @ B5"},
        {"A2", "B2", "A3", "B3", "A4", "B4"},
        {"Scotland", "Yugoslavia", "Africa"},
    ),
    Case(
        "a word that looks like one of a total is a company",
        [["Country", "Vendor"], ["Kenya", "Total Access Surveillance"], ["Serbia", "Huawei"]],
        {"Supply recipient=state:srb supplier=vendor:huawei @ B3"},
        {"A2", "B2"},
        {"Total Access Surveillance"},
    ),
    Case(
        "an index of a score that is known",
        [
            ["Country", "V-Dem Electoral Democracy Index 2021", "Vendor"],
            ["Kenya", "0.512", "Huawei"],
            ["Serbia", 0.4, ""],
        ],
        {
            "Classification jurisdiction=state:ken scheme=scheme:electoral-democracy-index value=0.512 year=2021 @ B2",
            "Classification jurisdiction=state:srb scheme=scheme:electoral-democracy-index value=0.4 year=2021 @ B3",
            "Supply recipient=state:ken supplier=vendor:huawei @ C2",
        },
    ),
    Case(
        "a title that names a state and a vendor is no row",
        [["Huawei in Kenya and elsewhere"], ["Kenya"], ["Country", "Vendor"], ["Kenya", "Huawei"]],
        {"Supply recipient=state:ken supplier=vendor:huawei @ B4"},
        {"A1", "A2"},
        head=3,
    ),
    Case(
        "a row that names its state in no language that is known",
        [["Country", "Vendor"], ["Wakanda", "Huawei"], ["Kenya", "Huawei"], ["12", "Huawei"], ["???", "ZTE"]],
        {"Supply recipient=state:ken supplier=vendor:huawei @ B3"},
        {"A2", "B2", "A4", "B4", "A5", "B5"},
        {"Wakanda"},
    ),
    Case(
        "a column of marks for each state",
        [["Technology", "Kenya", "Serbia", "Mali"], ["Facial recognition", "x", "", "x"], ["Safe city", "", "x", "no"]],
        {
            "Use technology=technology:facial-recognition user=state:ken @ B2",
            "Use technology=technology:facial-recognition user=state:mli @ D2",
            "Use technology=technology:safe-city user=state:srb @ C3",
        },
        {"D3"},
    ),
    Case(
        "a column of marks for each vendor",
        [["Country", "Huawei", "ZTE", "NEC"], ["Kenya", "x", "", "1"], ["Serbia", "", "yes", ""]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply recipient=state:ken supplier=vendor:nec @ D2",
            "Supply recipient=state:srb supplier=vendor:zte @ C3",
        },
    ),
    Case(
        "a column for each year",
        [["Country", "2018", "2019"], ["Kenya", "Huawei", "Huawei; ZTE"], ["Mali", "", "NEC"]],
        {
            "Supply heldAt=2018 recipient=state:ken supplier=vendor:huawei @ B2",
            "Supply heldAt=2019 recipient=state:ken supplier=vendor:huawei @ C2",
            "Supply heldAt=2019 recipient=state:ken supplier=vendor:zte @ C2",
            "Supply heldAt=2019 recipient=state:mli supplier=vendor:nec @ C3",
        },
    ),
    Case(
        "technologies below the heading of a system, and footnotes in figures with a bracket",
        [
            ["Country", "System", "Vendor", "Year", "Link"],
            ["Kenya 1)", "CCTV", "ZTE", "2017", "https://news.example/1"],
            ["Bolivia", "ECU-911", "Huawei", "2011-2015", ""],
            ["1) Since extended"],
        ],
        {
            "Supply heldAt=2017 recipient=state:ken supplier=vendor:zte technology=technology:video-surveillance "
            "https://news.example/1 @ C2",
            "Use heldAt=2017 technology=technology:video-surveillance user=state:ken https://news.example/1 @ B2",
        },
        {"A3", "B3", "C3", "D3", "A4"},
        {"ECU-911"},
    ),
    Case(
        "a column of row numbers is no index, though one is called RoW for short",
        [["row", "Country", "Vendor"], [1, "Kenya", "Huawei"], [2, "Mali", "ZTE"]],
        {
            "Supply recipient=state:ken supplier=vendor:huawei @ C2",
            "Supply recipient=state:mli supplier=vendor:zte @ C3",
        },
        {"A2", "A3"},
    ),
]
"""The tables that were written after the code, for what came to mind in writing it."""
