"""The paths of packages: each depends on its own package alone, whatever else is asked for."""

from tests.requests.log import Log

NAMES = [f"Git{number}.Hub{number}" for number in range(100)]
DAY = "2021-05-01"


def lines(*counted: tuple[str, int]) -> str:
    return "\n".join(f"{name} {DAY}T{count % 24:02d}:00:00 {count}" for name, count in counted)


def of_names(text: str) -> dict[str, set[str]]:
    """The paths of everything that is about each name, by what it says within: its id."""
    made = Log(text, charts=False).render()
    found: dict[str, set[str]] = {}
    for path, body in made.items():
        if path.startswith(("package/", "badges/", "v2/stats/")) and not _is_nameless(path):
            (name,) = (each for each in (*NAMES, *map(str.lower, NAMES)) if _says(body, each))
            found.setdefault(name, set()).add(path)
    return found


def _is_nameless(path: str) -> bool:
    return path.startswith("badges/") and path.endswith(".json")


def _says(body: bytes, name: str) -> bool:
    return any(mark.encode() in body for mark in (f'"Id":"{name}"', f"<title>{name}: ", f"<title>{name} · "))


def test_one_stray_request_moves_nothing():
    """A hundred names in two cases, before and after one more request each: pages, badges and series stay."""
    counted = [(name, 5 + number) for number, name in enumerate(NAMES)]
    small = [(name.lower(), 1 + number % 4) for number, name in enumerate(NAMES)]
    before = of_names(lines(*counted, *small))
    assert len(before) == 2 * len(NAMES)
    assert before == of_names(lines(*((name, count + 1) for name, count in (*counted, *small))))
    assert before == of_names(lines(*counted, *((name, count + 1) for name, count in small[:1]), *small[1:]))
    assert all(f"package/{name}.html" in before[name] for name in NAMES)


def test_a_stray_request_in_another_case_does_not_move_a_package():
    """The package that was there alone has the paths that it had."""
    counted = [(name, 5) for name in NAMES]
    alone, together = of_names(lines(*counted)), of_names(lines(*counted, *((name.lower(), 1) for name in NAMES)))
    assert alone.items() <= together.items()
