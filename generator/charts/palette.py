"""The colours of every chart and page, light and dark, and the type they are set in.

Names are those of the CSS custom properties, without the two dashes. Text in `ink`, `muted` or `accent` on `paper` has
a contrast of at least 4.5 to 1 in both. The six `scale` steps are one teal hue in even steps of lightness, so they keep
their order for colour-blind eyes and in print; on dark paper more is lighter. `land` is what counts nothing.
"""

from functools import cache

LIGHT = {
    "paper": "#fcfcfa",
    "ink": "#1d2226",
    "muted": "#5a6369",
    "grid": "#e4e5e1",
    "axis": "#8f969a",
    "land": "#dbdcd7",
    "accent": "#12667a",
    "accent-soft": "#9ccbd3",
    "scale-1": "#a9d4db",
    "scale-2": "#7fbcc7",
    "scale-3": "#54a0ae",
    "scale-4": "#308192",
    "scale-5": "#156173",
    "scale-6": "#07404d",
}

DARK = {
    "paper": "#14171a",
    "ink": "#e8eaeb",
    "muted": "#9aa4aa",
    "grid": "#2b3034",
    "axis": "#6b757b",
    "land": "#2f353a",
    "accent": "#63b7c6",
    "accent-soft": "#2f6672",
    "scale-1": "#1e5461",
    "scale-2": "#276d7c",
    "scale-3": "#368a9a",
    "scale-4": "#56a8b7",
    "scale-5": "#87c7d2",
    "scale-6": "#c6eaef",
}

SCALE = ("scale-1", "scale-2", "scale-3", "scale-4", "scale-5", "scale-6")
FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'
FONT_SIZE = 12  # px, of every word in a chart at its natural size


@cache
def spread(count: int) -> tuple[str, ...]:
    """The names of `count` scale steps, 0 to 6, as far apart as the scale allows; one step alone is a middle one."""
    if count <= 1:
        return SCALE[3 : 3 + count]
    return tuple(SCALE[round(i * (len(SCALE) - 1) / (count - 1))] for i in range(count))
