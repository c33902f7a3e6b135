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
# One error in a single call says nothing about a percentage.
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
    """The rate per second."""
    return f"sum{by(labels)} (rate({counter}[{window}]))"


def per(part, whole, labels="", window="R"):
    """One counter per unit of another. If the other is 0, there is no answer instead of NaN."""
    total = f"sum{by(labels)} (rate({whole}[{window}]))"
    return f"sum{by(labels)} (rate({part}[{window}])) / ({total} > 0)"


def enough(whole, labels="", window="R"):
    """The number in the window, if it is large enough for a meaningful percentage."""
    return f"(sum{by(labels)} (increase({whole}[{window}])) >= {FEWEST})"


def share(part, whole, labels="", window="R"):
    """A percentage: silent if the whole is too small; a part without a series counts as 0."""
    parts = f"sum{by(labels)} (increase({part}[{window}]))"
    none = f"0 * sum{by(labels)} (increase({whole}[{window}]))"
    return f"({parts} or {none}) / {enough(whole, labels, window)}"


def share_of_all(part, whole, labels, window="R"):
    """As share(), if the whole does not have these labels."""
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
