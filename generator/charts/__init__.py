"""Charts: rows drawn as SVG bytes, the marks by matplotlib, the words as SVG text in the reader's own font.

A chart is a module with its row type, `draw(canvas, rows)`, `svg(rows, words, size)`, and how high it is at each size:
`HEIGHT`, or `heights(rows)`. Its canvas, one matplotlib figure a size, is made at the first chart and used for every
further one: only what it shows changes. The same rows give the same bytes, whatever was drawn before, in any time zone,
locale and hash seed. Every chart carries its light and its dark colours, which palette.py shares with the pages. To add
a chart, write one such module. The share card alone is a picture, words and all, for where no SVG is shown.

Figures are not for several threads at once: draw in one thread of each process.
"""
