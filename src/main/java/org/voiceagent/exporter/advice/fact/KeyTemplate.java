package org.voiceagent.exporter.advice.fact;

import java.util.List;
import java.util.regex.Pattern;
import org.voiceagent.exporter.call.LabelSet;

/**
 * A dotted key of the engine's configuration in which {@code {provider_id}} and {@code
 * {pipeline_name}} stand for the call's own: {@code providers.{provider_id}.target_encoding}.
 */
public final class KeyTemplate {
  /** A placeholder, as a regular expression. */
  public static final String PLACEHOLDER = "\\{(?:provider_id|pipeline_name)\\}";

  /** Names that can be part of a key; one with a dot would be two parts. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private KeyTemplate() {}

  /**
   * The key for what served a call. A pipeline reads no settings of a full agent, and a full agent
   * reads none of a pipeline. A placeholder stays if its name is unknown or cannot be part of a
   * key.
   */
  public static String filled(String template, ServedBy servedBy) {
    return filled(template, servedBy.provider(), servedBy.pipelineName());
  }

  /** The key for the names that a call gives, even if they did not serve it. */
  public static String filled(String template, LabelSet labels) {
    return filled(template, labels.providerId(), labels.pipelineName());
  }

  private static String filled(String template, String provider, String pipeline) {
    if (template.indexOf('{') < 0) {
      return template;
    }
    return with(with(template, "{provider_id}", provider), "{pipeline_name}", pipeline);
  }

  /** The names of the placeholders that are left. */
  public static List<String> left(String key) {
    return List.of("provider_id", "pipeline_name").stream()
        .filter(name -> key.contains("{" + name + "}"))
        .toList();
  }

  /** Whether a key may have been made from a template. */
  public static boolean matches(String template, String key) {
    return template.indexOf('{') < 0
        ? template.equals(key)
        : Pattern.matches(
            template.replace(".", "\\.").replaceAll(PLACEHOLDER, NAME.pattern()), key);
  }

  private static String with(String template, String placeholder, String name) {
    boolean usable = !name.equals(LabelSet.UNKNOWN) && NAME.matcher(name).matches();
    return usable ? template.replace(placeholder, name) : template;
  }
}
