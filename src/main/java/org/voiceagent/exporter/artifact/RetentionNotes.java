package org.voiceagent.exporter.artifact;

import java.util.Optional;

/**
 * What a call's summary tells about how long its folder may stay.
 *
 * @param pipeline the pipeline's name as the summary gives it; empty if it gives none
 * @param deletion the call's own deletion settings
 */
public record RetentionNotes(Optional<String> pipeline, DeletionWish deletion) {
  /** Of a call without a readable summary. */
  public static final RetentionNotes NONE = new RetentionNotes(Optional.empty(), DeletionWish.NONE);
}
