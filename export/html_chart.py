"""A report's chart as a figure of the web page: drawn in the page itself, told in words beside it."""

from html import escape

from export.chart_shapes import HEIGHT, INK, SIZE, WIDTH, Block, Words, shapes
from model.charts import Drawing


def render(drawing: Drawing) -> str:
    """Return the figure; ``data-chart`` lets it be read back as what the report has."""
    caption = f"<figcaption>{escape(drawing.caption)}</figcaption>"
    return (
        f'<figure class="chart" data-chart="{escape(drawing.name)}">\n{_picture(drawing)}{caption}\n</figure>'
    )


def _picture(drawing: Drawing) -> str:
    made = shapes(drawing)
    told = f"chart-{drawing.number}"
    parts = [
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-labelledby="{told}-title {told}-desc"'
        f' font-size="{SIZE:g}" text-anchor="middle" xmlns="http://www.w3.org/2000/svg">\n',
        f'<title id="{told}-title">{escape(drawing.title)}</title>',
        f'<desc id="{told}-desc">{escape(drawing.described)}</desc>\n',
        *map(_block, made.blocks),
        f'<path d="M0 {made.baseline:g}H{WIDTH:g}" stroke="#1a1a1a"/>\n',
        *map(_words, made.words),
        "</svg>\n",
    ]
    return "".join(parts)


def _block(block: Block) -> str:
    fill = INK if block.full else "#fff"
    return (
        f'<rect x="{block.x:.1f}" y="{block.y:.1f}" width="{block.width:.1f}" height="{block.height:.1f}"'
        f' fill="{fill}" stroke="{INK}"/>\n'
    )


def _words(words: Words) -> str:
    # `dominant-baseline` is not known everywhere: a third of the letters' height does the same.
    return f'<text x="{words.x:.1f}" y="{words.y + SIZE * 0.36:.1f}">{escape(words.text)}</text>\n'
