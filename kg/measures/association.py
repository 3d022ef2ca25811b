"""Tests of association with their uncertainty: do two things go together more often than chance would have it?

Each test has one row for each universe it is made on, since the answer hangs on who is counted; ``marks`` names the two
marks that ``both``, ``firstOnly``, ``secondOnly`` and ``neither`` count the cases of. ``odds`` is the
conditional maximum likelihood estimate of the odds ratio, ``low`` to ``high`` its exact interval of 95 % (Fisher; the
interval is open where a cell is zero), ``fisher`` Fisher's exact p, and ``permutation`` the share of 9,999 shuffles of
the one mark, from a fixed seed, that lie as far from the expected count or farther. ``pooled`` is the Mantel–Haenszel
odds ratio over the regions, with its interval (Robins, Breslow and Greenland), ``mantelHaenszel`` the p of the
Cochran–Mantel–Haenszel test with continuity correction, and ``sameOdds`` that of Breslow and Day, corrected by Tarone:
a small one says that the odds ratio is not the same in every region. The exact interval and Fisher's p are each
two-sided in their own way, so that near 0.05 one may count as different from chance what the other does not.

Every count is a lower bound: a source names what it found, and a state that it does not name may still have the thing.
Sources look harder at some states than at others, and what makes a state looked at may make it a member as well. So an
odds ratio says how often two marks go together in the sources, not what causes what.

scipy and statsmodels compute them (the extra ``statistics``).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from kg.answering.answer import Answer, Cell
from kg.errors import KgError, MissingExtra, suggestion
from kg.query import query
from kg.query.query import Queryable

SEED = 2022
SHUFFLES = 9_999
REGIMES = ("closed autocracy", "electoral autocracy", "electoral democracy", "liberal democracy")
"""Regimes of the World, in its order."""

TWO_BY_TWO = ("both", "firstOnly", "secondOnly", "neither", "odds", "low", "high", "fisher", "permutation")
STRATIFIED = ("pooled", "pooledLow", "pooledHigh", "mantelHaenszel", "sameOdds")


def test(store: Queryable, name: str, **params: Any) -> Answer:
    """Return the rows of a test, one for each universe.

    Raises:
        KgError: no test has this name, a parameter has several values, scipy or statsmodels is not installed, or as the
            questions it asks.
    """
    if name not in TESTS:
        raise KgError(repr(name), "no test has this name", suggestion(name, TESTS, f"write one of {', '.join(TESTS)}"))
    for each, value in params.items():
        if isinstance(value, list | tuple):
            raise KgError(f"{name}, {each}", f"{len(value)} values are given, and it takes one", f"give {each} once")
    try:
        for package in ("scipy.stats", "statsmodels.stats.contingency_tables"):
            import_module(package)
    except ImportError as error:
        raise MissingExtra("kg associate", error.name or package, "statistics") from error
    return TESTS[name](store, **params)


def membership_and_supply(
    store: Queryable, edition: str = "aigs-2022", home: str = "chn", initiative: str = "bri", until: int = 2022
) -> Answer:
    """Do members of an initiative have technology from a state more often than others do?

    One universe is the states and territories that the edition lists, members as the edition marks them; the other
    those of the survey behind it, members as the source of joining years has them, up to the year ``until``. In each,
    a state is supplied if the edition marks companies of the home state for it; then also if it names a vendor for it
    that some source says is based there. The home state itself is left out. Regions are those of the index.
    """
    rows: list[dict[str, Cell]] = []
    cited = []
    own = query.named(store, home, "state", "kg associate, home")
    for universe, among, membership in (
        ("listed in the edition, members as it marks them", "listed", edition),
        ("surveyed for the edition, members as bri-joining has them", "surveyed", "bri-joining"),
    ):
        told = _variables(
            store, edition=edition, home=home, initiative=initiative, membership=membership, until=until, among=among
        )
        told = [each for each in told if each["state"] != own]
        for mark, column in (("group marked", "groupSupplied"), ("group marked or vendor named", "supplied")):
            marks = [(each["member"], each[column], each["region"]) for each in told]
            row: dict[str, Cell] = {"universe": universe, "marks": f"member; {mark}", "states": len(told)}
            if told:
                rows.append(row | two_by_two([mark[:2] for mark in marks]) | stratified(marks))
                cited.append(_claims(told))
    return Answer(("universe", "marks", "states", *TWO_BY_TWO, *STRATIFIED), rows, cited, {})


def regime_and_adoption(store: Queryable, edition: str = "aigs-2022", technology: str = "ai-surveillance") -> Answer:
    """Do states of some regime types use a technology more often than others?

    A row has the counts of users and of surveyed states of each type, Pearson's chi-squared with its p (no continuity
    correction), the p of a permutation test on it, Cramér's V, and the p of the linear-by-linear test of a trend over
    the four types in order. The universe is the survey behind the edition; without one, there is no row.
    """
    told = [row for row in _variables(store, edition=edition, technology=technology, among="surveyed") if row["regime"]]
    if not told:
        return Answer(("universe",), [], [], {})
    rows: list[dict[str, Cell]] = [{"universe": "surveyed for the edition", "states": len(told)}]
    table = [[0, 0] for _ in REGIMES]
    for row in told:
        table[REGIMES.index(row["regime"])][0 if row["uses"] else 1] += 1
    for name, (users, others) in zip(REGIMES, table, strict=True):
        rows[0][name] = f"{users} of {users + others}"
    rows[0] |= trend(table, [(row["uses"], row["regime"]) for row in told])
    return Answer(tuple(rows[0]), rows, [_claims(told)], {})


def listing_and_loss(
    store: Queryable, listing: str = "bis-entity-list", earlier: str = "aigs-2020", later: str = "aigs-2022"
) -> Answer:
    """Do vendors on a list lose customers between two editions more often than others?

    One case is one vendor and one state of the earlier edition; it is lost if the later edition does not name the pair.
    The first universe takes the later edition as published, the second with its rows put right. A vendor is on the
    list if it ever was, whatever the date. The permutation shuffles the listing over whole vendors, since the states of
    one vendor are not independent cases; Fisher's p takes them as if they were.
    """
    from kg.networks import view

    network = view.read(store, "vendor-to-state-between-editions", earlier=earlier, later=later)
    entries = query.find("listed-vendors").run(store, list=listing).values()
    on_list = {row["vendor"] for row in entries}
    pairs = {
        (source, target): (network.nodes[source]["iri"] in on_list, edge["change"][0], edge["claims"])
        for source, target, edge in network.edges(data=True)
        if edge["change"][0] != "added"
    }
    rows: list[dict[str, Cell]] = []
    for universe, gone in (
        ("pairs of the earlier edition, the later as published", ("removed", "kept by recovered claims")),
        ("pairs of the earlier edition, the later with its rows put right", ("removed",)),
    ):
        cases = [(listed, change in gone, source) for (source, _), (listed, change, _) in pairs.items()]
        vendors = {source for source, _ in pairs}
        told: dict[str, Cell] = {"universe": universe, "marks": "listed; lost", "pairs": len(cases)}
        rows.append(told | {"vendors": len(vendors)} | two_by_two(cases))
    claims = tuple(sorted({claim for *_, held in pairs.values() for claim in held}))
    return Answer(("universe", "marks", "pairs", "vendors", *TWO_BY_TWO), rows, [claims] * len(rows), {})


def two_by_two(marks: Sequence[Sequence[Any]]) -> dict[str, Cell]:
    """Return the fourfold counts of pairs of marks, the odds ratio with its interval, and two tests of independence.

    A third part of a mark names the cluster it belongs to; the first mark is then shuffled over whole clusters. What
    cannot be estimated, since a margin is zero, is None.
    """
    from scipy import stats

    count = Counter((bool(mark[0]), bool(mark[1])) for mark in marks)
    table = [[count[True, True], count[True, False]], [count[False, True], count[False, False]]]
    found: dict[str, Cell] = dict(zip(TWO_BY_TWO, (*table[0], *table[1], *[None] * 5), strict=True))
    if any(sum(line) == 0 for line in (*table, *zip(*table, strict=True))):
        return found
    ratio = stats.contingency.odds_ratio(table, kind="conditional")
    interval = ratio.confidence_interval(0.95)
    found["odds"], found["low"], found["high"] = (_number(x) for x in (ratio.statistic, interval.low, interval.high))
    found["fisher"] = _number(stats.fisher_exact(table).pvalue)
    found["permutation"] = _number(shuffled(marks))
    return found


def shuffled(marks: Sequence[Sequence[Any]]) -> float:
    """Return the p of a permutation test: how often the count of both marks lies as far from the expected one."""
    import numpy as np
    from scipy import stats

    clusters: dict[Any, list[bool]] = defaultdict(list)
    exposed: dict[Any, bool] = {}
    for position, mark in enumerate(marks):
        cluster = mark[2] if len(mark) > 2 else position
        clusters[cluster].append(bool(mark[1]))
        exposed[cluster] = bool(mark[0])
    size = np.array([len(held) for held in clusters.values()], dtype=float)
    hits = np.array([sum(held) for held in clusters.values()], dtype=float)
    share = hits.sum() / size.sum()
    first = np.array([exposed[cluster] for cluster in clusters], dtype=float)

    def excess(x: Any, axis: int = -1) -> Any:
        return np.abs((x * (hits - share * size)).sum(axis=axis))

    found = stats.permutation_test(
        (first,), excess, permutation_type="pairings", n_resamples=SHUFFLES, vectorized=True,
        alternative="greater", rng=np.random.default_rng(SEED),
    )  # fmt: skip
    return float(found.pvalue)


def stratified(marks: Sequence[tuple[Any, Any, Any]]) -> dict[str, Cell]:
    """Return what holds over strata: the third part of a mark names its stratum; None where nothing can be pooled.

    A stratum in which a mark has one value only says nothing of how the two go together and is left out.
    """
    import numpy as np
    from statsmodels.stats.contingency_tables import StratifiedTable

    strata: dict[Any, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for first, second, stratum in marks:
        strata[stratum][bool(first), bool(second)] += 1
    tables = []
    for _, count in sorted(strata.items(), key=lambda item: str(item[0])):
        table = np.array([[count[a, b] for b in (True, False)] for a in (True, False)], dtype=float)
        if table.sum(axis=0).all() and table.sum(axis=1).all():
            tables.append(table)
    found: dict[str, Cell] = dict.fromkeys(STRATIFIED)
    if not tables or not sum(table[0, 1] * table[1, 0] for table in tables):
        return found
    pooled = StratifiedTable(tables)
    low, high = pooled.oddsratio_pooled_confint(0.05)
    values = pooled.oddsratio_pooled, low, high, pooled.test_null_odds(correction=True).pvalue
    same = pooled.test_equal_odds(adjust=True).pvalue if len(tables) > 1 else None
    return dict(zip(STRATIFIED, (*map(_number, values), _number(same)), strict=True))


def trend(table: Sequence[Sequence[int]], marks: Sequence[tuple[Any, Any]]) -> dict[str, Cell]:
    """Return the tests of a table of ordered rows by yes and no, whose cases ``marks`` lists one by one."""
    import numpy as np
    from scipy import stats
    from statsmodels.stats.contingency_tables import Table

    filled = np.array([line for line in table if sum(line)], dtype=float)
    columns = ("chiSquared", "p", "permutation", "cramersV", "trend")
    if len(filled) < 2 or not filled.sum(axis=0).all():
        return dict.fromkeys(columns)
    chi = stats.chi2_contingency(filled, correction=False)
    yes = np.array([bool(mark[0]) for mark in marks], dtype=float)
    groups = {name: number for number, name in enumerate(sorted({mark[1] for mark in marks}))}
    member = np.array([[groups[mark[1]] == number for mark in marks] for number in groups.values()], dtype=float)

    def spread(x: Any, axis: int = -1) -> Any:
        held = np.moveaxis(np.asarray(x), axis, -1) @ member.T
        expected = member.sum(axis=1) * yes.mean()
        return ((held - expected) ** 2 / expected).sum(axis=-1)

    permuted = stats.permutation_test(
        (yes,), spread, permutation_type="pairings", n_resamples=SHUFFLES, vectorized=True,
        alternative="greater", rng=np.random.default_rng(SEED),
    )  # fmt: skip
    ordinal = Table(filled, shift_zeros=False).test_ordinal_association(np.arange(len(filled)), np.array([1, 0]))
    cramer = stats.contingency.association(filled.astype(int), method="cramer")
    values = chi.statistic, chi.pvalue, permuted.pvalue, cramer, ordinal.pvalue
    return dict(zip(columns, map(_number, values), strict=True))


def _variables(store: Queryable, among: str, **params: Any) -> list[dict[str, Any]]:
    rows = query.find("variables-of-states").run(store, **params).values()
    return [row for row in rows if row[among]]


def _claims(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({claim for row in rows for claim in row["claims"].split()}))


def _number(value: Any) -> float | None:
    """Return a number of five significant figures; None for one that is no number or without end."""
    from math import isfinite

    return None if value is None or not isfinite(float(value)) else float(f"{float(value):.5g}")


TESTS: dict[str, Callable[..., Answer]] = {
    "membership-and-supply": membership_and_supply,
    "regime-and-adoption": regime_and_adoption,
    "listing-and-loss": listing_and_loss,
}
"""Name of a test → the function that makes it; its docstring says what it asks, its keywords what may be chosen."""
