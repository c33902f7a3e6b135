package org.voiceagent.exporter.forget;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.voiceagent.exporter.call.KeyedHash;

/**
 * Receipts as JSON of one line, whose last key is the signature of all before it. There is but one
 * way to write a receipt, so that no byte of the file can be changed unnoticed.
 */
final class ReceiptJson {
  static final int FORMAT = 1;
  static final String SIGNATURE = "hmac_sha256";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What is left of a call, and why. */
  private static final List<List<String>> REMAINS =
      List.of(
          List.of(
              "fleet totals",
              "sums over all calls; they hold no call id and do not tell calls apart"),
          List.of(
              "128 bits of the SHA-256 of the call id",
              "so that its folder is refused and removed if it comes back"),
          List.of(
              "samples and exemplars that Prometheus has scraped",
              "kept by Prometheus, not here; they end with its retention or by its delete_series"),
          List.of(
              "lines of the log and backups",
              "kept by the system, not here; they end with its own"));

  private ReceiptJson() {}

  /**
   * The signed file.
   *
   * @param previous SHA-256 of the file of the receipt before, or 64 zeros
   */
  static byte[] signed(Receipt receipt, String previous, KeyedHash key) {
    ObjectNode node = JSON.createObjectNode();
    node.put("receipt", FORMAT).put("number", receipt.number()).put("request", receipt.request());
    node.put("cause", receipt.cause().name().toLowerCase(Locale.ROOT));
    node.put("subject_hmac_sha256", receipt.subject());
    node.put("begun_at", receipt.begunAt().toString()).put("done_at", receipt.doneAt().toString());
    node.put("version", receipt.version()).put("was_counted", receipt.counted());
    ArrayNode files = node.putArray("deleted_files");
    receipt
        .files()
        .forEach(
            file ->
                files
                    .addObject()
                    .put("name", file.name())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256()));
    node.put("all_files_listed", receipt.complete());
    ArrayNode erased = node.putArray("erased_from");
    List.of(
            "sessions folder",
            "ledger",
            "history",
            "exemplars",
            "per-call series",
            "reports",
            "journal",
            "lake",
            "archives")
        .forEach(erased::add);
    ArrayNode remains = node.putArray("remains");
    REMAINS.forEach(one -> remains.addObject().put("what", one.get(0)).put("why", one.get(1)));
    node.put("previous_sha256", previous);
    return bytes(node.put(SIGNATURE, key.hex(text(node))));
  }

  /** The tree of a file; empty if it is not a JSON object. */
  static Optional<ObjectNode> parse(byte[] file) {
    try {
      JsonNode node = JSON.readTree(new String(file, StandardCharsets.UTF_8));
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  /** Whether the signature is right and the file written as {@link #signed} writes. */
  static boolean isSigned(ObjectNode node, byte[] file, KeyedHash key) {
    ObjectNode unsigned = node.deepCopy();
    JsonNode signature = unsigned.remove(SIGNATURE);
    return signature != null
        && signature.asText().equals(key.hex(text(unsigned)))
        && java.util.Arrays.equals(file, bytes(node));
  }

  /** For people. */
  static String shown(ObjectNode node) {
    return node.toPrettyString() + "\n";
  }

  private static byte[] bytes(ObjectNode node) {
    return (text(node) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ObjectNode node) {
    return node.toString();
  }
}
