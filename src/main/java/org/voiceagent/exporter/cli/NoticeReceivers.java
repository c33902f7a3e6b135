package org.voiceagent.exporter.cli;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is given notice of a breach and of its end: a webhook, a command, or both. Each of them hears
 * of a breach once, and of its end once if it heard of the breach, whatever happens to the other.
 * Not thread-safe.
 */
final class NoticeReceivers {
  private final List<Receiver> receivers = new ArrayList<>();

  private NoticeReceivers() {}

  /** How a notice reaches a receiver. */
  private interface Delivery {
    /** Gives the notice; an exception says that it did not arrive. */
    void give(BreachNotice notice) throws IOException, InterruptedException;
  }

  /** One receiver, and what it knows. */
  private static final class Receiver {
    private final Delivery delivery;
    private boolean knowsOfBreach;

    Receiver(Delivery delivery) {
      this.delivery = delivery;
    }

    void give(BreachNotice notice) throws IOException, InterruptedException {
      if (notice.breached() != knowsOfBreach) {
        delivery.give(notice);
        knowsOfBreach = notice.breached();
      }
    }
  }

  /** Those that were asked for; none of them knows of a breach. */
  static NoticeReceivers of(Optional<URI> webhook, Optional<String> command) {
    NoticeReceivers wanted = new NoticeReceivers();
    webhook.ifPresent(url -> wanted.add(notice -> notice.post(url)));
    command.ifPresent(line -> wanted.add(notice -> notice.run(line)));
    return wanted;
  }

  private void add(Delivery delivery) {
    receivers.add(new Receiver(delivery));
  }

  /**
   * Gives the present state to those that do not know it yet. A receiver that fails is tried again
   * with the next call.
   *
   * @throws IOException with what went wrong, after all have been tried
   */
  void give(BreachNotice notice) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Receiver receiver : receivers) {
      try {
        receiver.give(notice);
      } catch (IOException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    if (!failures.isEmpty()) {
      throw new IOException(String.join("; ", failures));
    }
  }
}
