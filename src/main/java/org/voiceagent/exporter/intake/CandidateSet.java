package org.voiceagent.exporter.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folders that are not counted: active ones apart from abandoned and refused ones, because
 * there may be many of those and live calls must not pay for them. Used by the intake's thread
 * only.
 */
final class CandidateSet {
  private final int most;
  private final Map<String, Candidate> active = new LinkedHashMap<>();
  private final Map<String, Candidate> resting = new LinkedHashMap<>();

  /**
   * @param most how many are kept; further ones are dropped at once
   */
  CandidateSet(int most) {
    this.most = most;
  }

  Optional<Candidate> find(String name) {
    Candidate found = active.get(name);
    return Optional.ofNullable(found == null ? resting.get(name) : found);
  }

  /** The folder of this name; a new one if there is none. */
  Candidate get(String name) {
    return find(name)
        .orElseGet(
            () -> {
              Candidate fresh = new Candidate();
              if (!isFull()) {
                active.put(name, fresh);
              }
              return fresh;
            });
  }

  /** Moves a folder whose state has changed to where it belongs. */
  void sort(String name, Candidate candidate) {
    boolean goesOn = candidate.state() == Candidate.State.ACTIVE;
    Map<String, Candidate> wrong = goesOn ? resting : active;
    if (wrong.remove(name, candidate)) {
      (goesOn ? active : resting).put(name, candidate);
    }
  }

  void remove(String name) {
    active.remove(name);
    resting.remove(name);
  }

  boolean isFull() {
    return active.size() + resting.size() >= most;
  }

  /** The active ones; not to be changed. */
  Map<String, Candidate> active() {
    return active;
  }

  /** The refused and abandoned ones; not to be changed. */
  Map<String, Candidate> resting() {
    return resting;
  }
}
