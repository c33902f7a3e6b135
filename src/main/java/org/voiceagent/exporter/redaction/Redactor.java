package org.voiceagent.exporter.redaction;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.voiceagent.exporter.call.Speaker;
import org.voiceagent.exporter.redaction.text.RedactionCancelled;

/**
 * Replaces data that may identify a person or grant access, written or spoken, by a placeholder
 * that names its kind, such as {@code [CARD]}. {@code docs/redaction.md} lists what is found and
 * what is not. Redacting a redacted text again does not change it.
 *
 * <p>Immutable and thread-safe. The time is linear in the length of the text. Each text has a work
 * budget, and is withheld as a whole if it exceeds the budget.
 *
 * <p>Example: {@code Redactor.strict().redact("call 0171 1234567").text()} is {@code "call
 * [PHONE]"}.
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

  /** The redactor with an operator's settings. */
  public static Redactor of(RedactionSettings settings) {
    return new Redactor(Optional.of(new Prepared(settings)), category -> {}, () -> false);
  }

  /** The redactor that leaves every text unchanged. */
  public static Redactor off() {
    return OFF;
  }

  /** Whether it removes anything at all. */
  public boolean active() {
    return detectors.isPresent();
  }

  /**
   * The same redactor, which also reports each match.
   *
   * @param onMatch receives the category's label of each match; called from every thread that
   *     redacts
   */
  public Redactor counting(Consumer<String> onMatch) {
    return new Redactor(detectors, onMatch, unwanted);
  }

  /**
   * The same redactor, which ends early with {@link RedactionCancelled} if the result is no longer
   * wanted. It also ends if its thread is interrupted; the interrupt stays set.
   *
   * @param unwanted asked every few thousand steps by the thread that redacts; must be quick
   */
  public Redactor stoppingWhen(BooleanSupplier unwanted) {
    return new Redactor(detectors, onMatch, unwanted);
  }

  /**
   * Redacts one text by itself.
   *
   * @param text any text, of any length; not null
   * @throws RedactionCancelled if the thread is interrupted, or the result is no longer wanted
   */
  public Redacted redact(String text) {
    return redactDialogue(List.of(new Utterance(Speaker.CALLER, text))).get(0);
  }

  /**
   * Redacts each text, also by what only the whole conversation reveals: a number read out in
   * pieces, a number repeated by the other speaker, or the answer to a question for personal data.
   *
   * @param utterances in the order in which they were said
   * @return one result for each utterance, in the same order; a text that exceeds its budget is one
   *     match as a whole
   * @throws RedactionCancelled if the thread is interrupted, or the result is no longer wanted
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

  /** Creates the detectors when they are first needed, because that would delay the start. */
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
