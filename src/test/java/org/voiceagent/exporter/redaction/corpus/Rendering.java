package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a value stands in a line: stretches that give it away and stretches that do not.
 *
 * @param chunks in order; their texts make up the whole, blanks included
 */
record Rendering(List<Chunk> chunks) {

  /**
   * A stretch of text.
   *
   * @param value whether its letters and digits must not be read by others; false for an "um"
   *     between two digits, or for the "at" of an address
   */
  record Chunk(String text, boolean value) {}

  Rendering {
    chunks = List.copyOf(chunks);
  }

  /** A text that is the value from end to end. */
  static Rendering of(String text) {
    return new Rendering(List.of(new Chunk(text, true)));
  }

  /** The text as it stands in the line. */
  String text() {
    return chunks.stream().map(Chunk::text).collect(Collectors.joining());
  }

  /** The same in lower case, as a recogniser without a model of capitals writes it. */
  Rendering lowerCase() {
    return new Rendering(
        chunks.stream()
            .map(chunk -> new Chunk(chunk.text().toLowerCase(Locale.ROOT), chunk.value()))
            .toList());
  }

  /** Puts a rendering together word by word. */
  static final class Words {
    private final List<Chunk> chunks = new ArrayList<>();

    /** A word that gives the value away. */
    Words value(String word) {
      return add(word, true, " ");
    }

    /** A word of the value that follows the one before without a blank. */
    Words joined(String separator, String word) {
      return add(word, true, separator);
    }

    /** A word that may stay. */
    Words aside(String word) {
      return add(word, false, " ");
    }

    /** A mark right behind the last word. */
    Words mark(String mark) {
      chunks.add(new Chunk(mark, false));
      return this;
    }

    /** All of another rendering. */
    Words all(Rendering other) {
      if (!chunks.isEmpty()) {
        mark(" ");
      }
      chunks.addAll(other.chunks());
      return this;
    }

    Rendering build() {
      return new Rendering(chunks);
    }

    private Words add(String word, boolean value, String separator) {
      if (!chunks.isEmpty() && !separator.isEmpty()) {
        chunks.add(new Chunk(separator, false));
      }
      chunks.add(new Chunk(word, value));
      return this;
    }
  }
}
