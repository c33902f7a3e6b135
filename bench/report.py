"""Turns result files into Markdown: our targets, and everybody beside everybody."""
import json
import os
import textwrap

OURS = "voice-agent-exporter"
MARKS = ("<!-- bench: begin -->", "<!-- bench: end -->")

# key, what it is, whether less or more is better (None: neither)
ROWS = [("start.seconds", "start to first good page, empty folder, s", "less"), ("start.rss_mib", "idle: RSS, MiB", "less"),
        ("start.idle_cpu_percent", "idle: CPU, % of one core", "less"),
        ("cold.seconds", "backlog of {sessions}: start to all counted, s", "less"), ("cold.lost", "backlog: lost", None),
        ("cold.cpu_s", "backlog: CPU, s", "less"), ("cold.peak_rss_mib", "backlog: peak RSS, MiB", "less"),
        ("scrape.samples", "page: samples", None), ("scrape.plain.bytes", "page: bytes", None),
        ("scrape.plain.ms.p50", "scrape p50, ms", "less"), ("scrape.plain.ms.p99", "scrape p99, ms", "less"),
        ("scrape.gzip.ms.p50", "scrape with gzip p50, ms", "less"),
        ("scrape.wrk_plain_4.requests_per_s", "scrapes a second, 4 readers", "more"),
        ("restart.seconds", "kill -9 and start: to all counted, s", "less"), ("restart.counted", "kill -9 and start: counted", None),
        ("restart.changed_lines", "kill -9 and start: totals that changed", None),
        ("live.delay_ms.p50", "live, {rate} a second: delay p50, ms", "less"), ("live.delay_ms.p99", "live: delay p99, ms", "less"),
        ("live.delay_ms.max", "live: delay max, ms", "less"), ("live.lost", "live: lost", None), ("live.cpu_s", "live: CPU, s", "less"),
        ("burst.seconds", "burst of {burst}: last rename to all counted, s", "less"), ("burst.lost", "burst: lost", None),
        ("flood.seconds", "flood of {flood}: last rename to all counted, s", "less"), ("flood.lost", "flood: lost", None),
        ("flood.written_per_s", "flood: written a second meanwhile", None),
        ("large.seconds", "backlog of {large}: start to all counted, s", "less"),
        ("large.steady_per_s", "backlog of {large}: calls a second, from 10 to 90 %", "more"), ("large.lost", "backlog of {large}: lost", None),
        ("large.rss_mib", "{large} finished calls: RSS, MiB", "less"), ("large.peak_rss_mib", "{large} finished calls: peak RSS, MiB", "less"),
        ("large.rss_growth_mib", "backlog of {large}: RSS grown from half of it to its end, MiB", None),
        ("large.idle_cpu_percent", "{large} retained folders: idle CPU, % of one core", "less"),
        ("million.seconds", "backlog of 1,000,000: start to all counted, s", "less"),
        ("million.steady_per_s", "backlog of 1,000,000: calls a second, from 10 to 90 %", "more"), ("million.lost", "backlog of 1,000,000: lost", None),
        ("million.peak_rss_mib", "1,000,000 finished calls: peak RSS, MiB", "less"),
        ("pages.small.samples", "page of many label sets: samples", None), ("pages.small.plain.ms.p50", "its scrape p50, ms", "less"),
        ("pages.small.gzip.ms.p50", "its scrape with gzip p50, ms", "less"),
        ("pages.large.samples", "page of very many label sets: samples", None), ("pages.large.plain.ms.p50", "its scrape p50, ms", "less"),
        ("pages.large.gzip.ms.p50", "its scrape with gzip p50, ms", "less"), ("pages.large.rss_mib", "its RSS, MiB", "less")]

# figure, keys that must all hold, comparison, limit
TARGETS = [("backlog of 10,000 calls, start of the process included, s", ["cold.seconds"], "<=", 1.0),
           ("backlog of 100,000 calls, calls a second from 10 to 90 %", ["large.steady_per_s"], ">=", 25000),
           ("backlog of 1,000,000 calls, the same", ["million.steady_per_s"], ">=", 25000),
           ("live, 200 calls/s: delay p50, ms", ["live.delay_ms.p50"], "<=", 3), ("live: delay p99, ms", ["live.delay_ms.p99"], "<=", 20),
           ("burst of 3,000, s after the last rename", ["burst.seconds"], "<=", 0.5),
           ("flood of 10,000, s after the last rename", ["flood.seconds"], "<=", 0.5),
           ("lost in all of these", ["cold.lost", "large.lost", "million.lost", "live.lost", "burst.lost", "flood.lost"], "<=", 0),
           ("restart after kill -9 with 10,000 calls, s", ["restart.seconds"], "<=", 0.6),
           ("totals that differ after it", ["restart.changed_lines"], "<=", 0),
           ("default page (200 recent calls), p50, ms", ["scrape.plain.ms.p50"], "<=", 2),
           ("page of 10,000 series, p50, ms", ["pages.small.plain.ms.p50"], "<=", 3),
           ("page of 100,000 series, p50, ms", ["pages.large.plain.ms.p50"], "<=", 10),
           ("page of 100,000 series with gzip, p50, ms", ["pages.large.gzip.ms.p50"], "<=", 60),
           ("RSS idle, MiB", ["start.rss_mib"], "<=", 64), ("RSS with 100,000 finished calls, MiB", ["large.rss_mib"], "<=", 128),
           ("start to first good page, s", ["start.seconds"], "<=", 0.35),
           ("idle CPU with 100,000 retained folders, % of one core", ["large.idle_cpu_percent"], "<=", 1)]


