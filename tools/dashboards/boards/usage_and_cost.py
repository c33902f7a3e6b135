"""What calls use and what they cost."""

from dashboard import dashboard
from panels import bars, column, row, stat, table, trend
from promql import STACK, per, rate, share

CALLS = "ai_agent_calls_total{L}"
MINUTES = "ai_agent_call_duration_seconds_sum{L}"
COST = 'ai_agent_call_cost_total{L,component="total"}'
PARTS = 'ai_agent_call_cost_total{L,component!="total"}'
TOKENS = "ai_agent_call_tokens_total{L}"
CACHE = "ai_agent_call_cache_requests_total{L}"
RESOLVED = 'ai_agent_call_resolved_total{L,resolved="true"}'


def kind(name):
    return f'ai_agent_call_tokens_total{{L,kind="{name}"}}'


def cost_per(whole, labels="", window="R"):
    """The cost of one of something, apart for each currency, because amounts of two do not add up."""
    names = f"{labels}, currency" if labels else "currency"
    group = f"on ({labels}) group_left ()" if labels else "on () group_left ()"
    by = f" by ({labels})" if labels else ""
    return (
        f"sum by ({names}) (increase({COST}[{window}]))"
        f" / {group} (sum{by} (increase({whole}[{window}])) > 0)"
    )


BOARD = dashboard(
    "voice-agent-usage-and-cost",
    "Voice agent / Usage and Cost",
    "Tokens, speech, cache and money: what calls use and what they cost, by pipeline and part.",
    [
        stat("Cost", """What the calls of the chosen time cost, as far as they say so. Compare it with
             the vendors' bills: report cost lists what has no price.""",
             f"sum by (currency) (increase({COST}[T]))", "none", decimals=2, w=6,
             legend="{{currency}}"),
        stat("Cost of a call", "Mean cost of a call in the chosen time, over all calls counted.",
             cost_per(CALLS, window="T"), "none", decimals=3, w=6, legend="{{currency}}"),
        stat("Cost of a minute", """Mean cost of a minute of call in the chosen time. It lets you
             compare calls of different length.""",
             f"60 * ({cost_per(MINUTES, window='T')})", "none", decimals=3, w=6,
             legend="{{currency}}"),
        stat("Cost of a resolved call", """All cost of the chosen time for each call whose request
             was resolved: what success costs.""",
             cost_per(RESOLVED, window="T"), "none", decimals=3, w=6, legend="{{currency}}"),
        table("Cost side by side", """All combinations that cost something in the chosen time. A
              cheap model that needs longer calls is not cheap: compare the cost of a call.""",
              {"pipeline_name": "Pipeline", "provider_id": "Provider", "model_variant": "Model",
               "currency": "Currency"},
              [column("Cost", f"sum by ({STACK}, currency) (increase({COST}[T])) > 0", "none", 100,
                      sort=True, decimals=2),
               column("Cost a call", cost_per(CALLS, STACK, "T"), "none", 110, decimals=3),
               column("Cost a minute", f"60 * ({cost_per(MINUTES, STACK, 'T')})", "none", 120,
                      decimals=3)],
              h=8),
        row("Money"),
        trend("Cost of a call by pipeline", """If it jumps, look at the parts beside: longer calls
              raise all of them, a new model or a longer prompt raises that of the language
              model.""",
              [(cost_per(CALLS, "pipeline_name"), "{{pipeline_name}} {{currency}}")], "none",
              decimals=3),
        trend("Cost an hour by part", """Where the money goes: language model (llm), recognition
              (stt), speech (tts), transport and platform. Calls that give only a total are not
              included.""",
              [(f"sum by (component, currency) (rate({PARTS}[R])) * 3600",
                "{{component}} {{currency}}")], "none", style="bars", stack="normal", decimals=2),
        row("Tokens"),
        trend("Tokens a call by kind", """Mean number of tokens. Cached input is a part of the
              input, and reasoning is a part of the output: do not add them up.""",
              [(f"sum by (kind) (rate({TOKENS}[R])) / on () group_left () "
                f"(sum (rate({CALLS}[R])) > 0)", "{{kind}}")], "short"),
        trend("Input from the provider's cache", """Share of the input tokens that the provider had
              cached, which costs a fraction. It falls when the beginning of the prompt changes
              from call to call.""",
              [(per(kind("cached_input"), kind("input"), "model_variant"), "{{model_variant}}")],
              "percentunit", most=1),
        row("Speech and cache"),
        trend("Characters spoken a minute of call", """What speech synthesis is billed by. A
              wordy agent costs more and answers later.""",
              [(f"60 * ({per('ai_agent_call_tts_characters_total{L}', MINUTES, 'pipeline_name')})",
                "{{pipeline_name}}")], "short", w=8),
        trend("Speech recognised", """Seconds of audio that were transcribed in each second. Compare
              it with the vendor's bill.""",
              [(rate("ai_agent_call_stt_seconds_total{L}", "pipeline_name"), "{{pipeline_name}}")],
              "s", w=8),
        trend("Hit rate of the engine's own cache", """Share of answers that the engine found in its
              cache. A low rate on repeated questions is a cache that is too small or keyed too
              narrowly.""",
              [(share('ai_agent_call_cache_requests_total{L,result="hit"}', CACHE,
                      "pipeline_name"), "{{pipeline_name}}")], "percentunit", w=8, most=1),
        bars("Cost by part, in the chosen time", """The longest bar is where a cheaper provider or a
             shorter prompt saves most.""",
             f"sum by (component, currency) (increase({PARTS}[T]))", "{{component}} {{currency}}",
             "none", w=12, h=6, decimals=2),
        bars("Without a price", """Calls of the chosen time with a part that was used and whose cost
             is not known. Add its price to prices.yml, or the bill is higher than these panels.""",
             "round(sum by (component) (increase(ai_agent_call_unpriced_total{L}[T]))) > 0",
             "{{component}}", "short", w=12, h=6),
    ],
    since="now-24h",
)
