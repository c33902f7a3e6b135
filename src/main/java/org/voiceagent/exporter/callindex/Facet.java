package org.voiceagent.exporter.callindex;

import java.util.Locale;

/** Something of which every call has one value, or several, so that calls are counted by it. */
public enum Facet {
  PIPELINE_NAME,
  PROVIDER_ID,
  MODEL_VARIANT,
  OUTCOME,
  /** The band of the caller's sentiment, or {@link #UNKNOWN}. */
  SENTIMENT,
  END_REASON,
  /**
   * The keys of the rules that gave advice. {@link #ANY} stands for all calls with advice, and
   * {@link #NONE} for all others.
   */
  ADVICE;

  /** The value of a call whose sentiment is not known. */
  public static final String UNKNOWN = "unknown";

  /** The value of {@link #ADVICE} that every call with advice has. */
  public static final String ANY = "any";

  /** The value of {@link #ADVICE} that every call without advice has. */
  public static final String NONE = "none";

  /** The name of its parameter in addresses. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
