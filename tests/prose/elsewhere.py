"""Texts on other subjects, which name the same states and companies and say nothing of surveillance."""

from collections.abc import Iterator
from itertools import count, cycle, islice

STATES = (
    "Kenya",
    "Serbia",
    "Peru",
    "Japan",
    "France",
    "Germany",
    "Italy",
    "Chile",
    "Ghana",
    "Egypt",
    "Mexico",
    "Brazil",
)
FIRMS = ("Huawei", "IBM", "Microsoft", "NEC", "Oracle", "Boeing", "Airbus", "Bosch", "Panasonic", "Cisco", "Thales")
GOODS = (
    "passenger planes",
    "wind turbines",
    "washing machines",
    "payroll software",
    "mobile phones",
    "cloud services",
    "fiber cables",
    "railway signals",
    "school tablets",
    "car batteries",
    "weather satellites",
    "tax software",
    "radio masts",
)
FRAMES = (
    "{firm} will supply {state} with {goods} under a deal worth {n} million dollars.",
    "{state} bought {goods} from {firm} after a tender that {n} companies entered.",
    "{firm} sold {goods} to {state} and to {other}, and reported sales of {n} million.",
    "{state} beat {other} by two goals to one in front of {n},000 spectators.",
    "Shares in {firm} rose {n} percent after it won an order from {state} for {goods}.",
    "{firm} employs {n} people in {state} and has offices in {m} countries.",
    "The prime minister of {state} met the president of {other} to discuss fish and wheat.",
    "Inflation in {state} fell to {m} percent, while {other} reported growth of {n} percent.",
    "{state} and {other} signed an agreement on the export of {goods}.",
    "{m} countries have ratified the treaty, and {state} is expected to follow.",
    "{firm} uses solar power in {m} countries, among them {state}.",
    "A court in {state} fined {firm} over {goods}.",
    "{state} hosted the film festival, to which {n} films from {m} countries were sent.",
    "Tourists from {state} spent more in {other} than those of {m} other nations.",
    "{firm} provides {other} with {goods}; {state} turned to a rival.",
    "In {state}, {firm} installed {goods} for {n} schools.",
    "{state} uses {goods} made by {firm}.",
    "The singer's tour takes her to {m} countries, {state} and {other} included.",
)


def texts(number: int) -> Iterator[str]:
    """Yield so many texts of four sentences each; no two are alike."""
    frames, states, others = cycle(FRAMES), cycle(STATES), cycle(STATES[5:] + STATES[:3])
    firms, goods, figures = cycle(FIRMS), cycle(GOODS), count(11)
    for _ in islice(count(), number):
        sentences = []
        for frame in islice(frames, 4):
            n = next(figures) % 900
            told = {"state": next(states), "other": next(others), "firm": next(firms), "goods": next(goods)}
            sentences.append(frame.format(n=n + 12, m=n % 170 + 12, **told))
        next(states)
        yield " ".join(sentences)
