"""docs/performance.svg: a panel of bars for each payload and direction, as plain SVG."""
import os

from tables import PARSE, WRITE, ratio_text

COLUMN, ROW, LEFT, BAR = 400, 18, 152, 130
SHOWN = ["connect", "hr", "twitter", "citm", "canada"]
SHORT = {"swage, `code: fast`": "swage, fast", "swage, `code: small`": "swage, small",
         "simdjson on demand, owned strings": "simdjson on demand",
         "simdjson on demand, text in one region": "simdjson, one region",
         "RapidJSON SAX, text in one region": "RapidJSON, one region",
         "serde_json, owned strings": "serde_json", "cJSON: a tree, printed": "cJSON",
         "Jansson: a tree, printed": "Jansson"}
STYLE = """<style>
  svg { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif;
        --ink: #1b1f24; --quiet: #59636e; --ours: #0969da; --small: #74aeea; --others: #b8c0c8;
        --ground: #ffffff; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e6edf3; --quiet: #9198a1; --ours: #4493f8; --small: #2a5d9c; --others: #484f58;
          --ground: #0d1117; }
  }
  .ground { fill: var(--ground); }
  text { font-size: 12px; fill: var(--ink); }
  .title { font-size: 14px; font-weight: 600; }
  .quiet { fill: var(--quiet); }
  .ours { fill: var(--ours); } .small { fill: var(--small); } .others { fill: var(--others); }
</style>"""


def panel(x, y, title, rows):
    """Bars with their speeds, the longest as wide as there is room."""
    best = max(speed for _, speed in rows)
    parts = [f'<text class="title" x="{x}" y="{y}">{title}</text>']
    for i, (name, speed) in enumerate(rows):
        top = y + 10 + i * ROW
        kind = {"swage, fast": "ours", "swage, small": "small"}.get(name, "others")
        width = max(1, round(speed / best * BAR))
        beside = "" if i == 0 else f" · {ratio_text(speed / rows[0][1])}×"
        parts.append(f'<text x="{x + LEFT - 8}" y="{top + 12}" text-anchor="end">{name}</text>')
        parts.append(f'<rect class="{kind}" x="{x + LEFT}" y="{top + 2}" width="{width}" '
                     f'height="{ROW - 5}" rx="2"/>')
        parts.append(f'<text class="quiet" x="{x + LEFT + width + 6}" y="{top + 12}">'
                     f'{speed:,.0f}{beside}</text>')
    return "\n".join(parts)


def speeds(bench, times, payload, table):
    name, _, file, _ = payload
    size = os.path.getsize(bench.path_of(file))
    rows = [(SHORT.get(title, title), size / times[name][program, task] / 1e6)
            for title, program, task in table
            if task != "print" and (program, task) in times[name]]
    return rows[:2] + sorted(rows[2:], key=lambda row: -row[1])


def chart(bench, times, payloads):
    """The whole picture; reading left, writing right."""
    shown = [payload for payload in payloads if payload[0] in SHOWN]
    parts = []
    y = 60
    for payload in shown:
        heights = []
        for column, (table, verb) in enumerate(((PARSE, "read"), (WRITE, "written"))):
            rows = speeds(bench, times, payload, table)
            parts.append(panel(16 + column * COLUMN, y, f"{payload[3]}, {verb}", rows))
            heights.append(len(rows))
        y += 44 + max(heights) * ROW
    head = ('<text class="quiet" x="16" y="26">Megabytes a second into and from the same C structs, '
            "and how much that is of the speed of swage’s fast code. Longer is better.</text>")
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="820" height="{y - 20}" '
            f'viewBox="0 0 820 {y - 20}" role="img" aria-label="Speed of reading and writing JSON">'
            f'\n{STYLE}\n<rect class="ground" width="820" height="{y - 20}"/>\n{head}\n'
            + "\n".join(parts) + "\n</svg>\n")
