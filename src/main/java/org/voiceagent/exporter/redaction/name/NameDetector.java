package org.voiceagent.exporter.redaction.name;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.name.NameReader.Name;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Interjection;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.SpelledLetter;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.Topic;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Finds names: where someone gives one ("my name is", "this is ... speaking"), in answer to a
 * question, spelled, and given names wherever they stand. A name that was found once is found
 * wherever it is said. The phrases are in {@code name-cues.txt}. Thread-safe.
 */
public final class NameDetector {
  /** What a phrase says about the words beside it: the sections of {@code name-cues.txt}. */
  private enum Phrase {
    SURE,
    TITLE,
    PERSON,
    ACQUAINTED,
    LIKELY,
    PAYING,
    INTRODUCING,
    CLOSING,
    ASKS
  }

  private static final CuePhrases<Phrase> PHRASES = CuePhrases.read("name-cues.txt", Phrase.class);

  /** "The doctor", "my doctor": no title. */
  private static final Set<String> BEFORE_ROLE =
      WordList.of("the a an my your our his her their i you to we they this that any which no");

  private static final Set<String> ROLES = Set.of("doctor", "miss", "professor", "sir", "rabbi");

  private static final Set<String> GREETINGS =
      WordList.of("hi hello hey morning afternoon evening there again");

  /** Words with which a caller continues after the name. */
  private static final Set<String> AFTER_INTRODUCTION =
      Set.of("", "i'm", "i\u2019m", "i", "calling", "here", "from", "and", "can", "could");

  private static final Set<String> AFTER_SPEAKER =
      Set.of("speaking", "calling", "here", "from", "with");

  /** Words that may follow a name in an answer. */
  private static final Set<String> AFTER_ANSWER =
      WordList.of(
          "and that's spelled spelt with speaking you please the born date phone yes"
              + " thanks january february march april may june july august september october"
              + " november december jan feb mar apr jun jul aug sep oct nov dec first second"
              + " third is i it's my from");

  /** How many tokens after the word for the payment its receiver may be. */
  private static final int FURTHEST_PAYEE = 14;

  private static final int LONGEST_ANSWER = 16;

  private NameDetector() {}

