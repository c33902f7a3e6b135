package org.voiceagent.exporter.demo.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.demo.SeededRandom;
import org.voiceagent.exporter.demo.ShuffledCycle;

/**
 * One system around voice agents, named as its catalog. Each event is computed from the seed and
 * its index alone, so the same seed always gives the same payloads. Immutable.
 */
final class PlayedSystem {

  /** Fills in the payload of the nth event of one kind. */
  @FunctionalInterface
  interface Payload {
    void fill(long nth, SeededRandom random, ObjectNode data);
  }

  /**
   * A kind of event.
   *
   * @param name its name in the catalog
   * @param writer the process that appends it
   * @param share how many of a cycle of events are of this kind
   * @param payload what it says
   */
  record Kind(String name, String writer, int share, Payload payload) {}

  private final long seed;
  private final List<Kind> kinds;
  private final ShuffledCycle<Kind> order;
  private final int cycle;

  /**
   * @param catalog the name of its catalog
   * @param seed gives the payloads
   * @param kinds what it emits
   */
  PlayedSystem(String catalog, long seed, List<Kind> kinds) {
    this.seed = seed;
    this.kinds = List.copyOf(kinds);
    this.order = new ShuffledCycle<>(seed, catalog.hashCode(), this.kinds, Kind::share);
    this.cycle = kinds.stream().mapToInt(Kind::share).sum();
  }

  /** How many events a cycle has. */
  int length() {
    return cycle;
  }

  /** The whole cycle of events with this number, from 0; it holds every kind by its share. */
  List<PlayedEvent> cycle(long number) {
    List<PlayedEvent> events = new ArrayList<>();
    long[] seen = new long[kinds.size()];
    for (int i = 0; i < cycle; i++) {
      Kind kind = order.at(number * cycle + i);
      int which = kinds.indexOf(kind);
      long nth = number * kind.share() + seen[which]++;
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      kind.payload().fill(nth, SeededRandom.of(seed, kind.name().hashCode(), nth), data);
      events.add(new PlayedEvent(kind.name(), kind.writer(), data));
    }
    return events;
  }
}