QUIET = 1.15  # a floor that takes so many times as long in one run as in another means that other programs took part


def drift(results):
    """How many times as long the slowest run of the floor took as the quickest, over all candidates; None if it never ran."""
    took = [run[key]["seconds"] for r in results for run in r["runs"] for key in ("floor", "floor_after") if run.get(key)]
    return max(took) / min(took) if took else None


def quiet(results):
    """What to say of the machine beside the table."""
    found = drift(results)
    if found is None:
        return "The floor was not measured, so nothing says how quiet the machine was."
    if found > QUIET:
        return (f"**Not a quiet machine: the bare Java reader took {number(found)} times as long in one run as in another. "
                "Read ratios and processor time only.**")
    return f"The bare Java reader took at most {number(found)} times as long in one run as in another: the machine was quiet."


def against_floor(result):
    """Processor time of a backlog against that of the floor in the same run."""
    shares = [run["cold"]["cpu_s"] / run["floor"]["cpu_s"] for run in result["runs"] if run.get("cold") and run.get("floor")]
    return f"{number(sorted(shares)[len(shares) // 2])}" if shares else ""


def number(value):
    """Three significant digits, and no exponent."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{float(f'{value:.3g}'):g}"


def cell(summary):
    middle, low, high = (number(summary[k]) for k in ("median", "min", "max"))
    return middle if low == high else f"{middle} ({low} to {high})"


def ratio(theirs, ours, better):
    """How many times as good ours is, as text; empty where that means nothing."""
    if not better or not theirs or not ours:
        return ""
    return f" ×{number(theirs / ours)}"


def peers_table(results):
    names = [r["candidate"] for r in results]
    ours = next((r["summary"] for r in results if r["candidate"] == OURS), {})
    lines = ["| median (lowest to highest), × ours | " + " | ".join(names) + " |", "|---" * (len(results) + 1) + "|"]
    for key, label, better in ROWS:
        cells = []
        for r in results:
            found = r["summary"].get(key)
            text = cell(found) if found else ""
            if found and r["candidate"] != OURS and key in ours:
                text += ratio(found["median"], ours[key]["median"], better)
            cells.append(text)
        if key == "cold.cpu_s" and any(against_floor(r) for r in results):
            lines.append("| backlog: CPU against the bare Java reader, times | " + " | ".join(against_floor(r) for r in results) + " |")
        if any(cells):
            settings = {k: f"{v:,.0f}" for k, v in results[0]["settings"].items()}
            lines.append(f"| {label.format(**settings)} | " + " | ".join(cells) + " |")
    return lines


def verdict(value, how, limit):
    if value <= limit if how == "<=" else value >= limit:
        return "met"
    if limit == 0:
        return "missed"
    return f"missed, ×{number(value / limit if how == '<=' else limit / value)}"


def targets_table(summary):
    lines = ["| figure | target | measured | |", "|---|---|---|---|"]
    for label, keys, how, limit in TARGETS:
        found = [summary[k] for k in keys if k in summary]
        sign = "at most" if how == "<=" else "at least"
        if not found:
            lines.append(f"| {label} | {sign} {number(limit)} | not run | |")
            continue
        worst = max(found, key=lambda s: s["median"])
        lines.append(f"| {label} | {sign} {number(limit)} | {cell(worst)} | {verdict(worst['median'], how, limit)} |")
    return lines


def text(folder):
    results = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if name.endswith(".json") and name != "floor.json":
            with open(os.path.join(folder, name)) as f:
                results.append(json.load(f))
    if not results:
        return "No results yet."
    results.sort(key=lambda r: r["candidate"] != OURS)
    others = [r["candidate"] for r in results if r["settings"] != results[0]["settings"]]
    results = [r for r in results if r["candidate"] not in others]
    host = results[0]["host"]
    loads = [number(run["load_before"]) for r in results for run in r["runs"] if "load_before" in run]
    lines = [f"{host['cpus']} cores ({host['cpu_model']}), {host['mem_gib']:g} GiB, Linux {host['kernel']}. "
             f"Load average before the runs: {', '.join(loads)}. " + quiet(results), ""]
    if results[0]["candidate"] == OURS:
        lines += targets_table(results[0]["summary"]) + [""]
    lines += peers_table(results) + [""]
    lines += [f"* {r['candidate']}: {r['version']}; {len(r['runs'])} runs; {r['about']}" for r in results]
    if others:
        lines.append(f"* not shown, because measured with other settings: {', '.join(others)}")
    return "\n".join(line if line.startswith("|") else wrapped(line) for line in lines)


def wrapped(line):
    """Prose as the pages have it: 100 columns, and the rest of an item of a list below its text."""
    return textwrap.fill(line, 100, subsequent_indent="  " if line.startswith("* ") else "", break_on_hyphens=False)


def between_marks(whole, part, marks=MARKS):
    """Replaces what stands between two marks."""
    begin, end = whole.index(marks[0]) + len(marks[0]), whole.index(marks[1])
    return whole[:begin] + "\n\n" + part + "\n\n" + whole[end:]


def publish(folder, target=None):
    if target is None:
        print(text(folder))
        return
    with open(target) as f:
        whole = f.read()
    with open(target, "w") as f:
        f.write(between_marks(whole, text(folder)))
    print("The tables of", target, "are new.")
