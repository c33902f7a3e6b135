package org.voiceagent.exporter.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** A page is what was written, whatever the sizes, compressed or not. */
final class PageBufferTest {
  private static final int CHUNK = 1 << 16;
  private static final int HEADER = 10;
  private static final int TRAILER = 8;

  @Test
  void whatIsWrittenInPartsOfAnySizeIsOnThePageInOrder() throws Exception {
    long seed = Long.getLong("seed", 5L);
    for (int round = 0; round < 60; round++) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      try (PageBuffer plain = PageBuffer.plain();
          PageBuffer gzip = PageBuffer.gzip()) {
        write(new Random(seed + round), plain, expected);
        write(new Random(seed + round), gzip, new ByteArrayOutputStream());
        Page page = plain.finish();
        Page packed = gzip.finish();
        assertThat(page.bytes())
            .as("seed %d, round %d", seed, round)
            .isEqualTo(expected.toByteArray());
        assertThat(page.length()).isEqualTo(expected.size());
        assertThat(page.gzip()).isFalse();
        assertThat(packed.gzip()).isTrue();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
            .as("seed %d, round %d", seed, round)
            .isEqualTo(expected.toByteArray());
        assertThat(bytesAfterTheFirstMember(packed.bytes())).isZero();
      }
    }
  }

  @Test
  void anEmptyPageIsAnEmptyFile() throws Exception {
    try (PageBuffer plain = PageBuffer.plain();
        PageBuffer gzip = PageBuffer.gzip()) {
      assertThat(plain.finish().bytes()).isEmpty();
      assertThat(
              new GZIPInputStream(new ByteArrayInputStream(gzip.finish().bytes())).readAllBytes())
          .isEmpty();
    }
  }

  /** Parts that are empty, end at a chunk's end or near it, or are longer than a chunk. */
  private static void write(Random random, PageBuffer page, ByteArrayOutputStream expected) {
    for (int i = random.nextInt(12); i >= 0; i--) {
      int size = List.of(0, 1 + random.nextInt(40), CHUNK, 150_000).get(random.nextInt(4));
      byte[] part = new byte[size];
      if (random.nextBoolean()) {
        random.nextBytes(part);
      }
      page.add(part).number(size).add(' ').seconds(1_500 + size).add('\n').add("zwölf");
      expected.writeBytes(part);
      expected.writeBytes(
          "%d.0 %d.%03d\nzwölf"
              .formatted(size, (1_500 + size) / 1_000, (1_500 + size) % 1_000)
              .getBytes(UTF_8));
    }
  }

  /** Browsers ignore them. */
  private static int bytesAfterTheFirstMember(byte[] file) throws Exception {
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
