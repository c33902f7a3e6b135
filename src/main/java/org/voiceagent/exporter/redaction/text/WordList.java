package org.voiceagent.exporter.redaction.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Word lists: from a text, or from a file that is stored beside the classes. */
public final class WordList {
  private WordList() {}

  /** The words of a text, which are separated by spaces. */
  public static Set<String> of(String words) {
    return Set.of(words.split(" "));
  }

  /**
   * The words of a file, which are separated by white space.
   *
   * @throws UncheckedIOException if it cannot be read, which is a mistake in the build
   */
  public static Set<String> read(String name) {
    try (InputStream file = WordList.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException(name + " is missing");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
