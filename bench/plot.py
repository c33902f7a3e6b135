"""Draws time series as SVG with the standard library only."""
import math
from xml.sax.saxutils import escape

WIDTH, PANEL, LEFT, RIGHT, TOP, GAP = 900, 150, 70, 20, 40, 46


def _ticks(top):
    """Three to six round numbers (1, 2 or 5 times a power of ten apart) from 0 to top."""
    power = 10 ** math.floor(math.log10(top / 5))
    step = next(power * n for n in (1, 2, 5, 10) if power * n * 5 >= top)
    return [i * step for i in range(6) if i * step <= top]


def _polyline(points, x, y, colour):
    """One line, broken where a value is missing."""
    parts, run = [], []
    for at, value in points + [(None, None)]:
        if value is None:
            if run:
                parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="1.2" points="{" ".join(run)}"/>')
            run = []
        else:
            run.append(f"{x(at):.1f},{y(value):.1f}")
    return parts


def svg(title, panels, end, marks=(), marks_label=""):
    """Returns the text of an SVG. panels: [(label, [(name, colour, [(minutes, value or None)])])]; end: minutes."""
    height = TOP + len(panels) * (PANEL + GAP)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">',
           f'<title>{escape(title)}</title>', f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
           f'<text x="{LEFT}" y="20" font-size="14">{escape(title)}</text>']

    def x(minutes):
        return LEFT + (WIDTH - LEFT - RIGHT) * minutes / end

    for number, (label, lines) in enumerate(panels):
        base = TOP + number * (PANEL + GAP) + PANEL
        top = max([v for _, _, points in lines for _, v in points if v is not None] + [1e-6]) * 1.05

        def y(value, base=base, top=top):
            return base - PANEL * value / top

        out.append(f'<text x="{LEFT}" y="{base - PANEL - 6}">{escape(label)}</text>')
        for mark in marks:
            out.append(f'<line x1="{x(mark):.1f}" x2="{x(mark):.1f}" y1="{base - PANEL}" y2="{base}" stroke="#d33" stroke-dasharray="3 3"/>')
        for tick in _ticks(top):
            out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" stroke="#ddd"/>')
            out.append(f'<text x="{LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>')
        for tick in _ticks(end):
            out.append(f'<text x="{x(tick):.1f}" y="{base + 15}" text-anchor="middle">{tick:g}</text>')
        for place, (name, colour, points) in enumerate(lines):
            out.extend(_polyline(points, x, y, colour))
            out.append(f'<text x="{WIDTH - RIGHT}" y="{base - PANEL - 6}" dx="{-110 * place}" text-anchor="end" fill="{colour}">{escape(name)}</text>')
    if marks:
        out.append(f'<text x="{WIDTH - RIGHT}" y="20" text-anchor="end" fill="#d33">{escape(marks_label)}</text>')
    out.append(f'<text x="{WIDTH - RIGHT}" y="{height - 6}" text-anchor="end">minutes</text></svg>')
    return "\n".join(out) + "\n"
