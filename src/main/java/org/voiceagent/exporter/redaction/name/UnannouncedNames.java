package org.voiceagent.exporter.redaction.name;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.voiceagent.exporter.redaction.name.NameReader.Name;
import org.voiceagent.exporter.redaction.name.PersonNames.Kind;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.WordList;

/**
 * Finds names that no phrase announces: a given name with a family name, a given name that does
 * something or has something, and in an answer every name that is nothing else. A place that a ride
 * goes to stays.
 */
final class UnannouncedNames {
  /** Words before a name as a subject. */
  private static final Set<String> AUXILIARIES =
      WordList.of(
          "did does didn't doesn't has hasn't if when because while until that's okay"
              + " alright right");

  private static final Set<String> PRESENT =
      WordList.of("there in available around free about out back");

  /** What people do in calls. */
  private static final Set<String> ACTS =
      WordList.of(
          "is isn't was wasn't has had hasn't did didn't does doesn't will won't would can can't"
              + " could said says told tells called calls explained promised sent gave asked"
              + " helped came left works wants needs thinks thought booked fixed signed mentioned"
              + " there again");

  /** Words before places, films and the like rather than people. */
  private static final Set<String> BEFORE_THINGS =
      WordList.of(
          "in to from at near around of into through via play watch see movie film called named"
              + " or about hear");

  /** Words before a place, even in an answer: "I'm calling from an office in Lafayette". */
  private static final Set<String> BEFORE_PLACES = WordList.of("in at near around");

  /** Words before "to" and a destination, such as "Willard Hicks". */
  private static final Set<String> RIDES =
      WordList.of("cab cabs taxi taxis ride rides headed heading trip");

  /** How many tokens after the word for the ride its destination may be. */
  private static final int FURTHEST_DESTINATION = 10;

  /** So many tokens show in which language a segment is. */
  private static final int LONGEST_LOOK = 60;

  private UnannouncedNames() {}

  /**
   * The names in a segment, in order.
   *
   * @param answers whether the other side asked for one
   */
  static List<Name> in(Segment segment, boolean answers) {
    List<Name> names = new ArrayList<>();
    int i = 0;
    while (i < segment.tokens().size()) {
      Optional<Name> name = at(segment, i, answers);
      name.ifPresent(names::add);
      i = Math.max(i + 1, name.map(found -> segment.tokenAt(found.end())).orElse(0));
    }
    return names;
  }

  private static Optional<Name> at(Segment segment, int first, boolean answers) {
    return NamedThings.mayBegin(segment, first)
        ? NameReader.at(segment, first)
            .filter(name -> !name.words().isEmpty())
            .filter(name -> isPerson(segment, first, name, answers))
            .filter(name -> !NamedThings.isThing(segment, name))
        : Optional.empty();
  }

  private static boolean isPerson(Segment segment, int first, Name name, boolean answers) {
    Kind kind = NameEvidence.kind(name.words().get(0));
    if (isDestination(segment, first) && !hasSomething(segment, name)) {
      return false;
    }
    if (isFullName(segment, name)) {
      return true;
    }
    if (answers
        && !isAfter(segment, first, BEFORE_PLACES)
        && (kind == Kind.GIVEN || kind == Kind.FAMILY)) {
      return true;
    }
    if (kind == Kind.GIVEN
        && isInSmallLetters(segment, first)
        && segment.vocabulary().isEmpty()
        && !isForeign(segment)) {
      return true;
    }
    return (kind == Kind.GIVEN && (isActing(segment, first, name) || hasSomething(segment, name)))
        || (kind.mayBeName() && isThere(segment, first, name));
  }

  /** A given name with a family name; in another language than English, with a known one. */
  private static boolean isFullName(Segment segment, Name name) {
    List<Token> words = name.words().stream().filter(word -> !NameReader.isParticle(word)).toList();
    if (words.size() < 2) {
      return false;
    }
    Kind last = NameEvidence.kind(words.get(1));
    boolean known = last == Kind.FAMILY || last == Kind.GIVEN;
    return switch (NameEvidence.kind(words.get(0))) {
      case GIVEN -> known || !isForeign(segment);
      case GIVEN_OR_WORD -> last == Kind.FAMILY && !isForeign(segment);
      default -> isFamilyFirst(segment, name);
    };
  }

  private static boolean isForeign(Segment segment) {
    return segment.tokens().stream()
        .limit(LONGEST_LOOK)
        .anyMatch(token -> PersonNames.isForeign(token.word()));
  }

  /** "Tanaka Kenji", as in a list. */
  private static boolean isFamilyFirst(Segment segment, Name name) {
    Token first = name.words().get(0);
    Kind kind = NameEvidence.kind(first);
    return NameEvidence.kind(name.words().get(1)) == Kind.GIVEN
        && (kind == Kind.FAMILY
            || (kind == Kind.FAMILY_OR_WORD && NameEvidence.isCapital(segment, first)));
  }

  /** Where nothing has capitals, a given name is mostly one, unless it may be a place's name. */
  private static boolean isInSmallLetters(Segment segment, int first) {
    Token token = segment.tokens().get(first);
    return Character.isLowerCase(segment.text().codePointAt(token.start()))
        && !isAfter(segment, first, BEFORE_THINGS);
  }

  /** "A cab for one to Willard Hicks". */
  private static boolean isDestination(Segment segment, int first) {
    return isAfter(segment, first, Set.of("to"))
        && segment.tokens().subList(Math.max(0, first - FURTHEST_DESTINATION), first).stream()
            .anyMatch(token -> RIDES.contains(token.word()));
  }

  private static boolean isAfter(Segment segment, int first, Set<String> words) {
    return first > 0 && words.contains(segment.tokens().get(first - 1).word());
  }

  /** "Kenji is free", "did Kenji call". */
  private static boolean isActing(Segment segment, int first, Name name) {
    String before = first > 0 ? segment.tokens().get(first - 1).word() : "";
    return AUXILIARIES.contains(before) || ACTS.contains(segment.wordAfter(name.end()));
  }

  /** "Is Rose there", "did Jack call". */
  private static boolean isThere(Segment segment, int first, Name name) {
    String before = first > 0 ? segment.tokens().get(first - 1).word() : "";
    String after = segment.wordAfter(name.end());
    return ((before.equals("is") || before.equals("was")) && PRESENT.contains(after))
        || (before.equals("did") && name.evidence().isAtLeast(NameEvidence.UNKNOWN));
  }

  /** "Kenji's prescription". */
  private static boolean hasSomething(Segment segment, Name name) {
    Token last = name.words().get(name.words().size() - 1);
    int next = segment.tokenAt(last.end());
    return last.end() > name.end()
        && next < segment.tokens().size()
        && segment.tokens().get(next).kind() == Token.Kind.WORD
        && !NameEvidence.isCapital(segment, segment.tokens().get(next));
  }
}
