package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.voiceagent.exporter.call.KeyedHash;

/** Secret keys of the state folder, one a file, each made when it is first wanted. */
public final class StateSecret {
  private static final int BYTES = 32;

  private StateSecret() {}

  /**
   * Reads a key, or makes it. To be called by whoever holds the ledger, so that no two make one.
   *
   * @param state the state folder, which is there
   * @param name the file's name
   * @param random cryptographically strong
   * @throws IOException if it cannot be read or made, or is no key; says what to do
   */
  public static KeyedHash readOrMake(Path state, String name, RandomGenerator random)
      throws IOException {
    Path file = state.resolve(name);
    if (!Files.exists(file)) {
      byte[] key = new byte[BYTES];
      random.nextBytes(key);
      String text = HexFormat.of().formatHex(key) + "\n";
      PrivateFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }
    return new KeyedHash(read(file));
  }

  /**
   * Reads a key that must be there.
   *
   * @throws IOException if it cannot be read, or is no key; says what to do
   */
  public static KeyedHash read(Path state, String name) throws IOException {
    Path file = state.resolve(name);
    if (!Files.exists(file)) {
      throw new IOException(file + " is missing; bring it back from a backup");
    }
    return new KeyedHash(read(file));
  }

  private static byte[] read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (text.length() != 2 * BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IOException(
          file
              + " is no key of "
              + 2 * BYTES
              + " hexadecimal digits; bring it back from a backup, or delete it to have a new one"
              + " made: what was hashed or signed with the old one is not recognised then");
    }
    return HexFormat.of().parseHex(text);
  }
}
