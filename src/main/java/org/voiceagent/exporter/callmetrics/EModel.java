package org.voiceagent.exporter.callmetrics;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.voiceagent.exporter.advice.fact.CodecName;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.Facts;

/**
 * The E-model of ITU-T G.107, which rates a narrowband line by its delay, its loss and its codec.
 * Every other parameter has the recommendation's default, so echo and noise are those of a good
 * line, and lost packets are spread at random. Stateless.
 *
 * <p>R = 93.2 - Idd - Ie,eff, where 93.2 is R with all defaults, Idd is the impairment by delay
 * alone, and Ie,eff = Ie + (95 - Ie) * Ppl / (Ppl + Bpl) is that of the codec at the loss Ppl in
 * percent. Ie and Bpl are those of ITU-T G.113, appendix I.
 */
final class EModel {
  private static final double WITH_DEFAULTS = 93.2;
  private static final double AUDIBLE_DELAY_MS = 100;

  /** One packet of 20 ms is collected before it is sent. */
  private static final double PACKET_MS = 20;

  /** A jitter buffer holds about twice the jitter; this project's own choice. */
  private static final double BUFFERED_JITTERS = 2;

  private static final int NARROWBAND_HZ = 8000;

  /** Uncompressed speech, with packet loss concealment. */
  private static final Codec G711 = new Codec(0, 25.1);

  private static final Codec G729A = new Codec(11, 19);

  private static final Map<String, Codec> CODECS =
      Map.of("ulaw", G711, "alaw", G711, "g711", G711, "slin", G711, "g729", G729A, "g729a", G729A);

  private EModel() {}

  /**
   * What a codec does to speech.
   *
   * @param impairment Ie, 0 for none
   * @param robustness Bpl, how well it bears loss
   */
  private record Codec(double impairment, double robustness) {}

  /**
   * The mean opinion score of a call's line, from 1 to 4.5. Empty unless round trip, jitter, loss
   * and a narrowband codec are all known: a guess of one of them would pass for a measurement.
   */
  static OptionalDouble mos(Facts facts) {
    OptionalDouble roundTripMs = facts.number(CallField.RTT_MS);
    OptionalDouble jitterMs = facts.number(CallField.JITTER_MS);
    OptionalDouble lossRatio = facts.number(CallField.PACKET_LOSS_RATIO);
    if (roundTripMs.isEmpty() || jitterMs.isEmpty() || lossRatio.isEmpty()) {
      return OptionalDouble.empty();
    }
    double delayMs =
        roundTripMs.getAsDouble() / 2 + BUFFERED_JITTERS * jitterMs.getAsDouble() + PACKET_MS;
    return codec(facts).stream()
        .mapToDouble(codec -> mos(rating(delayMs, 100 * lossRatio.getAsDouble(), codec)))
        .findFirst();
  }

  /** The mean opinion score of G.711 with packet loss concealment. */
  static double mosOfG711(double delayMs, double lossPercent) {
    return mos(ratingOfG711(delayMs, lossPercent));
  }

  /** The rating of G.711 with packet loss concealment. */
  static double ratingOfG711(double delayMs, double lossPercent) {
    return rating(delayMs, lossPercent, G711);
  }

  private static Optional<Codec> codec(Facts facts) {
    boolean narrow = facts.number(CallField.SAMPLE_RATE_HZ, NARROWBAND_HZ) == NARROWBAND_HZ;
    return facts
        .text(CallField.CODEC)
        .filter(any -> narrow)
        .map(word -> CODECS.get(CodecName.folded(word)));
  }

  private static double rating(double delayMs, double lossPercent, Codec codec) {
    double lossy = lossPercent / (lossPercent + codec.robustness());
    double equipment = codec.impairment() + (95 - codec.impairment()) * lossy;
    return WITH_DEFAULTS - byDelay(delayMs) - equipment;
  }

  /** Idd of G.107: nothing up to 100 ms one way. */
  private static double byDelay(double delayMs) {
    if (delayMs <= AUDIBLE_DELAY_MS) {
      return 0;
    }
    double x = Math.log(delayMs / AUDIBLE_DELAY_MS) / Math.log(2);
    return 25 * (root(1 + Math.pow(x, 6)) - 3 * root(1 + Math.pow(x / 3, 6)) + 2);
  }

  private static double root(double of) {
    return Math.pow(of, 1.0 / 6);
  }

  private static double mos(double r) {
    if (r <= 0) {
      return 1;
    }
    return r >= 100 ? 4.5 : 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6;
  }
}
