"""Short forms of PromQL that the dashboards share.

In an expression, {L} (or {L,outcome="error"}) stands for the filters of families over all calls,
{P} for those that only know the pipeline, {D} for those of the daemon itself; [R] is the window of
a trend and [T] the dashboard's whole time range.
"""

import re

DAEMON = 'job=~"$job",instance=~"$instance"'
PIPELINE = DAEMON + ',pipeline_name=~"$pipeline"'
LABELS = PIPELINE + ',provider_id=~"$provider",model_variant=~"$model"'
FILTERS = {"D": DAEMON, "P": PIPELINE, "L": LABELS}
WINDOWS = {"R": "$__rate_interval", "T": "$__range"}
# One error in one call is 100 % of nothing.
FEWEST = 5
STACK = "pipeline_name, provider_id, model_variant"


def expand(text):
    """The expression in full, on one line."""
    text = re.sub(r"\{([DPL])([,}])", lambda m: "{" + FILTERS[m[1]] + m[2], text)
    text = re.sub(r"\[([RT])\]", lambda m: f"[{WINDOWS[m[1]]}]", text)
    return " ".join(text.split())


def by(labels):
    return f" by ({labels})" if labels else ""


def rate(counter, labels="", window="R"):
    """How often a second."""
    return f"sum{by(labels)} (rate({counter}[{window}]))"


def per(part, whole, labels="", window="R"):
    """One counter for each of another. Without a whole there is no answer rather than NaN."""
    total = f"sum{by(labels)} (rate({whole}[{window}]))"
    return f"sum{by(labels)} (rate({part}[{window}])) / ({total} > 0)"


def enough(whole, labels="", window="R"):
    """How many there were in the window, where there were enough for a percentage to mean something."""
    return f"(sum{by(labels)} (increase({whole}[{window}])) >= {FEWEST})"


def share(part, whole, labels="", window="R"):
    """A percentage: silent below a number of the whole, and a part that never was counts as none of it."""
    parts = f"sum{by(labels)} (increase({part}[{window}]))"
    none = f"0 * sum{by(labels)} (increase({whole}[{window}]))"
    return f"({parts} or {none}) / {enough(whole, labels, window)}"


def share_of_all(part, whole, labels, window="R"):
    """As share(), of the whole that does not know these labels."""
    parts = f"sum{by(labels)} (increase({part}[{window}]))"
    return f"{parts} / scalar({enough(whole, window=window)})"


def quantile(q, histogram, filters, labels="", window="R"):
    """A quantile; the comparison drops the NaN of times without an observation."""
    groups = f"le, {labels}" if labels else "le"
    return (
        f"histogram_quantile({q}, sum by ({groups}) "
        f"(rate({histogram}_bucket{filters}[{window}]))) >= 0"
    )


def newest(metric, filters="{L}", count=10, extra=""):
    """A gauge of single calls, for the newest of them only."""
    latest = f"topk({count}, ai_agent_recent_call_end_timestamp_seconds{filters})"
    labels = "call_uuid, " + STACK + extra
    return f"max by ({labels}) ({metric}{filters} and on (job, instance, call_uuid) {latest})"
