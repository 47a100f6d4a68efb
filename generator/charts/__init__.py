"""Charts: rows drawn as SVG, the marks by matplotlib's figures through a renderer of ours, the words beside them.

A chart is a module with its row type and `draw(rows)`, which answers a Drawing: marks alone, in per cent of the room
that they are given, so that one drawing is for all widths, and the words that a template sets beside it. Marks are
values (marks.py); plot.py shows them on a figure, inline.py writes them as elements, whose colours are the page's. A
chart's figure is made once and used again: only what it shows changes. The same rows give the same bytes, whatever was
drawn before, in any time zone, locale and hash seed. To add a chart, write one such module. The share card alone is a
picture, words and all, for where no SVG is shown.

Figures are not for several threads at once: draw in one thread of each process.
"""
