package org.voiceagent.exporter.ledger;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The strings of one frame, each written once and spoken of by its number. Filled while the rest of
 * the frame is written aside, then written before it.
 */
final class Strings {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** Writes the number of a string, which is new if it was not there. */
  void write(DataOutputStream out, String text) throws IOException {
    Integer known = numbers.putIfAbsent(text, numbers.size());
    out.writeInt(known == null ? numbers.size() - 1 : known);
  }

  /** Writes all strings in the order of their numbers. */
  void writeAll(DataOutputStream out) throws IOException {
    out.writeInt(numbers.size());
    for (String text : numbers.keySet()) {
      Text.write(out, text);
    }
  }

  /** The strings of a frame that is read. */
  static final class Known {
    private final String[] texts;

    private Known(String[] texts) {
      this.texts = texts;
    }

    /**
     * Reads what {@link #writeAll} wrote.
     *
     * @throws IOException if the frame ends before
     */
    static Known readAll(DataInputStream in) throws IOException {
      int count = in.readInt();
      if (count < 0 || count > in.available()) {
        throw new IOException(count + " strings in a frame that ends before");
      }
      String[] texts = new String[count];
      for (int i = 0; i < count; i++) {
        texts[i] = Text.read(in);
      }
      return new Known(texts);
    }

    /**
     * The string whose number comes next.
     *
     * @throws IOException if there is none of this number
     */
    String read(DataInputStream in) throws IOException {
      int number = in.readInt();
      if (number < 0 || number >= texts.length) {
        throw new IOException("no string number " + number);
      }
      return texts[number];
    }
  }
}
