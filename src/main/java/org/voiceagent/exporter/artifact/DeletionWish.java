package org.voiceagent.exporter.artifact;

import java.time.Instant;
import java.util.Optional;

/**
 * What a call's own summary says of when it is to be deleted, in the form of ElevenLabs' deletion
 * settings.
 *
 * @param wanted whether its transcript and personal data shall go at all
 * @param at when; empty for as soon as it is counted
 */
public record DeletionWish(boolean wanted, Optional<Instant> at) {
  /** Nothing is said, so the policy alone decides. */
  public static final DeletionWish NONE = new DeletionWish(false, Optional.empty());
}
