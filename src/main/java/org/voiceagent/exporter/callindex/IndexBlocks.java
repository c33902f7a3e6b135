package org.voiceagent.exporter.callindex;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceagent.exporter.call.CallId;
import org.voiceagent.exporter.call.EndReason;
import org.voiceagent.exporter.call.LabelSet;
import org.voiceagent.exporter.call.Outcome;
import org.voiceagent.exporter.call.SentimentBand;

/**
 * Writes the list of calls into blocks of bytes and reads it: the first block holds the version and
 * the limits, the next ones the words that calls share, and the last ones the calls. Words of a
 * fixed set go by name, because a later version may have others.
 */
final class IndexBlocks {
  private static final Logger logger = LoggerFactory.getLogger(IndexBlocks.class);
  private static final int VERSION = 1;
  private static final int BLOCK_BYTES = 1 << 17;
  private static final int PIPELINES = 1;
  private static final int PROVIDERS = 2;
  private static final int MODELS = 3;
  private static final int ADVICE = 4;
  private static final int CALLS = 5;
  private static final String NO_NAME = "";

  private final CallColumns columns;

  IndexBlocks(CallColumns columns) {
    this.columns = columns;
  }

  /** Takes the limits that are read. */
  interface Limits {
    void accept(long droppedBeforeMs, Instant incompleteBefore);
  }

  private interface Body {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Everything, block by block. Nothing may change while they are read. */
  Iterable<byte[]> write(List<Segment> segments, long droppedBeforeMs, Instant incompleteBefore) {
    CallColumns.Meanings words = columns.meanings();
    List<Body> blocks = new ArrayList<>();
    blocks.add(
        out -> {
          out.writeByte(VERSION);
          out.writeLong(droppedBeforeMs);
          out.writeLong(
              incompleteBefore.equals(Instant.MIN)
                  ? Long.MIN_VALUE
                  : incompleteBefore.toEpochMilli());
        });
    addWords(blocks, PIPELINES, words.pipelines());
    addWords(blocks, PROVIDERS, words.providers());
    addWords(blocks, MODELS, words.models());
    addAdvice(blocks, words.advice());
    for (Segment segment : segments) {
      blocks.add(out -> writeCalls(out, segment.view()));
    }
    return () -> blocks.stream().map(IndexBlocks::bytes).iterator();
  }

