package org.voiceagent.exporter.intake;

import java.util.List;
import org.voiceagent.exporter.call.RestingCall;

/**
 * The folders whose calls are not counted and, as they stand, will not be.
 *
 * @param newestFirst those that were abandoned or refused last, at most 200, the last one first
 * @param total how many there are
 */
public record Resting(List<RestingCall> newestFirst, int total) {
  /** None. */
  public static final Resting NONE = new Resting(List.of(), 0);
}
