"""What all dashboards have in common: variables, annotations, links and the word that all of this
may be switched off."""

from panels import SOURCE, lay_out, link, text
from promql import DAEMON, expand

TAG = "voice-agent"
# The browser opens it, so it must be the daemon's address for people, not for Prometheus.
DAEMON_URL = "http://localhost:15100"
# Calls are few: with shorter windows, shares jump between none and all.
SMOOTHING = "5m"
CALLOUT = """
**Optional stack: safe to disable when not needed.** Calls are counted and advice is given without
it; `make monitor-down` stops Prometheus, Alertmanager and Grafana and nothing else.
"""
CALL_VARIABLES = [
    ("pipeline", "Pipeline", "pipeline_name", f"ai_agent_calls_total{{{DAEMON}}}"),
    ("provider", "Provider", "provider_id",
     f'ai_agent_calls_total{{{DAEMON},pipeline_name=~"$pipeline"}}'),
    ("model", "Model", "model_variant",
     f'ai_agent_calls_total{{{DAEMON},pipeline_name=~"$pipeline",provider_id=~"$provider"}}'),
]
TRANSCRIPT = ("Open transcript", "${daemon:raw}/calls/${__value.raw}/transcript")
ADVICE = ("Open call and advice", "${daemon:raw}/calls/${__data.fields.Call}")
# Each process has its own start time; a first sample is not a change.
RESTART = "changes(process_start_time_seconds{D}[R]) > 0"
RELOAD = f"""
changes(voice_agent_exporter_config_last_reload_success_timestamp_seconds{{D}}[R]) > 0
unless on (job, instance) {RESTART}
"""


def queried(name, label, values_of, selector, all_of=None):
    # 1 is a query for the values of a label.
    query = {"qryType": 1, "query": f"label_values({selector}, {values_of})",
             "refId": f"variable-{name}"}
    return {"name": name, "label": label, "type": "query", "datasource": SOURCE, "query": query,
            "definition": query["query"], "refresh": 2, "sort": 1, "multi": True,
            "includeAll": True, "allValue": all_of, "hide": 0, "skipUrlSync": False, "regex": "",
            "current": {"selected": True, "text": ["All"], "value": ["$__all"]},
            "options": []}


def address(name, label, url, description):
    return {"name": name, "label": label, "type": "textbox", "query": url, "hide": 0,
            "skipUrlSync": False, "description": description,
            "current": {"selected": True, "text": url, "value": url},
            "options": [{"selected": True, "text": url, "value": url}]}


def variables(about_calls, addresses=()):
    yield {"name": "datasource", "label": "Data source", "type": "datasource",
           "query": "prometheus", "regex": "", "refresh": 1, "hide": 0, "multi": False,
           "includeAll": False, "skipUrlSync": False, "current": {}, "options": []}
    # "All" is every job that Prometheus knows an exporter of, and no other: up{job=~".+"} would tell of
    # every machine there is.
    yield queried("job", "Job", "job", "voice_agent_exporter_build_info")
    yield queried(
        "instance", "Instance", "instance", 'voice_agent_exporter_build_info{job=~"$job"}'
    )
    for variable in CALL_VARIABLES if about_calls else ():
        yield queried(*variable, all_of=".+")
    widths = ["1m", "5m", "15m", "1h", "6h"]
    options = [{"selected": w == SMOOTHING, "text": w, "value": w} for w in widths]
    yield {"name": "smoothing", "label": "Averaged over at least", "type": "custom",
           "query": ",".join(widths), "hide": 0, "multi": False, "includeAll": False,
           "skipUrlSync": False, "options": options,
           "current": {"selected": True, "text": SMOOTHING, "value": SMOOTHING}}
    yield address("daemon", "Daemon URL", DAEMON_URL,
                  "Where your browser reaches the daemon; links to calls begin with it.")
    for each in addresses:
        yield address(*each)


def annotation(name, colour, expr, title, words):
    return {"name": name, "enable": True, "hide": False, "iconColor": colour,
            "datasource": SOURCE, "expr": expand(expr), "step": "60s", "titleFormat": title,
            "textFormat": words, "useValueForTime": False}


def annotations():
    yield {"name": "Annotations & Alerts", "type": "dashboard", "builtIn": 1, "enable": True,
           "hide": True, "iconColor": "rgba(0, 211, 255, 1)",
           "datasource": {"type": "grafana", "uid": "-- Grafana --"}}
    alerts = 'ALERTS{alertstate="firing",severity=~"warning|critical"}'
    yield annotation("Alerts", "red", alerts, "{{alertname}}", "{{severity}}")
    yield annotation("Restarts", "purple", RESTART, "The daemon started again", "{{instance}}")
    yield annotation("Configuration", "blue", RELOAD, "Rules and thresholds were read anew",
                     "{{instance}}")


def dashboard(uid, title, description, panels, about_calls=True, since="now-6h", links=(),
              addresses=()):
    switch = {"type": "dashboards", "title": "Voice agent", "tags": [TAG], "asDropdown": False,
              "icon": "external link", "includeVars": True, "keepTime": True,
              "targetBlank": False, "tooltip": "", "url": ""}
    pages = [("Daemon", "${daemon:raw}/"), *links]
    outward = [
        {**link(*page), "type": "link", "icon": "external link", "tooltip": "", "tags": [],
         "asDropdown": False, "includeVars": False, "keepTime": False}
        for page in pages
    ]
    callout = text("", "Explains that this stack is optional, and how to stop it.", CALLOUT, h=2)
    return {
        "uid": uid, "title": title, "description": description, "tags": [TAG],
        "schemaVersion": 39, "version": 1, "editable": False, "graphTooltip": 1,
        "refresh": "30s", "timezone": "browser", "fiscalYearStartMonth": 0, "liveNow": False,
        "time": {"from": since, "to": "now"}, "timepicker": {},
        "links": [switch, *outward],
        "annotations": {"list": list(annotations())},
        "templating": {"list": list(variables(about_calls, addresses))},
        "panels": lay_out([callout, *panels]),
    }
