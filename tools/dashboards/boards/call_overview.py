"""How calls went, and the newest calls one by one."""

from dashboard import ADVICE, TRANSCRIPT, dashboard
from panels import bars, column, row, stat, table, trend
from promql import newest, per, quantile, rate, share

CALLS = "ai_agent_calls_total{L}"
BANDS = ["very_negative", "negative", "neutral", "positive", "very_positive"]
OUTCOMES = [
    "completed", "transferred", "abandoned", "no_input_timeout", "error", "other", "unknown",
]
RECENT = "ai_agent_recent_call_"
ENDED = """
max by (call_uuid, pipeline_name, provider_id, model_variant, outcome) (
topk(10, ai_agent_recent_call_end_timestamp_seconds{L})
* on (job, instance, call_uuid) group_left (outcome) ai_agent_call_info{D}) * 1000
"""
UNHAPPY = """
bottomk(10, max by (call_uuid, pipeline_name, provider_id, model_variant)
(ai_agent_call_sentiment_score{L}))
"""
HEADINGS = {
    "call_uuid": "Call", "outcome": "Outcome", "pipeline_name": "Pipeline",
    "provider_id": "Provider", "model_variant": "Model",
}
MOOD = {None: "red", -0.3: "text", 0.2: "green"}

BOARD = dashboard(
    "voice-agent-call-overview",
    "Voice agent / Call Overview",
    "How many calls there are, how they end, how long callers wait and how they feel.",
    [
        stat("Calls going on", """Calls without a summary that have not yet been quiet for the
             idle limit. If the number stays up while no one is speaking, the engine ends calls
             without writing metrics.json: open /calls on the daemon.""",
             "sum(ai_agent_calls_active{D})", trend=True),
        stat("Calls", """Finished calls in the chosen time. The very first call of a pipeline,
             provider and model is missing, because a rate needs two samples. If the number
             stands still while calls are made, open Exporter Health.""",
             "round(sum(increase(ai_agent_calls_total{L}[T])))"),
        stat("Ended in an error", """Share of calls that the engine ended with an error, from
             five calls on. From 10 % on, where the alert begins, too, open a call with outcome
             error below and read its error message. From 50 % on, switch the provider.""",
             share('ai_agent_calls_total{L,outcome="error"}', CALLS, window="T"), "percentunit",
             limits={None: "green", 0.1: "orange", 0.5: "red"}, decimals=1),
        stat("Response time, 95 %", """19 of 20 answers begin sooner than this after the caller has
             finished. What is normal depends on the provider: compare them in Provider/Pipeline
             Insights, and follow the advice on slow answers.""",
             quantile(0.95, "ai_agent_call_response_latency_seconds", "{L}", window="T"), "s",
             decimals=2),
        stat("Unhappy callers", """Share of calls with a sentiment of -0.2 or less among those that
             have one. If it rises, read the calls in the table of the unhappiest ones.""",
             share('ai_agent_call_sentiment_total{L,band=~".*negative"}',
                   "ai_agent_call_sentiment_total{L}", window="T"), "percentunit", decimals=1),
        stat("Mean duration", """How long calls last. A sudden fall together with errors or
             abandoned calls means that callers give up.""",
             per("ai_agent_call_duration_seconds_sum{L}", "ai_agent_call_duration_seconds_count{L}",
                 window="T"), "s", decimals=0),
        row("The newest calls"),
        table("Last 10 calls", """The newest finished calls. Click the id to open the redacted
              transcript on the daemon; click the number of recommendations to open the call with
              its advice. If links lead nowhere, put the daemon's address into Daemon URL above.""",
              HEADINGS,
              [column("Ended", ENDED, "dateTimeFromNow", 140, sort=True),
               column("Duration", newest(RECENT + "duration_seconds"), "s", 80, decimals=0),
               column("Turns", newest(RECENT + "turns"), "short", 65),
               column("Response", newest(RECENT + "response_latency_seconds"), "s", 90,
                      decimals=2),
               column("Sentiment", newest("ai_agent_call_sentiment_score"), "none", 95,
                      limits=MOOD, decimals=2),
               column("Recommendations", newest(RECENT + "recommendations"), "short", 140,
                      limits={None: "text", 1: "orange"}, link=ADVICE)],
              links={"Call": TRANSCRIPT}, h=12,
              widths={"Call": 270, "Outcome": 145}),
        table("The unhappiest of the newest calls", """Read these first: calls with the lowest
              sentiment among those that the daemon shows one by one (by default 200 calls, 24
              hours). Read the transcript, then the advice on the call.""",
              {label: name for label, name in HEADINGS.items()
               if label != "outcome"},
              [column("Sentiment", UNHAPPY, "none", 100, limits=MOOD, decimals=2)],
              links={"Call": TRANSCRIPT}, w=16, widths={"Call": 290}, h=12),
        bars("Calls by outcome", """How calls ended in the chosen time. Many abandoned calls:
             callers hang up before they are served. Many unknown ones: the engine does not write
             how a call ended.""",
             "round(sum by (outcome) (increase(ai_agent_calls_total{L}[T])))", "{{outcome}}",
             colours=OUTCOMES, h=12),
        row("Over time"),
        trend("Calls per minute by outcome", """How many calls finish. If there is a gap while
              calls are active, nothing is counted: open Exporter Health.""",
              [(rate(CALLS, "outcome") + " * 60", "{{outcome}}")], "short", style="bars",
              stack="normal", colours=OUTCOMES),
        trend("Calls at once", """How many calls are active at once. A plateau is the limit of
              your engine or provider.""",
              [("sum(ai_agent_calls_active{D})", "active")], step=None, decimals=0),
        trend("Response time", """How long callers wait for an answer; each dot is a call, and a
              click on it opens the transcript. If 95 % rises and 50 % does not, single calls are
              slow: open them.""",
              [(quantile(q, "ai_agent_call_response_latency_seconds", "{L}"), f"{q * 100:.0f} %")
               for q in (0.99, 0.95, 0.5)], "s", exemplars=True),
        trend("How callers feel", """Share of calls in each band of sentiment. If the red part
              grows after a change of prompt or model, undo the change.""",
              [(rate(f'ai_agent_call_sentiment_total{{L,band="{band}"}}'), band) for band in BANDS],
              "short",
              style="bars", stack="percent", colours=BANDS),
        trend("Duration of calls", """Half of all calls are shorter than the lower line, 19 of 20
              are shorter than the upper one. Longer calls without more turns are slow calls.""",
              [(quantile(q, "ai_agent_call_duration_seconds", "{L}"), f"{q * 100:.0f} %")
               for q in (0.95, 0.5)], "s", exemplars=True),
        trend("Turns and interruptions", """Turns in a call, and how often a caller interrupts.
              Many interruptions with few turns mean echo or noise: see false_barge_in in the
              Recommendation Feed.""",
              [(per("ai_agent_call_turns_total{L}", CALLS), "turns a call"),
               (per("ai_agent_call_barge_in_total{L}", CALLS), "interruptions a call")],
              decimals=1),
    ],
)
