package org.voiceagent.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Parts that were compressed one by one, as one gzip file. */
final class GzipTest {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;

  @Test
  void partsOfAnySizeAreOneFileWithTheirBytesInOrder() throws Exception {
    long seed = Long.getLong("seed", 5L);
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      byte[] file = file(random, plain);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes())
          .as("seed %d, round %d", seed, round)
          .isEqualTo(plain.toByteArray());
      assertThat(bytesAfterTheFirstMember(file)).as("seed %d, round %d", seed, round).isZero();
    }
  }

  @Test
  void noPartsAreAnEmptyFile() throws IOException {
    try (Gzip gzip = new Gzip()) {
      byte[] file = new Page(gzip.join(List.of()), true).bytes();
      assertThat(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes()).isEmpty();
    }
  }

  private static byte[] file(Random random, ByteArrayOutputStream plain) {
    try (Gzip gzip = new Gzip()) {
      List<Part> parts = new ArrayList<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        byte[] part = part(random);
        parts.add(gzip.pack(part, part.length));
        plain.writeBytes(part);
      }
      return new Page(gzip.join(parts), true).bytes();
    }
  }

  /** Empty, of noise as long as the packer's buffer or nearly so, or of lines that pack well. */
  private static byte[] part(Random random) {
    byte[] part = new byte[List.of(0, 8_150 + random.nextInt(80), 70_000).get(random.nextInt(3))];
    if (random.nextBoolean()) {
      random.nextBytes(part);
    }
    return part;
  }

  /** Browsers ignore them. */
  private static int bytesAfterTheFirstMember(byte[] file) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(file, HEADER, file.length - HEADER);
      byte[] out = new byte[1 << 16];
      while (!inflater.finished()) {
        inflater.inflate(out);
      }
      return inflater.getRemaining() - TRAILER;
    } finally {
      inflater.end();
    }
  }
}
