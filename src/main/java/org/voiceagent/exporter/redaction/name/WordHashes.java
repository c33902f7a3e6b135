package org.voiceagent.exporter.redaction.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A large set of words that takes a few bytes for each word, because it keeps hashes only. A word
 * that is not in a set of 50,000 is taken for one of them with a probability of 1 in 80,000.
 * Immutable and thread-safe.
 */
final class WordHashes {
  private static final int NONE = 0;

  /** The place of the first free slot is short to find while at most this share is taken. */
  private static final double MOST_TAKEN = 0.7;

  private final int[] slots;

  private WordHashes(int[] slots) {
    this.slots = slots;
  }

  /**
   * The words of a file beside this class, in lower case and separated by single spaces or line
   * breaks.
   *
   * @throws UncheckedIOException if it cannot be read, which is a mistake in the build
   */
  static WordHashes read(String name) {
    try (InputStream file = WordHashes.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException(name + " is missing");
      }
      return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WordHashes of(String words) {
    int count = (int) words.chars().filter(c -> c <= ' ').count() + 1;
    WordHashes set =
        new WordHashes(new int[Integer.highestOneBit((int) (count / MOST_TAKEN) + 1) * 2]);
    int start = 0;
    for (int at = 0; at <= words.length(); at++) {
      if (at == words.length() || words.charAt(at) <= ' ') {
        if (at > start) {
          set.add(hash(words, start, at));
        }
        start = at + 1;
      }
    }
    return set;
  }

  /** Whether a lower-case word is one of them. */
  boolean contains(String word) {
    int hash = hash(word, 0, word.length());
    return slots[slot(hash)] == hash;
  }

  private void add(int hash) {
    slots[slot(hash)] = hash;
  }

  /** Where this hash is, or the free slot where it would be. */
  private int slot(int hash) {
    int at = hash & (slots.length - 1);
    while (slots[at] != NONE && slots[at] != hash) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  /** FNV-1a over the characters, with the last step of MurmurHash 3 to spread its low bits. */
  private static int hash(String text, int start, int end) {
    int hash = 0x811c9dc5;
    for (int i = start; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    hash ^= hash >>> 16;
    return hash == NONE ? 1 : hash;
  }
}
