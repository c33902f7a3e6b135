package org.voiceagent.exporter.redaction;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;

/**
 * Replaces what may identify a person or open a door, written or spoken, by a placeholder that says
 * what it was, such as {@code [CARD]}; {@code docs/redaction.md} says what is found and what is
 * not. Redacting what was redacted changes nothing.
 *
 * <p>Immutable and thread-safe. The time it takes is linear in the length of the text; each text
 * has a budget of work beyond that, and is withheld as a whole when that is spent.
 */
public final class Redactor {
  private static final Redactor STRICT = of(RedactionSettings.everything());

  private final Optional<Prepared> detectors;
  private final Consumer<String> onMatch;
  private final BooleanSupplier unwanted;

  private static final Redactor OFF = new Redactor(Optional.empty(), category -> {}, () -> false);

  private Redactor(
      Optional<Prepared> detectors, Consumer<String> onMatch, BooleanSupplier unwanted) {
    this.detectors = detectors;
    this.onMatch = onMatch;
    this.unwanted = unwanted;
  }

  /** The redactor with everything that is built in. */
  public static Redactor strict() {
    return STRICT;
  }

  /** The redactor with what an operator set. */
  public static Redactor of(RedactionSettings settings) {
    return new Redactor(Optional.of(new Prepared(settings)), category -> {}, () -> false);
  }

  /** The redactor that leaves every text as it is, for operators who want that. */
  public static Redactor off() {
    return OFF;
  }

  /** Whether it takes anything out at all. */
  public boolean active() {
    return detectors.isPresent();
  }

  /**
   * The same, which also tells what it takes out.
   *
   * @param onMatch gets the category's word of each hit; called from every thread that redacts
   */
  public Redactor counting(Consumer<String> onMatch) {
    return new Redactor(detectors, onMatch, unwanted);
  }

  /**
   * The same, which ends early with {@link RedactionCancelled} when nobody wants the result any
   * more. It does so at an interrupt of its thread, too; the interrupt stays set.
   *
   * @param unwanted asked every few thousand steps by the thread that redacts; must be quick
   */
  public Redactor stoppingWhen(BooleanSupplier unwanted) {
    return new Redactor(detectors, onMatch, unwanted);
  }

  /**
   * Takes out what shows in one text alone.
   *
   * @param text any text, of any length; not null
   * @throws RedactionCancelled if the thread is interrupted, or the result no longer wanted
   */
  public Redacted redact(String text) {
    return redactDialogue(List.of(new Utterance(Speaker.CALLER, text))).get(0);
  }

  /**
   * Takes out what shows in each text, and what only shows in all of them: a number read out in
   * pieces, one that the other side reads back, an answer to a question for something personal.
   *
   * @param utterances in the order they were said
   * @return as many, in the same order; a text that would take too long is one hit as a whole
   * @throws RedactionCancelled if the thread is interrupted, or the result no longer wanted
   */
  public List<Redacted> redactDialogue(List<Utterance> utterances) {
    if (detectors.isEmpty()) {
      return utterances.stream().map(said -> new Redacted(said.text(), List.of())).toList();
    }
    List<Redacted> redacted =
        DialogueRedaction.redact(utterances, detectors.get().detectors(), unwanted);
    redacted.forEach(one -> one.matches().forEach(match -> onMatch.accept(match.category())));
    return redacted;
  }

  /**
   * Detectors that are made when they are first needed: that takes longer than a quick start may.
   */
  private static final class Prepared {
    private final RedactionSettings settings;
    private Optional<Detectors> made = Optional.empty();

    Prepared(RedactionSettings settings) {
      this.settings = settings;
    }

    synchronized Detectors detectors() {
      if (made.isEmpty()) {
        made = Optional.of(new Detectors(settings));
      }
      return made.get();
    }
  }
}
