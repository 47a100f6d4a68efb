"""The colours of every chart and page, light and dark, and the type they are set in.

Names are those of the CSS custom properties, without the two dashes. Text in `ink`, `muted` or `accent` on `paper` has a
contrast of at least 4.5 to 1 in both. The six `scale` steps are one teal hue of even steps in lightness, so they keep their
order for colour-blind eyes and in print; on dark paper more is lighter.
"""

LIGHT = {
    "paper": "#fcfcfa",
    "ink": "#1d2226",
    "muted": "#5a6369",
    "grid": "#dfe0dc",
    "axis": "#8f969a",
    "land": "#e5e5e1",
    "accent": "#12667a",
    "accent-soft": "#9ccbd3",
    "scale-1": "#b9dce1",
    "scale-2": "#8cc1ca",
    "scale-3": "#5da4b0",
    "scale-4": "#358493",
    "scale-5": "#186375",
    "scale-6": "#08414f",
}

DARK = {
    "paper": "#14171a",
    "ink": "#e8eaeb",
    "muted": "#9aa4aa",
    "grid": "#2b3034",
    "axis": "#6b757b",
    "land": "#282d31",
    "accent": "#63b7c6",
    "accent-soft": "#2b5c67",
    "scale-1": "#1c4650",
    "scale-2": "#24606d",
    "scale-3": "#307d8d",
    "scale-4": "#4b9dad",
    "scale-5": "#7cc0cc",
    "scale-6": "#bfe7ed",
}

SCALE = ("scale-1", "scale-2", "scale-3", "scale-4", "scale-5", "scale-6")
FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'
FONT_SIZE = 12  # px, of every word in a chart at its natural size


def spread(count: int) -> tuple[str, ...]:
    """The names of `count` scale steps, 1 to 6, as far apart as the scale allows; one step alone is a middle one."""
    if count == 1:
        return (SCALE[3],)
    return tuple(SCALE[round(i * (len(SCALE) - 1) / (count - 1))] for i in range(count))
