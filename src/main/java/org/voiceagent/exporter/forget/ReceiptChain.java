package org.voiceagent.exporter.forget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.voiceagent.exporter.call.KeyedHash;
import org.voiceagent.exporter.files.Sha256;

/** The receipts of a folder in the order of their numbers, and what is wrong with them. */
final class ReceiptChain {
  /** What the first receipt names as the one before it. */
  static final String NO_RECEIPT = "0".repeat(64);

  /** The file that knows the newest number. */
  static final String NEWEST = "newest";

  private final List<Link> links = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private long newest;

  private ReceiptChain() {}

  /** A receipt, and the checksum by which the next one names it. */
  record Link(long number, String file, String sha256, ObjectNode node) {}

  /**
   * Reads and checks all receipts.
   *
   * @throws IOException if the folder or a file cannot be read
   */
  static ReceiptChain read(Path folder, KeyedHash key) throws IOException {
    ReceiptChain chain = new ReceiptChain();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : files) {
        chain.take(file.getFileName().toString(), Files.readAllBytes(file), key);
      }
    }
    chain.links.sort(Comparator.comparingLong(Link::number));
    chain.checkOrder();
    chain.checkNewest(folder.resolve(NEWEST), key);
    return chain;
  }

  /** The greatest number of a receipt, be it here or only known to have been. */
  long newest() {
    return newest;
  }

  /** The receipts that could be read, by number. */
  List<Link> links() {
    return List.copyOf(links);
  }

  /** The problems, a sentence each. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private void take(String file, byte[] bytes, KeyedHash key) {
    Optional<ObjectNode> node = ReceiptJson.parse(bytes);
    if (node.isEmpty()) {
      problems.add(file + ": is not a receipt");
      return;
    }
    if (!ReceiptJson.isSigned(node.get(), bytes, key)) {
      problems.add(file + ": is not as it was signed, or was signed with another key");
    }
    links.add(new Link(node.get().path("number").asLong(), file, Sha256.of(bytes), node.get()));
  }

  private void checkOrder() {
    long expected = 1;
    String previous = NO_RECEIPT;
    for (Link link : links) {
      if (link.number() != expected) {
        problems.add(
            link.number() < expected
                ? link.file() + ": has the number of another receipt, " + link.number()
                : link.file() + ": comes after receipt " + expected + ", which is missing");
      } else if (!link.node().path("previous_sha256").asText().equals(previous)) {
        problems.add(link.file() + ": the receipt before it is not the one it names");
      }
      expected = link.number() + 1;
      previous = link.sha256();
    }
  }

  /** A crash can end the program between a receipt and this file, so one more is right too. */
  private void checkNewest(Path file, KeyedHash key) throws IOException {
    long last = links.isEmpty() ? 0 : links.get(links.size() - 1).number();
    newest = last;
    if (!Files.exists(file)) {
      if (last > 1) {
        problems.add(NEWEST + ": is missing, so missing receipts at the end cannot be detected");
      }
      return;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    String[] parts = text.split(" ", -1);
    boolean sound = parts.length == 2 && parts[1].equals(key.hex("newest:" + parts[0]));
    if (!sound) {
      problems.add(NEWEST + ": is not as it was signed, or was signed with another key");
      return;
    }
    long noted = Long.parseLong(parts[0]);
    newest = Math.max(last, noted);
    if (noted != last && noted != last - 1) {
      problems.add("the newest receipt was number " + noted + ", but the last one here is " + last);
    }
  }
}
