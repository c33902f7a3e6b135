package org.voiceagent.exporter.inbox;

import java.util.Optional;
import java.util.Set;

/**
 * What a path of the inbox takes: {@code /inbox/<source>}, and below LiveKit's the paths that its
 * agents append to {@code LIVEKIT_OBSERVABILITY_URL}. Agents in JavaScript keep only the host of
 * that URL, so these paths also work without the prefix.
 *
 * @param source who sends there
 * @param part what is sent there
 */
record InboxTarget(InboxSource source, Part part) {
  private static final String PREFIX = "/inbox/";
  private static final String LIVEKIT = PREFIX + "livekit/";
  private static final String OBSERVABILITY = "observability/";

  /** What a sender may send to a path. */
  enum Part {
    /** One JSON object. */
    REPORT(Set.of("application/json")),
    /** A form with the header, the chat history and the audio of a session. */
    RECORDING(Set.of("multipart/form-data")),
    /** A batch of OTLP log records. */
    LOGS(Set.of("application/x-protobuf", "application/json")),
    /** OTLP traces and metrics, which are read and thrown away. */
    UNUSED(Set.of("application/x-protobuf", "application/json"));

    private final Set<String> contentTypes;

    Part(Set<String> contentTypes) {
      this.contentTypes = contentTypes;
    }

    /** Whether a content type, with or without parameters, is one of this part. */
    boolean takes(String contentType) {
      int end = contentType.indexOf(';');
      String bare = end < 0 ? contentType : contentType.substring(0, end);
      return contentTypes.stream().anyMatch(bare.strip()::equalsIgnoreCase);
    }

    /** What is taken, for an error message. */
    String expected() {
      return String.join(" or ", contentTypes.stream().sorted().toList());
    }
  }

  /** What is at a path; empty if nothing is. */
  static Optional<InboxTarget> of(String path) {
    if (path.startsWith("/" + OBSERVABILITY)) {
      return liveKit(path.substring(1));
    }
    if (path.startsWith(LIVEKIT)) {
      return liveKit(path.substring(LIVEKIT.length()));
    }
    return path.startsWith(PREFIX)
        ? InboxSource.of(path.substring(PREFIX.length()))
            .filter(source -> source != InboxSource.LIVEKIT)
            .map(source -> new InboxTarget(source, Part.REPORT))
        : Optional.empty();
  }

  private static Optional<InboxTarget> liveKit(String path) {
    return switch (path) {
      case OBSERVABILITY + "recordings/v0" -> liveKit(Part.RECORDING);
      case OBSERVABILITY + "logs/otlp/v0" -> liveKit(Part.LOGS);
      case OBSERVABILITY + "traces/otlp/v0", OBSERVABILITY + "metrics/otlp/v0" ->
          liveKit(Part.UNUSED);
      default -> Optional.empty();
    };
  }

  private static Optional<InboxTarget> liveKit(Part part) {
    return Optional.of(new InboxTarget(InboxSource.LIVEKIT, part));
  }
}
