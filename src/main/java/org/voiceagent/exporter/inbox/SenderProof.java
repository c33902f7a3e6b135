package org.voiceagent.exporter.inbox;

import java.time.Instant;
import java.util.List;
import org.voiceagent.exporter.httpserver.HeaderFields;

/** How senders of one source prove who they are. Implementations are immutable. */
interface SenderProof {

  /**
   * Checks everything that can be checked before the body is read: a secret or token completely, a
   * signature for its form and its time.
   *
   * @param secrets those that are valid; each is tried
   * @param now the wall clock
   * @return checks the body
   * @throws RequestRefused with status 401 if it is missing, wrong or too old
   */
  BodyCheck check(HeaderFields headers, List<String> secrets, Instant now) throws RequestRefused;

  /** Checks the raw bytes of a body against the signature. */
  interface BodyCheck {
    /** The headers alone proved the sender. */
    BodyCheck NOT_SIGNED = raw -> true;

    /** Whether the signature is of these bytes. Takes the same time wherever they differ. */
    boolean holds(byte[] raw);
  }

  /**
   * How senders of a source prove who they are, where the vendor defines it; see docs/inbox.md for
   * where each was read.
   */
  static SenderProof of(InboxSource source) {
    return switch (source) {
      case VAPI -> new VapiProof();
      case RETELL -> new RetellSignature();
      case ELEVENLABS -> new ElevenLabsSignature();
      case LIVEKIT -> new LiveKitToken();
      case DOGRAH -> new SharedSecret(List.of("X-API-Key"));
      case GENERIC -> new GenericProof();
    };
  }
}
