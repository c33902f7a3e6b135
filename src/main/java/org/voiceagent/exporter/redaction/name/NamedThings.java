package org.voiceagent.exporter.redaction.name;

import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.redaction.name.NameReader.Name;
import org.voiceagent.exporter.redaction.name.PersonNames.Kind;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Token;
import org.voiceagent.exporter.redaction.text.WordList;

/** Tells names of people from things that are named after people: streets, firms, films. */
final class NamedThings {
  /** "San Diego", "the Maria", "a song by". */
  private static final Set<String> BEFORE =
      WordList.of(
          "san santa saint st the a an this that port fort lake mount mt cape la los las el new"
              + " north south east west upper lower old royal hotel cafe villa casa chateau movie"
              + " film song album band series play playing watch listen hurricane");

  private static final Set<String> AFTER =
      WordList.of(
          "hotel inn suites restaurant cafe bar grill pizza pizzeria bistro kitchen tavern pub"
              + " salon spa school university college hospital clinic park beach airport station"
              + " theater theatre cinema church mall museum stadium arena city county island bank"
              + " insurance motors cars street st road rd avenue ave lane drive dr boulevard blvd"
              + " court place square terrace close crescent gardens parkway way hill highway bridge"
              + " tower towers building center centre house library market bakery deli river valley"
              + " heights harbour harbor plaza line salad sauce cocktail wine beer cheese airlines"
              + " airways records song movie film album show tour apartments group inc llc ltd"
              + " company brothers sons");

  private static final int SHORTEST = 3;

  private NamedThings() {}

  /** Whether a token can begin a name that nothing announces. */
  static boolean mayBegin(Segment segment, int i) {
    Token token = segment.tokens().get(i);
    segment.work().step();
    return token.kind() == Token.Kind.WORD
        && token.word().length() >= SHORTEST
        && !segment.isExplained(token)
        && !isPartOfIdentifier(segment, token)
        && !BEFORE.contains(token.word())
        && NameEvidence.kind(token).mayBeName()
        && !CommonWords.contains(NameReader.withoutGenitive(token.word()))
        && (i == 0 || !BEFORE.contains(segment.tokens().get(i - 1).word()));
  }

  /** "aura-2-thalia-en", "thalia.example.com": small letters joined to others by a sign. */
  private static boolean isPartOfIdentifier(Segment segment, Token token) {
    String text = segment.text();
    return !Character.isUpperCase(text.codePointAt(token.start()))
        && ((token.start() > 1 && isJoint(text, token.start() - 1, token.start() - 2))
            || (token.end() + 1 < text.length() && isJoint(text, token.end(), token.end() + 1)));
  }

  private static boolean isJoint(String text, int sign, int beyond) {
    return "-_./:@".indexOf(text.charAt(sign)) >= 0
        && Character.isLetterOrDigit(text.charAt(beyond));
  }

  /** Whether the words around a name make it the name of a thing. */
  static boolean isThing(Segment segment, Name name) {
    List<Token> tokens = segment.tokens();
    int first = segment.tokenAt(name.start());
    int next = segment.tokenAt(name.end());
    Token last = name.words().get(name.words().size() - 1);
    boolean genitive = last.end() > name.end();
    boolean isEnd = next >= tokens.size() || tokens.get(next).kind() == Token.Kind.SIGN;
    return AFTER.contains(segment.wordAfter(genitive ? last.end() : name.end()))
        || AFTER.contains(last.word())
        || (genitive && isEnd)
        || isTitleWord(segment, first - 1, true)
        || (!genitive && isTitleWord(segment, next, false));
  }

  /** A capital letter on a word that is no name: "Lucky Luke", "Frankie Goes". */
  private static boolean isTitleWord(Segment segment, int i, boolean before) {
    List<Token> tokens = segment.tokens();
    if (i < 0 || i >= tokens.size() || tokens.get(i).kind() != Token.Kind.WORD) {
      return false;
    }
    Token token = tokens.get(i);
    return token.word().length() > 1
        && NameEvidence.isCapital(segment, token)
        && (NameEvidence.kind(token) == Kind.WORD
            || (before && NameEvidence.kind(token) == Kind.UNKNOWN))
        && !token.capitals();
  }
}
