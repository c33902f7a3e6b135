package org.voiceagent.exporter.advice.fact;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.ConfigSnapshot;
import org.voiceagent.exporter.call.LabelSet;

/**
 * What answered a call: a pipeline of parts, or one full agent such as {@code openai_realtime}. The
 * two read different keys of the configuration, so advice for one does not help the other.
 *
 * <p>The rules are those of the reference engine: it uses {@code active_pipeline} only while {@code
 * default_provider} is not a full agent, and a call may name its own pipeline.
 *
 * @param kind pipeline, full agent, or unknown
 * @param name the pipeline's or the agent's name; "" if unknown
 * @param provider the provider whose keys applied: the agent, or the one that the call names as
 *     part of its pipeline; "" if none
 * @param missing the names of what is missing; empty unless unknown
 */
public record ServedBy(Kind kind, String name, String provider, List<String> missing) {
  public static final String ACTIVE_PIPELINE = "active_pipeline";
  public static final String DEFAULT_PROVIDER = "default_provider";

  /** The kinds of full agents that the reference engine has. */
  private static final Set<String> AGENTS =
      Set.of("local", "deepgram", "openai_realtime", "google_live", "elevenlabs_agent", "grok");

  /** Words that an engine writes if no pipeline served the call. */
  private static final Set<String> NO_PIPELINE = Set.of("none", "default", "null");

  /** Providers of this kind are parts of a pipeline and cannot serve a call alone. */
  private static final Pattern PART = Pattern.compile(".*_(stt|llm|tts)");

  /** What a call can be served by. */
  public enum Kind {
    PIPELINE,
    FULL_AGENT,
    UNKNOWN
  }

  /** What served calls with these labels, as far as labels and configuration show. */
  public static ServedBy of(LabelSet labels, ConfigSnapshot snapshot) {
    String pipeline = pipeline(labels, snapshot);
    String provider = known(labels.providerId());
    if (pipeline.isEmpty()) {
      return withoutPipeline(provider, snapshot);
    }
    if (provider.equals(pipeline) || !isAgent(provider, snapshot)) {
      return new ServedBy(Kind.PIPELINE, pipeline, provider, List.of());
    }
    return eitherOf(pipeline, provider, snapshot);
  }

  /** Whether a provider of this name can serve a call alone. */
  public static boolean isAgent(String name, ConfigSnapshot snapshot) {
    if (name.isEmpty() || PART.matcher(name).matches()) {
      return false;
    }
    Optional<String> type = snapshot.text("providers." + name + ".type").filter(t -> !t.isBlank());
    return type.map(kind -> kind.equals("full") || AGENTS.contains(kind))
        .orElseGet(() -> AGENTS.contains(name));
  }

  /**
   * Which key of the configuration chose what served the call: {@code active_pipeline}, {@code
   * default_provider}, or {@code other} if the call itself or its context did. Empty if unknown.
   */
  public Optional<String> chosenBy(ConfigSnapshot snapshot) {
    Optional<String> provider = snapshot.text(DEFAULT_PROVIDER);
    return switch (kind) {
      case UNKNOWN -> Optional.empty();
      case FULL_AGENT ->
          provider.map(configured -> configured.equals(name) ? DEFAULT_PROVIDER : "other");
      case PIPELINE -> {
        boolean agentByDefault = provider.filter(name -> isAgent(name, snapshot)).isPresent();
        yield snapshot
            .text(ACTIVE_PIPELINE)
            .map(active -> !agentByDefault && active.equals(name) ? ACTIVE_PIPELINE : "other");
      }
    };
  }

  /** The name if a pipeline served the call, else "". */
  public String pipelineName() {
    return kind == Kind.PIPELINE ? name : "";
  }

  private static ServedBy withoutPipeline(String provider, ConfigSnapshot snapshot) {
    if (provider.isEmpty()) {
      return unknown("provider_id");
    }
    if (isAgent(provider, snapshot)) {
      return new ServedBy(Kind.FULL_AGENT, provider, provider, List.of());
    }
    return snapshot.has("pipelines." + provider)
        ? new ServedBy(Kind.PIPELINE, provider, "", List.of())
        : unknown("pipeline_name");
  }

  /** The call names a pipeline and a full agent; at most one of them served it. */
  private static ServedBy eitherOf(String pipeline, String agent, ConfigSnapshot snapshot) {
    String active = snapshot.text(ACTIVE_PIPELINE).orElse("");
    String byDefault = snapshot.text(DEFAULT_PROVIDER).orElse("");
    boolean agentByDefault = isAgent(byDefault, snapshot);
    if (!agentByDefault || !active.equals(pipeline)) {
      return new ServedBy(Kind.PIPELINE, pipeline, "", List.of());
    }
    return byDefault.equals(agent)
        ? new ServedBy(Kind.FULL_AGENT, agent, agent, List.of())
        : unknown("whether pipeline_name or provider_id served the call");
  }

  private static ServedBy unknown(String missing) {
    return new ServedBy(Kind.UNKNOWN, "", "", List.of(missing));
  }

  private static String pipeline(LabelSet labels, ConfigSnapshot snapshot) {
    String name = known(labels.pipelineName());
    return NO_PIPELINE.contains(name.toLowerCase(Locale.ROOT)) && !snapshot.has("pipelines." + name)
        ? ""
        : name;
  }

  private static String known(String label) {
    return label.equals(LabelSet.UNKNOWN) ? "" : label;
  }
}