  public static void detect(List<Segment> segments) {
    KnownNames known = new KnownNames();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      PHRASES.each(
          segment,
          (phrase, first, next) ->
              beside(segment, phrase, first, next).ifPresent(n -> mark(segment, n, known)));
      boolean isAsked = isAsked(segments, i);
      if (isAsked) {
        answer(segment).ifPresent(name -> mark(segment, name, known));
      }
      for (Name name : UnannouncedNames.in(segment, isAsked && isShort(segment))) {
        mark(segment, name, known);
      }
    }
    segments.forEach(known::markIn);
  }

  private static Optional<Name> beside(Segment segment, Phrase phrase, int first, int next) {
    return switch (phrase) {
      case SURE -> following(segment, next, NameEvidence.AMBIGUOUS);
      case TITLE ->
          isRole(segment, first)
              ? Optional.empty()
              : following(segment, next, NameEvidence.AMBIGUOUS);
      case PERSON -> following(segment, next, NameEvidence.UNKNOWN);
      case ACQUAINTED -> following(segment, next, NameEvidence.AMBIGUOUS_GIVEN);
      case LIKELY ->
          isExample(segment, first)
              ? Optional.empty()
              : following(segment, next, NameEvidence.UNKNOWN)
                  .filter(
                      name ->
                          name.evidence().isAtLeast(NameEvidence.FAMILY)
                              || isSpeaker(segment, next, name));
      case INTRODUCING ->
          following(segment, next, NameEvidence.UNKNOWN)
              .filter(name -> isIntroduced(segment, first, name));
      case CLOSING ->
          NameReader.before(segment, first)
              .filter(
                  name ->
                      name.evidence()
                          .isAtLeast(
                              segment.beginsWith(name.start())
                                  ? NameEvidence.UNKNOWN
                                  : NameEvidence.FAMILY));
      case PAYING -> payee(segment, next);
      case ASKS -> Optional.empty();
    };
  }

  /** "The doctor said": a role instead of a title. */
  private static boolean isRole(Segment segment, int first) {
    return first > 0
        && ROLES.contains(segment.tokens().get(first).word())
        && BEFORE_ROLE.contains(segment.tokens().get(first - 1).word());
  }

  /** "Send 50 dollars from my savings account to Grace". */
  private static Optional<Name> payee(Segment segment, int next) {
    List<Token> tokens = segment.tokens();
    for (int i = next; i < Math.min(tokens.size() - 1, next + FURTHEST_PAYEE); i++) {
      if (tokens.get(i).word().equals("to")) {
        Optional<Name> name = following(segment, i + 1, NameEvidence.FAMILY);
        if (name.isPresent()) {
          return name;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Name> following(Segment segment, int next, NameEvidence least) {
    return NameReader.after(segment, next)
        .filter(name -> name.evidence().isAtLeast(least))
        .filter(
            name ->
                least == NameEvidence.AMBIGUOUS
                    || (!name.words().isEmpty() && !NamedThings.isThing(segment, name)));
  }

  /** "This is Quillonby calling". */
  private static boolean isSpeaker(Segment segment, int next, Name name) {
    return segment.tokens().get(next - 1).word().endsWith("is")
        && AFTER_SPEAKER.contains(segment.wordAfter(name.end()));
  }

  /** "Hello, I'm Quillonby": after a greeting, any word that a name may be. */
  private static boolean isIntroduced(Segment segment, int first, Name name) {
    List<Token> tokens = segment.tokens();
    int before = first - 1;
    while (before >= 0 && tokens.get(before).kind() == Token.Kind.SIGN) {
      before--;
    }
    if (before < 0 || !GREETINGS.contains(tokens.get(before).word()) || name.words().isEmpty()) {
      return false;
    }
    String word = name.words().get(0).word();
    return !word.endsWith("ing")
        && !word.endsWith("ed")
        && AFTER_INTRODUCTION.contains(segment.wordAfter(name.end()));
  }

  /** "M for Mike" spells a letter. */
  private static boolean isExample(Segment segment, int first) {
    return first > 0
        && segment.tokens().get(first - 1).isLetter()
        && SpelledLetter.at(segment.tokens(), first - 1)
            .filter(letter -> letter.last() > first - 1)
            .isPresent();
  }

  /** Whether the other side asked for a name right before. */
  private static boolean isAsked(List<Segment> segments, int i) {
    return (i > 0 && asks(segments.get(i - 1)))
        || (i > 2 && Interjection.is(segments.get(i - 1)) && asks(segments.get(i - 3)));
  }

  private static boolean asks(Segment segment) {
    return segment.cues().stream().anyMatch(cue -> cue.topic() == Topic.NAME)
        || PHRASES.isIn(segment, Phrase.ASKS);
  }

  /** The name that a whole segment gives in answer to a question. */
  private static Optional<Name> answer(Segment segment) {
    return isShort(segment)
        ? NameReader.at(segment, NameReader.skip(segment, 0, 8))
            .filter(name -> name.evidence().isAtLeast(NameEvidence.AMBIGUOUS))
            .filter(name -> name.evidence() != NameEvidence.CAPITAL)
            .filter(name -> isWhole(segment, name))
        : Optional.empty();
  }

  private static boolean isShort(Segment segment) {
    return segment.tokens().stream()
            .limit(LONGEST_ANSWER * 4)
            .filter(token -> token.kind() == Token.Kind.WORD && token.word().length() > 1)
            .count()
        <= LONGEST_ANSWER;
  }

  /** Whether only words follow that may follow a name. */
  private static boolean isWhole(Segment segment, Name name) {
    int next = segment.tokenAt(name.end());
    boolean sign =
        next < segment.tokens().size() && segment.tokens().get(next).kind() == Token.Kind.SIGN;
    int first = segment.tokenAt(name.start());
    String before = first > 0 ? segment.tokens().get(first - 1).word() : "";
    String after = segment.wordAfter(name.end());
    return !before.equals("the")
        && !before.equals("my")
        && (sign
            || after.isEmpty()
            || AFTER_ANSWER.contains(after)
            || Character.isDigit(after.charAt(0))
            || name.evidence().isAtLeast(NameEvidence.FAMILY));
  }

  private static void mark(Segment segment, Name name, KnownNames known) {
    segment.add(
        DetectedSpan.match(Category.NAME, DetectedSpan.BY_CONTEXT, name.start(), name.end()));
    known.add(name);
  }
}
