package org.voiceagent.exporter.redaction.name;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.voiceagent.exporter.redaction.name.NameReader.Name;
import org.voiceagent.exporter.redaction.text.Category;
import org.voiceagent.exporter.redaction.text.CommonWords;
import org.voiceagent.exporter.redaction.text.DetectedSpan;
import org.voiceagent.exporter.redaction.text.Segment;
import org.voiceagent.exporter.redaction.text.Token;

/** The names that a conversation has given so far. Not thread-safe. */
final class KnownNames {
  private static final int MOST_WORDS = 4;
  private static final int SHORTEST = 3;

  private final Set<String> words = new HashSet<>();

  /** Those that are also everyday words: known only beside another name or with a capital. */
  private final Set<String> ambiguous = new HashSet<>();

  void add(Name name) {
    for (Token token : name.words()) {
      String word = NameReader.withoutGenitive(token.word());
      if (word.length() >= SHORTEST && !CommonWords.contains(word)) {
        (PersonNames.isEnglish(word) ? ambiguous : words).add(word);
      }
    }
  }

  /** Marks them where they are said again. */
  void markIn(Segment segment) {
    if (words.isEmpty() && ambiguous.isEmpty()) {
      return;
    }
    List<Token> tokens = segment.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      int last = i;
      boolean sure = false;
      while (last < tokens.size() && last - i < MOST_WORDS && isKnown(tokens.get(last))) {
        sure |= isSure(segment, tokens.get(last));
        last++;
      }
      if (last > i) {
        if (sure) {
          mark(segment, tokens.get(i), tokens.get(last - 1));
        }
        i = last - 1;
      }
    }
  }

  private boolean isKnown(Token token) {
    if (token.kind() != Token.Kind.WORD) {
      return false;
    }
    String word = NameReader.withoutGenitive(token.word());
    return words.contains(word) || ambiguous.contains(word);
  }

  private boolean isSure(Segment segment, Token token) {
    return words.contains(NameReader.withoutGenitive(token.word()))
        || NameEvidence.isCapital(segment, token);
  }

  private static void mark(Segment segment, Token first, Token last) {
    int end = last.start() + NameReader.withoutGenitive(last.word()).length();
    segment.add(DetectedSpan.match(Category.NAME, DetectedSpan.BY_CONTEXT, first.start(), end));
  }
}
