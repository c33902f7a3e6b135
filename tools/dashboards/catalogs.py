"""The dashboards that catalogs describe under `dashboards` and `panels`;
docs/catalog-format.md says what the keys mean."""

import pathlib
import re

from dashboard import dashboard
from panels import COLOURS, bars, heatmap, override, pie, row, stat, table, trend

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "monitoring" / "catalog"
PARTS = "(?:_bucket|_sum|_count)?"
# The page of runbooks that Prometheus serves; the browser opens it.
RUNBOOKS = ("runbooks", "Runbooks URL", "http://localhost:9090/user/runbooks.html",
            "The page of runbooks that your browser reaches; links of panels begin with it.")
COLOURED = {
    "{{risk_level}}": ["low", "medium", "high"],
    "{{severity}}": ["low", "medium", "high"],
    "{{status}}": ["finished", "failed", "started", "queued"],
}


def read(folder):
    """All catalogs of a folder. YAML is read by PyYAML (python3-yaml in Debian), which only this tool needs."""
    import yaml

    for file in sorted(folder.glob("*.yml")):
        with file.open(encoding="utf-8") as text:
            yield yaml.safe_load(text)


def metrics(catalog):
    events = [metric for event in catalog["events"] for metric in event.get("metrics", ())]
    for metric in [*events, *catalog.get("derived", ())]:
        yield metric["name"]
        if "alias" in metric:
            yield metric["alias"]


def all_panels(catalog):
    """Those of the catalog, and those that stand beside single metrics."""
    yield from catalog.get("panels", ())
    events = [metric for event in catalog["events"] for metric in event.get("metrics", ())]
    for metric in [*events, *catalog.get("derived", ())]:
        beside = metric.get("panel", ())
        yield from [beside] if isinstance(beside, dict) else beside


def selecting(expr, names):
    """The expression with the filters of the chosen daemon on every metric of the catalog."""
    name = "|".join(sorted(names, key=len, reverse=True))
    found = re.compile(rf"\b((?:{name}){PARTS})\b(?:(\{{)|(?![\w({{]))")
    return found.sub(lambda m: m[1] + ("{D," if m[2] else "{D}"), expr)


def mapped(mappings, limits):
    """Texts instead of values, in the colours of the thresholds."""
    for index, (value, text) in enumerate(mappings.items()):
        low, ranged, high = value.partition("..")
        colour = limits.get(float(low), "text") if low else "text"
        result = {"text": text, "color": colour, "index": index}
        if ranged:
            bounds = {"from": float(low) if low else None, "to": float(high) if high else None}
            yield {"type": "range", "options": {**bounds, "result": result}}
        else:
            yield {"type": "value", "options": {low: result}}


def drawn(panel, names):
    expr = panel["expr"]
    asked = [expr] if isinstance(expr, dict) else expr
    if isinstance(expr, str):
        asked = [{"expr": expr, "legend": panel.get("legend", "")}]
    queries = [(selecting(each["expr"], names), each.get("legend", "")) for each in asked]
    kind = panel["kind"]
    small = kind in ("stat", "gauge")
    limits = {float(value): colour for value, colour in panel.get("thresholds", {}).items()}
    base = {None: limits.get(0.0, "text"), **{v: c for v, c in limits.items() if v != 0.0}}
    look = {"w": panel.get("width", 6 if small else 12), "h": panel.get("height", 4 if small else 8)}
    more = {**look, "unit": panel.get("unit", "short"), "decimals": panel.get("decimals")}
    words = (panel["title"], panel["description"])
    first, legend = queries[0]
    if small:
        result = stat(*words, first, limits=base if limits else None,
                      mappings=list(mapped(panel.get("mappings", {}), limits)), **more)
    elif kind == "bars":
        result = bars(*words, first, legend or "value", **more)
    elif kind == "pie":
        result = pie(*words, first, legend, **more)
    elif kind == "table":
        label = re.search(r"by \((\w+)\)", first)[1]
        columns = [{"name": "Number", "expr": first, "unit": more["unit"], "width": None,
                    "limits": None, "link": None, "decimals": more["decimals"], "sort": True}]
        result = table(*words, {label: label.capitalize()}, columns, **look)
    elif kind == "heatmap":
        result = heatmap(*words, first, unit=more["unit"], exemplars=False, **look)
    else:
        result = trend(*words, [(each, name or "all") for each, name in queries], **more)
    for name in COLOURED.get(legend, ()):
        result["fieldConfig"]["overrides"].append(
            override(name, color={"mode": "fixed", "fixedColor": COLOURS[name]}))
    if "runbook" in panel:
        anchor = panel["runbook"].partition("#")[2]
        result["links"] = [{"title": "Runbook", "url": f"${{runbooks:raw}}#{anchor}",
                            "targetBlank": True}]
    return result


def in_rows(panels, names):
    title = None
    for panel in panels:
        if panel.get("row", "") != title and panel.get("row"):
            title = panel["row"]
            yield row(title)
        yield drawn(panel, names)


def boards(folder):
    """The name of each file, and what is in it."""
    for catalog in read(folder):
        names = list(metrics(catalog))
        described = catalog.get("dashboards", ())
        for each in described:
            panels = [panel for panel in all_panels(catalog)
                      if panel.get("dashboard", described[0]["id"]) == each["id"]]
            board = dashboard(
                f"voice-agent-{each['id']}", f"Voice agent / {each['title']}",
                each["description"], list(in_rows(panels, names)), about_calls=False,
                addresses=[RUNBOOKS])
            yield f"{each['id']}.json", board
