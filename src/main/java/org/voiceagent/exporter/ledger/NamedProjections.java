package org.voiceagent.exporter.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/** Several projections in one: each block begins with the name of the projection that made it. */
final class NamedProjections implements Projection {
  /** The only projection there was before format 7; its blocks had no name. */
  static final String UNNAMED = "kpi";

  private final Map<String, Projection> byName;

  NamedProjections(Map<String, Projection> byName) {
    this.byName = new TreeMap<>(byName);
    for (String name : byName.keySet()) {
      if (!name.matches("[a-z_]{1,100}")) {
        throw new IllegalArgumentException("not the name of a projection: " + name);
      }
    }
  }

  /** A block with a name before it. */
  static byte[] named(String name, byte[] block) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + text.length + block.length)
        .put((byte) text.length)
        .put(text)
        .put(block)
        .array();
  }

  @Override
  public void restore(Iterable<byte[]> blocks) {
    Map<String, List<byte[]>> own = new LinkedHashMap<>();
    byName.keySet().forEach(name -> own.put(name, new ArrayList<>()));
    for (byte[] block : blocks) {
      int from = block.length == 0 ? 0 : 1 + block[0];
      if (from > 0 && from <= block.length) {
        String name = new String(block, 1, from - 1, StandardCharsets.UTF_8);
        // A name that is unknown is that of a projection this version does not have.
        own.getOrDefault(name, new ArrayList<>())
            .add(Arrays.copyOfRange(block, from, block.length));
      }
    }
    byName.forEach((name, projection) -> projection.restore(own.get(name)));
  }

  @Override
  public void add(Entry entry) {
    for (Projection projection : byName.values()) {
      projection.add(entry);
    }
  }

  @Override
  public void forget(Set<String> origins) {
    byName.values().forEach(projection -> projection.forget(origins));
  }

  @Override
  public Iterable<byte[]> blocks() {
    return () -> new Blocks(byName.entrySet().iterator());
  }

  /** The blocks of one projection after the other, each made when it is its turn. */
  private static final class Blocks implements Iterator<byte[]> {
    private final Iterator<Map.Entry<String, Projection>> projections;
    private Iterator<byte[]> blocks = Collections.emptyIterator();
    private String name = "";

    Blocks(Iterator<Map.Entry<String, Projection>> projections) {
      this.projections = projections;
    }

    @Override
    public boolean hasNext() {
      while (!blocks.hasNext() && projections.hasNext()) {
        Map.Entry<String, Projection> next = projections.next();
        name = next.getKey();
        blocks = next.getValue().blocks().iterator();
      }
      return blocks.hasNext();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return named(name, blocks.next());
    }
  }
}
