"""The shapes of the map: the projection, what is drawn of whom, and what can be seen of it."""

import csv
import math
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.charts import chart, frame, sheet, world
from kg.namespace import folder

Point = tuple[float, float]


def points(path: str) -> list[list[Point]]:
    """Return the rings of an outline."""
    return [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", ring)]
        for ring in re.findall(r"M([^Z]+)Z", path)
    ]


def shapes() -> dict[str, world.Shape]:
    return {shape.key: shape for shape in world.world()}


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (0, 0, 0.0, 0.0),
        (180, 0, 2.7066, 0.0),
        (0, 90, 0.0, 1.3174),
        (-180, 0, -2.7066, 0.0),
        (180, 90, 0.59247 * 2.7066, 1.3174),
    ],
)
def test_the_projection_has_the_published_extent(longitude: float, latitude: float, x: float, y: float) -> None:
    assert world.equal_earth(longitude, latitude) == pytest.approx((x, y), abs=2e-4)


def test_the_projection_keeps_areas() -> None:
    for latitude in range(-80, 80, 10):
        low, high = world.equal_earth(0, latitude)[1], world.equal_earth(0, latitude + 1)[1]
        wide = world.equal_earth(1, latitude + 0.5)[0]
        band = math.sin(math.radians(latitude + 1)) - math.sin(math.radians(latitude))
        assert wide * (high - low) == pytest.approx(math.radians(1) * band, rel=1e-3)


def test_every_state_of_the_register_has_a_shape() -> None:
    with (folder("ontology") / "registers" / "states.csv").open(encoding="utf-8", newline="") as file:
        states = list(csv.DictReader(file))
    named = frozenset(row["ais:m49"] or row["id"] for row in states)
    tuvalu = "798"  # the atlas at 1:50 million leaves it out
    assert named - {shape.key for shape in world.world(named)} == {tuvalu}


def test_small_states_and_territories_are_there() -> None:
    found = shapes()
    for key, name in (("702", "Singapore"), ("470", "Malta"), ("344", "Hong Kong"), ("048", "Bahrain")):
        assert found[key].name == name
        assert found[key].area < world.SMALL
    assert found["xkx"].name == "Kosovo"
    assert found["somaliland"].name == "Somaliland"
    assert "010" not in found


def test_nothing_is_drawn_across_the_map_or_outside_it() -> None:
    for shape in world.world():
        for ring in points(shape.path):
            assert max(math.dist(a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) < 60, shape.name
            assert all(-3 <= x <= frame.PANEL + 3 and -1 <= y <= world.TALL + 1 for x, y in ring), shape.name


def test_larger_states_are_drawn_larger() -> None:
    found = shapes()
    assert [shape.key for shape in world.world()][:4] == ["643", "124", "840", "156"]
    for one, two, ratio in (
        ("012", "818", 2381.7 / 1001.4),
        ("356", "180", 3287.3 / 2344.9),
        ("076", "036", 8515.8 / 7741.2),
    ):
        assert found[one].area / found[two].area == pytest.approx(ratio, rel=0.08)


def inside(point: Point, shape: world.Shape) -> bool:
    """Return whether a point of the map is in a shape (an odd number of its edges lie to the right of it)."""
    x, y = point
    crossed = 0
    for ring in points(shape.path):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("longitude", "latitude", "key"),
    [
        (2.35, 48.86, "250"),
        (13.4, 52.5, "276"),
        (178.0, 65.5, "643"),
        (-175.0, 66.5, "643"),
        (-150.0, 65.0, "840"),
        (-6.85, 33.9, "504"),
        (-13.0, 25.5, "732"),
        (34.3, 45.3, "crimea"),
        (34.0, 49.0, "804"),
        (33.4, 35.3, "N. Cyprus"),
        (45.0, 9.5, "somaliland"),
    ],
)
def test_a_place_is_in_its_shape(longitude: float, latitude: float, key: str) -> None:
    at = world._placed(longitude, latitude)
    assert [shape.key for shape in world.world() if inside(at, shape)] == [key]


def test_a_part_is_drawn_by_itself_where_a_row_names_it() -> None:
    gaza = world._placed(34.35, 31.4)
    assert [shape.key for shape in world.world() if inside(gaza, shape)] in ([], ["275"])
    assert {"gaza", "west-bank", "zanzibar"} <= {shape.key for shape in world.world(frozenset(world.PIECES))}
    assert not {"gaza", "west-bank", "zanzibar"} & set(shapes())


def test_no_dot_hides_another(released: ox.Store) -> None:
    svg = sheet.to_svg(chart.read(released, "map-use")).decode()
    dots = [(float(x), float(y)) for x, y in re.findall(rf' d="M([\d.]+),([\d.]+)a{world.DOT},', svg)]
    assert len(dots) > 20
    nearest = min(math.dist(a, b) for at, a in enumerate(dots) for b in dots[at + 1 :])
    assert nearest >= 2 * world.DOT


def test_shapes_that_were_never_bundled_are_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg import namespace
    from kg.errors import ReadError

    monkeypatch.setattr(namespace, "__file__", str(tmp_path / "kg" / "namespace.py"))
    world._atlas.cache_clear()
    world._drawn.cache_clear()
    with pytest.raises(ReadError, match=r"web/dist/countries-50m.json: the browser code is not here"):
        world.world()
    monkeypatch.undo()
    world._atlas.cache_clear()
    world._drawn.cache_clear()
