"""Panels of Grafana as plain data: only what differs from Grafana's own defaults, or what the look
depends on. Widths and heights are in units of Grafana's grid, which is 24 wide."""

from promql import expand

SOURCE = {"type": "prometheus", "uid": "${datasource}"}
WIDTH = 24
GREY = "#7b8087"
COLOURS = {
    "error": "red", "abandoned": "orange", "no_input_timeout": "yellow", "completed": "green",
    "transferred": "blue", "other": "purple", "unknown": GREY,
    "very_negative": "dark-red", "negative": "red", "neutral": GREY,
    "positive": "green", "very_positive": "dark-green",
    "critical": "red", "warning": "orange", "info": "blue",
    "harmed": "red", "helped": "green", "no_effect": GREY,
    "inconclusive": "purple", "reverted": "blue",
    "low": "green", "medium": "orange", "high": "red",
    "finished": "green", "failed": "red", "started": "blue", "queued": GREY,
}


def target(expr, legend="", number=0, **more):
    return {"refId": chr(ord("A") + number), "datasource": SOURCE, "expr": expand(expr),
            "legendFormat": legend, **more}


def steps(limits):
    """Thresholds from {limit: colour}, from the lowest; None is the base."""
    return {"mode": "absolute", "steps": [{"color": c, "value": v} for v, c in limits.items()]}


PERCENTILES = "Percentiles are interpolated within histogram buckets: docs/kpis.md defines them."


def panel(kind, title, description, w, h, defaults, overrides=(), **more):
    field = {"defaults": defaults, "overrides": list(overrides)}
    words = description.split()
    if any("histogram_quantile" in query["expr"] for query in more.get("targets", ())):
        words.append(PERCENTILES)
    return {"type": kind, "title": title, "description": " ".join(words),
            "gridPos": {"w": w, "h": h}, "datasource": SOURCE, "fieldConfig": field,
            **more}


def override(name, **properties):
    """Properties of one field, by its name; __ in a keyword stands for a dot."""
    return {
        "matcher": {"id": "byName", "options": name},
        "properties": [{"id": k.replace("__", "."), "value": v} for k, v in properties.items()],
    }


def fixed_colours(names):
    """The same words have the same colours everywhere."""
    return [
        override(name, color={"mode": "fixed", "fixedColor": COLOURS[name]}) for name in names
    ]


def stat(title, description, expr, unit="short", w=4, h=4, limits=None, decimals=None,
         trend=False, empty="none yet", mappings=(), legend=""):
    defaults = {"unit": unit, "noValue": empty, "mappings": list(mappings),
                "color": {"mode": "thresholds"},
                "thresholds": steps(limits or {None: "text"})}
    if decimals is not None:
        defaults["decimals"] = decimals
    options = {
        "reduceOptions": {"values": False, "calcs": ["lastNotNull"], "fields": ""},
        "orientation": "auto", "textMode": "auto", "justifyMode": "auto",
        "colorMode": "value", "graphMode": "area" if trend else "none",
    }
    queried = target(expr, legend) if trend else target(expr, legend, instant=True)
    return panel("stat", title, description, w, h, defaults, options=options, targets=[queried])


def trend(title, description, queries, unit="short", w=12, h=8, style="line", stack="none",
          limits=None, colours=(), exemplars=False, least=0, most=None, decimals=None,
          step="$smoothing"):
    """Lines or bars over time. Exemplars are asked for once, with the first query."""
    bars = style == "bars"
    custom = {
        "drawStyle": style, "lineWidth": 1, "fillOpacity": 70 if bars else 8,
        "showPoints": "never" if bars else "auto", "pointSize": 5,
        "spanNulls": False if bars else 900000,
        "stacking": {"mode": stack, "group": "A"}, "axisSoftMin": least,
        "thresholdsStyle": {"mode": "line" if limits else "off"},
    }
    if most is not None:
        custom["axisSoftMax"] = most
    defaults = {"unit": unit, "custom": custom, "color": {"mode": "palette-classic"},
                "thresholds": steps(limits or {None: "text"})}
    if decimals is not None:
        defaults["decimals"] = decimals
    options = {
        "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": []},
        "tooltip": {"mode": "multi", "sort": "desc"},
    }
    targets = [target(expr, legend, i, range=True) for i, (expr, legend) in enumerate(queries)]
    for queried in targets if step else ():
        queried["interval"] = step
    if exemplars:
        targets[0]["exemplar"] = True
    return panel("timeseries", title, description, w, h, defaults, fixed_colours(colours),
                 options=options, targets=targets)


def bars(title, description, expr, legend, unit="short", w=8, h=8, limits=None, colours=(),
         decimals=None):
    """One horizontal bar for each series, as it is now."""
    colour = {"mode": "thresholds" if limits else "palette-classic"}
    defaults = {"unit": unit, "min": 0, "noValue": "none yet", "color": colour,
                "thresholds": steps(limits or {None: "text"})}
    if decimals is not None:
        defaults["decimals"] = decimals
    options = {
        "reduceOptions": {"values": False, "calcs": ["lastNotNull"], "fields": ""},
        "orientation": "horizontal", "displayMode": "basic", "valueMode": "text",
        "showUnfilled": True, "minVizHeight": 16, "minVizWidth": 8,
    }
    return panel("bargauge", title, description, w, h, defaults, fixed_colours(colours),
                 options=options, targets=[target(f"sort_desc({expr})", legend, instant=True)])