  private static byte[] bytes(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BLOCK_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      body.writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** 500 words of at most 128 characters fit into a block. */
  private static void addWords(List<Body> blocks, int kind, List<String> words) {
    for (int from = 0; from < words.size(); from += 500) {
      List<String> part = words.subList(from, Math.min(words.size(), from + 500));
      blocks.add(
          out -> {
            out.writeByte(kind);
            out.writeInt(part.size());
            for (String word : part) {
              out.writeUTF(word);
            }
          });
    }
  }

  private static void addAdvice(List<Body> blocks, List<List<ListedCall.Advised>> all) {
    for (int from = 0; from < all.size(); from += 100) {
      List<List<ListedCall.Advised>> part = all.subList(from, Math.min(all.size(), from + 100));
      blocks.add(
          out -> {
            out.writeByte(ADVICE);
            out.writeInt(part.size());
            for (List<ListedCall.Advised> advice : part) {
              out.writeInt(advice.size());
              for (ListedCall.Advised one : advice) {
                out.writeUTF(one.key());
                out.writeUTF(one.field());
                out.writeUTF(one.severity());
              }
            }
          });
    }
  }

  private static void writeCalls(DataOutputStream out, Segment.View view) throws IOException {
    out.writeByte(CALLS);
    writeNames(out, Outcome.values());
    writeNames(out, EndReason.values());
    writeNames(out, SentimentBand.values());
    out.writeInt(view.size);
    Segment in = view.columns;
    for (int row = 0; row < view.size; row++) {
      out.writeUTF(view.id(row));
      out.writeLong(in.endedMs[row]);
      out.writeInt(in.countedAfterSeconds[row]);
      out.writeChar(in.pipeline[row]);
      out.writeChar(in.provider[row]);
      out.writeChar(in.model[row]);
      out.writeChar(in.advice[row]);
      out.writeByte(in.outcome[row]);
      out.writeByte(in.endReason[row]);
      out.writeByte(in.band[row]);
      out.writeChar(in.turns[row]);
      out.writeFloat(in.duration[row]);
      out.writeFloat(in.wait[row]);
      out.writeFloat(in.deadAir[row]);
      out.writeShort(in.sentiment[row]);
    }
  }

  private static void writeNames(DataOutputStream out, Enum<?>[] values) throws IOException {
    out.writeByte(values.length);
    for (Enum<?> value : values) {
      out.writeUTF(value.name());
    }
  }

  /** The words of a state that is being read, by the numbers they have there. */
  private static final class Words {
    private final List<String> pipelines = new ArrayList<>();
    private final List<String> providers = new ArrayList<>();
    private final List<String> models = new ArrayList<>();
    private final List<List<ListedCall.Advised>> advice = new ArrayList<>();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param calls gets each call
   * @param limits gets the limits before the first call
   * @return false if there are no blocks, or a later version wrote them
   */
  boolean read(Iterable<byte[]> blocks, Consumer<ListedCall> calls, Limits limits) {
    Iterator<byte[]> all = blocks.iterator();
    if (!all.hasNext()) {
      return false;
    }
    try {
      DataInputStream head = in(all.next());
      int version = head.readByte();
      if (version != VERSION) {
        logger.warn(
            "The list of calls in the state has version {}, and this program knows {}",
            version,
            VERSION);
        return false;
      }
      long dropped = head.readLong();
      long incomplete = head.readLong();
      limits.accept(
          dropped, incomplete == Long.MIN_VALUE ? Instant.MIN : Instant.ofEpochMilli(incomplete));
      Words words = new Words();
      while (all.hasNext()) {
        readBlock(in(all.next()), words, calls);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataInputStream in(byte[] block) {
    return new DataInputStream(new ByteArrayInputStream(block));
  }

  private static void readBlock(DataInputStream in, Words words, Consumer<ListedCall> calls)
      throws IOException {
    switch (in.readByte()) {
      case PIPELINES -> readWords(in, words.pipelines);
      case PROVIDERS -> readWords(in, words.providers);
      case MODELS -> readWords(in, words.models);
      case ADVICE -> readAdvice(in, words.advice);
      case CALLS -> readCalls(in, words, calls);
      default -> throw new IOException("a block of an unknown kind");
    }
  }

  private static void readWords(DataInputStream in, List<String> words) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      words.add(in.readUTF());
    }
  }

  private static void readAdvice(DataInputStream in, List<List<ListedCall.Advised>> all)
      throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      List<ListedCall.Advised> advice = new ArrayList<>();
      for (int more = in.readInt(); more > 0; more--) {
        advice.add(new ListedCall.Advised(in.readUTF(), in.readUTF(), in.readUTF()));
      }
      all.add(List.copyOf(advice));
    }
  }

  private static void readCalls(DataInputStream in, Words words, Consumer<ListedCall> calls)
      throws IOException {
    List<String> outcomes = readNames(in);
    List<String> endReasons = readNames(in);
    List<String> bands = readNames(in);
    for (int left = in.readInt(); left > 0; left--) {
      CallId id = CallId.parse(in.readUTF()).orElseThrow(() -> new IOException("no call id"));
      Instant endedAt = Instant.ofEpochMilli(in.readLong());
      Instant countedAt = endedAt.plusSeconds(in.readInt());
      LabelSet labels =
          new LabelSet(
              words.pipelines.get(in.readChar()),
              words.providers.get(in.readChar()),
              words.models.get(in.readChar()));
      List<ListedCall.Advised> advice = words.advice.get(in.readChar());
      Outcome outcome = named(Outcome.values(), outcomes, in.readByte()).orElse(Outcome.OTHER);
      EndReason endReason =
          named(EndReason.values(), endReasons, in.readByte()).orElse(EndReason.OTHER);
      Optional<SentimentBand> band = named(SentimentBand.values(), bands, in.readByte());
      char turns = in.readChar();
      float duration = in.readFloat();
      float wait = in.readFloat();
      float deadAir = in.readFloat();
      short sentiment = in.readShort();
      calls.accept(
          new ListedCall(
              id,
              endedAt,
              countedAt,
              labels,
              outcome,
              endReason,
              known(duration),
              turns == Segment.UNKNOWN_TURNS ? OptionalInt.empty() : OptionalInt.of(turns),
              known(wait),
              known(deadAir),
              CallColumns.sentiment(sentiment),
              band,
              advice));
    }
  }

  private static OptionalDouble known(float value) {
    return Float.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static List<String> readNames(DataInputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      names.add(in.readUTF());
    }
    return names;
  }

  private static <E extends Enum<E>> Optional<E> named(E[] values, List<String> names, int number) {
    String name = number < 0 || number >= names.size() ? NO_NAME : names.get(number);
    for (E value : values) {
      if (value.name().equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
