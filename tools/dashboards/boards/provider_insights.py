"""Which pipeline, provider and model performs best."""

from dashboard import dashboard
from panels import bars, column, heatmap, row, table, trend
from promql import STACK, per, quantile, rate, share

CALLS = "ai_agent_calls_total{L}"
RESPONSES = "ai_agent_call_response_latency_seconds"
COMPONENTS = "ai_agent_call_component_latency_seconds"
SENTIMENT = "ai_agent_call_sentiment_total{L}"
NEGATIVE = 'ai_agent_call_sentiment_total{L,band=~".*negative"}'
LABELS = {"pipeline_name": "Pipeline", "provider_id": "Provider", "model_variant": "Model"}


def within(seconds, labels):
    """Share of answers that begin in time; the bound must be one of the buckets."""
    return share(f'{RESPONSES}_bucket{{L,le="{seconds}"}}', f"{RESPONSES}_count{{L}}", labels)


BOARD = dashboard(
    "voice-agent-provider-insights",
    "Voice agent / Provider/Pipeline Insights",
    "Volume, latency by stage, sentiment and reliability of each pipeline, provider and model.",
    [
        table("Side by side", """All combinations that took calls in the chosen time; percentages
              from five calls on. Compare rows with some dozens of calls each. /feedback/effects
              judges what a change of the configuration did.""",
              LABELS,
              [column("Calls", f"round(sum by ({STACK}) (increase({CALLS}[T]))) > 0", "short", 80,
                      sort=True),
               column("Errors", share('ai_agent_calls_total{L,outcome="error"}', CALLS, STACK, "T"),
                      "percentunit", 80, limits={None: "text", 0.1: "orange", 0.5: "red"},
                      decimals=1),
               column("Response 50 %", quantile(0.5, RESPONSES, "{L}", STACK, "T"), "s", 125,
                      decimals=2),
               column("Response 95 %", quantile(0.95, RESPONSES, "{L}", STACK, "T"), "s", 125,
                      decimals=2),
               column("Unhappy", share(NEGATIVE, SENTIMENT, STACK, "T"), "percentunit", 90,
                      decimals=1),
               column("Fallbacks a call", share("ai_agent_call_fallback_total{L}", CALLS, STACK,
                                                "T"), "percentunit", 130, decimals=1),
               column("Duration", per("ai_agent_call_duration_seconds_sum{L}",
                                      "ai_agent_call_duration_seconds_count{L}", STACK, "T"), "s",
                      95, decimals=0),
               column("Turns", per("ai_agent_call_turns_total{L}", CALLS, STACK, "T"), "none", 75,
                      decimals=1)],
              h=9),
        row("Volume"),
        trend("Calls per minute by provider", """Who serves the calls. A provider that vanishes
              was switched off, or fails before a call begins.""",
              [(rate(CALLS, "provider_id") + " * 60", "{{provider_id}}")], "short", w=8,
              style="bars", stack="normal"),
        trend("Calls per minute by pipeline", """How calls are spread over pipelines. Check it after
              each change of active_pipeline.""",
              [(rate(CALLS, "pipeline_name") + " * 60", "{{pipeline_name}}")], "short", w=8,
              style="bars", stack="normal"),
        trend("Calls per minute by model", """How calls are spread over models. `other` means
              that there are more names than the daemon distinguishes: see Exporter Health.""",
              [(rate(CALLS, "model_variant") + " * 60", "{{model_variant}}")], "short", w=8,
              style="bars", stack="normal"),
        row("Latency"),
        heatmap("Response time, all answers", """Each column is a point in time, each cell shows
                how many answers took that long; dots are calls and link to their transcripts.
                Two dark bands are two kinds of calls: filter by provider to separate them.""",
                f"sum by (le) (increase({RESPONSES}_bucket{{L}}[R]))"),
        trend("Response time by provider, 95 %", """19 of 20 answers of a provider begin sooner.
              A dot is a call; click it to open the transcript. Compare each provider with its
              own limit in thresholds.latency_ms of exporter.yml.""",
              [(quantile(0.95, RESPONSES, "{L}", "provider_id"), "{{provider_id}}")], "s",
              exemplars=True),
        trend("Where the time goes, 95 %", """Latency of speech recognition (stt), language model
              (llm) and speech synthesis (tts). Change the slowest first. Providers that do
              everything in one step are not included.""",
              [(quantile(0.95, COMPONENTS, "{L}", "component"), "{{component}}")], "s",
              exemplars=True),
        trend("Language model by model, mean", """Mean latency of the language model. A longer
              prompt or a larger max_tokens shows here first.""",
              [(per(f'{COMPONENTS}_sum{{L,component="llm"}}',
                    f'{COMPONENTS}_count{{L,component="llm"}}', "model_variant"),
                "{{model_variant}}")], "s"),
        bars("Mean of each stage by pipeline", """Stages of each pipeline, in the chosen time. The
             longest bar of a pipeline is where a faster provider helps most.""",
             per(COMPONENTS + "_sum{L}", COMPONENTS + "_count{L}", "pipeline_name, component", "T"),
             "{{pipeline_name}} {{component}}", "s", w=12, decimals=2),
        trend("Answers within 1.5 s by pipeline", """A pause of more than 1.5 s makes callers
              repeat themselves. If the share falls, follow the advice on slow answers.""",
              [(within("1.5", "pipeline_name"), "{{pipeline_name}}")], "percentunit", most=1),
        row("How callers feel"),
        trend("Unhappy callers by model", """Share of calls with a sentiment of -0.2 or less,
              among those with a score, from five on. A model that stands out over some dozens of
              calls is worth replacing.""",
              [(share(NEGATIVE, SENTIMENT, "model_variant"), "{{model_variant}}")], "percentunit",
              most=1),
        bars("Unhappy callers by model, in the chosen time", """The same as one number. Read some
             transcripts of the longest bar before you judge: the reason for the call matters more
             than the model.""",
             share(NEGATIVE, SENTIMENT, "model_variant", "T"), "{{model_variant}}", "percentunit",
             w=12, decimals=1),
        row("Calls themselves"),
        trend("Duration by pipeline, 50 %", """Half of a pipeline's calls are shorter. Longer
              calls with the same number of turns are slow answers.""",
              [(quantile(0.5, "ai_agent_call_duration_seconds", "{L}", "pipeline_name"),
                "{{pipeline_name}}")], "s", exemplars=True),
        trend("Interruptions a turn by provider", """How often callers interrupt. Above 0.5, the
              agent mistakes echo or noise for speech: raise barge_in.energy_threshold or
              turn_detection.threshold.""",
              [(per("ai_agent_call_barge_in_total{L}", "ai_agent_call_turns_total{L}",
                    "provider_id"), "{{provider_id}}")], "none",
              limits={None: "green", 0.5: "orange"}, decimals=2),
    ],
)
