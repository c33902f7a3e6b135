package org.voiceagent.exporter.call;

/**
 * The labels every fleet series carries: which pipeline, provider and model served the call. Values
 * are clean: never blank ({@code unknown} instead), at most 128 characters, no control characters.
 *
 * @param pipelineName the engine's pipeline, or {@code unknown}
 * @param providerId the provider, or {@code unknown}
 * @param modelVariant the model, or {@code unknown}
 */
public record LabelSet(String pipelineName, String providerId, String modelVariant) {
  /** The value where an engine gave none. */
  public static final String UNKNOWN = "unknown";

  /** The value for all those beyond the limit of distinct values. */
  public static final String OTHER = "other";

  private static final int LONGEST = 128;

  /** Cleans all three values. */
  public LabelSet {
    pipelineName = clean(pipelineName);
    providerId = clean(providerId);
    modelVariant = clean(modelVariant);
  }

  /** The label set for all those beyond the limit. */
  public static LabelSet folded() {
    return new LabelSet(OTHER, OTHER, OTHER);
  }

  /** Returns the text as a label value: trimmed, control characters dropped, cut, never blank. */
  public static String clean(String text) {
    if (isClean(text)) {
      return text;
    }
    StringBuilder kept = new StringBuilder(Math.min(text.length(), LONGEST));
    text.strip()
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && !isLoneSurrogate(c))
        .limit(LONGEST)
        .forEach(kept::appendCodePoint);
    String value = kept.toString().strip();
    return value.isEmpty() ? UNKNOWN : value;
  }

  /** Most names are plain ASCII, and are asked for with every call. */
  private static boolean isClean(String text) {
    int length = text.length();
    if (length == 0
        || length > LONGEST
        || text.charAt(0) == ' '
        || text.charAt(length - 1) == ' ') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** A lone surrogate cannot be written as UTF-8, so a page that held one would be broken. */
  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