def pie(title, description, expr, legend, unit="short", w=8, h=8, decimals=None):
    """The shares of a whole, as they are now."""
    defaults = {"unit": unit, "noValue": "none yet", "color": {"mode": "palette-classic"}}
    if decimals is not None:
        defaults["decimals"] = decimals
    options = {
        "reduceOptions": {"values": False, "calcs": ["lastNotNull"], "fields": ""},
        "pieType": "pie", "displayLabels": ["percent"],
        "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True,
                   "values": ["value"]},
        "tooltip": {"mode": "single", "sort": "none"},
    }
    return panel("piechart", title, description, w, h, defaults, options=options,
                 targets=[target(expr, legend, instant=True)])


def heatmap(title, description, expr, unit="s", w=12, h=8, exemplars=True):
    options = {
        "calculate": False, "cellGap": 1, "rowsFrame": {"layout": "auto"},
        "color": {"mode": "scheme", "scheme": "Oranges", "steps": 64, "exponent": 0.5,
                  "fill": "dark-orange", "scale": "exponential", "reverse": False},
        "exemplars": {"color": "rgba(255,0,255,0.7)"}, "filterValues": {"le": 1e-9},
        "legend": {"show": True}, "showValue": "never",
        "tooltip": {"mode": "single", "yHistogram": True, "showColorScale": False},
        "yAxis": {"unit": unit, "axisPlacement": "left", "reverse": False},
    }
    queried = target(expr, "{{le}}", format="heatmap", range=True, interval="$smoothing")
    if exemplars:
        queried["exemplar"] = True
    return panel("heatmap", title, description, w, h, {"unit": "short", "custom": {}},
                 options=options, targets=[queried])


def column(name, expr, unit="short", width=None, limits=None, link=None, decimals=None,
           sort=False):
    """A column that is queried."""
    return {"name": name, "expr": expr, "unit": unit, "width": width, "limits": limits,
            "link": link, "decimals": decimals, "sort": sort}


def table(title, description, labels, columns, w=24, h=9, links=(), widths=()):
    """One row for each set of labels. `labels` maps a label to its heading, None hides it; `links`
    maps a heading to (title, address)."""
    one = len(columns) == 1
    values = ["Value" if one else f"Value #{chr(ord('A') + i)}" for i in range(len(columns))]
    names = {label: heading for label, heading in labels.items() if heading}
    names.update({value: column["name"] for value, column in zip(values, columns)})
    if not one:
        # Grafana omits the letter if only one of the queries has an answer.
        names["Value"] = columns[0]["name"]
    hidden = ["Time"] + [label for label, heading in labels.items() if not heading]
    organize = {"excludeByName": {name: True for name in hidden}, "renameByName": names,
                "indexByName": {name: i for i, name in enumerate(names)}}
    overrides = []
    for c in columns:
        properties = {"unit": c["unit"], "custom__align": "right"}
        if c["width"]:
            properties["custom__width"] = c["width"]
        if c["decimals"] is not None:
            properties["decimals"] = c["decimals"]
        if c["limits"]:
            properties["thresholds"] = steps(c["limits"])
            properties["custom__cellOptions"] = {"type": "color-text"}
        if c["link"]:
            properties["links"] = [link(*c["link"])]
        overrides.append(override(c["name"], **properties))
    overrides += [override(name, links=[link(*to)]) for name, to in dict(links).items()]
    overrides += [override(name, custom__width=width) for name, width in dict(widths).items()]
    # With any other unit an id such as 1761449250.2163 would be shown as a rounded number.
    defaults = {"unit": "string", "noValue": "–", "thresholds": steps({None: "text"}),
                "custom": {"align": "left", "filterable": False}}
    order = [{"displayName": c["name"], "desc": True} for c in columns if c["sort"]]
    options = {"showHeader": True, "cellHeight": "sm", "footer": {"show": False}, "sortBy": order}
    targets = [
        target(c["expr"], "", i, instant=True, format="table") for i, c in enumerate(columns)
    ]
    transformations = [{"id": "merge", "options": {}}, {"id": "organize", "options": organize}]
    return panel("table", title, description, w, h, defaults, overrides, options=options,
                 targets=targets, transformations=transformations)


def link(title, url):
    return {"title": title, "url": url, "targetBlank": True}


def text(title, description, content, w=24, h=3):
    return {"type": "text", "title": title, "description": description,
            "gridPos": {"w": w, "h": h}, "transparent": not title,
            "options": {"mode": "markdown", "content": content.strip() + "\n"}}


def row(title):
    return {"type": "row", "title": title, "collapsed": False, "panels": [],
            "gridPos": {"w": WIDTH, "h": 1}}


def lay_out(panels):
    """Numbers the panels and places them like words on lines."""
    x = y = height = 0
    for number, each in enumerate(panels, start=1):
        place = each["gridPos"]
        if x + place["w"] > WIDTH:
            x, y, height = 0, y + height, 0
        each["id"] = number
        each["gridPos"] = {"x": x, "y": y, "w": place["w"], "h": place["h"]}
        x, height = x + place["w"], max(height, place["h"])
    return panels
