package org.voiceagent.exporter.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.yaml.FileAccess;

/**
 * Reads the secret keys of the state folder, one in each file, and makes them when first needed.
 * Only its owner may read a key: anyone who has it can find the numbers behind the hashes of
 * callers, or sign receipts.
 */
public final class StateSecret {
  private static final Logger logger = LoggerFactory.getLogger(StateSecret.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final int BYTES = 32;
  private static final int LARGEST_BYTES = 4_096;

  private StateSecret() {}

  /**
   * Reads a key, or makes it. One that others may read is taken from them, with a warning. To be
   * called by whoever holds the ledger, so that no two make one.
   *
   * @param state the state folder, which is there
   * @param name the file's name
   * @param random cryptographically strong
   * @throws IOException if it cannot be read or made, is not a key, or others may read it and that
   *     cannot be changed; says what to do
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
    byte[] key = read(file);
    keepFromOthers(file);
    return new KeyedHash(key);
  }

  private static void keepFromOthers(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null || OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
      return;
    }
    String mode = PosixFilePermissions.toString(view.readAttributes().permissions());
    try {
      view.setPermissions(OWNER_ONLY);
    } catch (IOException notOurs) {
      throw new IOException(
          file
              + " must be readable by its owner only, has mode "
              + mode
              + " and cannot be changed: chmod 600 it",
          notOurs);
    }
    logger.warn(
        "{} had mode {} and is now readable by its owner only. If others may have read it, delete"
            + " it and a new key is made; what was hashed or signed with the old key is then no"
            + " longer recognised",
        file,
        mode);
  }

  /**
   * Reads a key that must be there.
   *
   * @throws IOException if it cannot be read, or is not a key; says what to do
   */
  public static KeyedHash read(Path state, String name) throws IOException {
    Path file = state.resolve(name);
    if (!Files.exists(file)) {
      throw new IOException(file + " is missing; bring it back from a backup");
    }
    return new KeyedHash(read(file));
  }

  private static byte[] read(Path file) throws IOException {
    String text;
    try {
      text = FileAccess.readText(file, LARGEST_BYTES, StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
    if (text.length() != 2 * BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IOException(
          file
              + " is not a key of "
              + 2 * BYTES
              + " hexadecimal digits; bring it back from a backup, or delete it and a new key is"
              + " made; what was hashed or signed with the old key is then no longer recognised");
    }
    return HexFormat.of().parseHex(text);
  }
}
