package org.voiceagent.exporter.forget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.files.PrivateFile;
import org.voiceagent.exporter.files.Sha256;
import org.voiceagent.exporter.ledger.StateSecret;

/**
 * The receipts of a state folder. Each names the one before it by its checksum and is signed with a
 * key of the folder, and the newest number is kept in a file of its own, so that a changed, added
 * or removed receipt is detected. Not thread-safe.
 */
public final class Receipts {
  /** Below the state folder. */
  private static final String FOLDER = "receipts";

  private static final String KEY = "receipts.key";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int HASH_DIGITS = 16;

  private final Path folder;
  private final KeyedHash key;

  private Receipts(Path folder, KeyedHash key) {
    this.folder = folder;
    this.key = key;
  }

  /**
   * Opens the receipts of a state folder, which must exist, and creates what is missing.
   *
   * @param random cryptographically strong
   * @throws IOException if that fails
   */
  public static Receipts open(Path state, RandomGenerator random) throws IOException {
    KeyedHash key = StateSecret.readOrMake(state, KEY, random);
    PrivateFile.makeFolder(state.resolve(FOLDER));
    return new Receipts(state.resolve(FOLDER), key);
  }

  /**
   * Opens the receipts that a state folder has, and makes nothing in it.
   *
   * @return empty if there are none
   * @throws IOException if their key is missing or cannot be read
   */
  public static Optional<Receipts> existing(Path state) throws IOException {
    return Files.isDirectory(state.resolve(FOLDER))
        ? Optional.of(new Receipts(state.resolve(FOLDER), StateSecret.read(state, KEY)))
        : Optional.empty();
  }

  /** The hash that receipts have in place of a name; 64 hexadecimal digits. */
  String hashOf(String kind, String name) {
    return key.hex(kind + ":" + name);
  }

  /** Makes a receipt once its number is known. */
  interface Content {
    /** The receipt of this number. */
    Receipt numbered(long number);
  }

  /**
   * Reads the chain, to append receipts to it. Nothing else may append meanwhile.
   *
   * @throws IOException if it cannot be read
   */
  Batch batch() throws IOException {
    return new Batch(chain());
  }

  /** The end of the chain, read once for any number of receipts. */
  final class Batch {
    private final Map<String, ObjectNode> byRequest = new HashMap<>();
    private String last = ReceiptChain.NO_RECEIPT;
    private long newest;

    private Batch(ReceiptChain chain) {
      newest = chain.newest();
      for (ReceiptChain.Link link : chain.links()) {
        byRequest.putIfAbsent(link.node().path("request").asText(), link.node());
        last = link.sha256();
      }
    }

    /** The receipt of a job, if there is one. */
    Optional<ObjectNode> find(String request) {
      return Optional.ofNullable(byRequest.get(request));
    }

    /**
     * Writes a receipt durably as the next of the chain.
     *
     * @return the receipt as it was written
     * @throws IOException if it could not be written
     */
    ObjectNode append(Content content) throws IOException {
      long number = newest + 1;
      Receipt receipt = content.numbered(number);
      byte[] file = ReceiptJson.signed(receipt, last, key);
      PrivateFile.write(folder.resolve(name(receipt.doneAt(), receipt.subject(), number)), file);
      ObjectNode node = ReceiptJson.parse(file).orElseThrow();
      newest = number;
      last = Sha256.of(file);
      byRequest.put(receipt.request(), node);
      noteNewest(number);
      return node;
    }
  }

  /**
   * Checks every receipt and the chain.
   *
   * @return the problems, a sentence each; empty if there are none
   * @throws IOException if the folder cannot be read
   */
  public List<String> problems() throws IOException {
    return chain().problems();
  }

  /** How many receipts there are. */
  public int size() throws IOException {
    return chain().links().size();
  }

  private ReceiptChain chain() throws IOException {
    return ReceiptChain.read(folder, key);
  }

  private void noteNewest(long number) throws IOException {
    String text = number + " " + key.hex("newest:" + number) + "\n";
    PrivateFile.write(
        folder.resolve(ReceiptChain.NEWEST), text.getBytes(StandardCharsets.US_ASCII));
  }

  private String name(Instant at, String subject, long number) {
    String name = TIME.format(at) + "-" + subject.substring(0, HASH_DIGITS);
    return Files.exists(folder.resolve(name + ".json"))
        ? name + "-" + number + ".json"
        : name + ".json";
  }
}
