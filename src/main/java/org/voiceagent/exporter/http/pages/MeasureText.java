package org.voiceagent.exporter.http.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.voiceagent.exporter.call.Measure;

/** Measures of calls in the words and units of people. */
final class MeasureText {
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private MeasureText() {}

  /** What a measure is called. */
  static String label(Measure measure) {
    return switch (measure) {
      case RESPONSE_LATENCY_MS -> "Response latency";
      case STT_LATENCY_MS -> "Speech recognition latency";
      case FIRST_FRAME_MS -> "Time to the first audio";
      case LOW_WATERMARK_HITS_PER_MINUTE -> "Low jitter buffer, times a minute";
      case UNDERFLOW_RATIO -> "Audio frames that came too late";
      case BARGE_INS_PER_TURN -> "Barge-ins per turn";
      case END_OF_TURN_MS -> "Wait for the end of a turn";
      case TALK_OVERS_PER_TURN -> "Both speaking at once, per turn";
      case IGNORED_BARGE_INS_PER_TURN -> "Ignored barge-ins per turn";
      case GREETING_CUT -> "Greeting interrupted";
      case SENTIMENT -> "Sentiment of the caller";
      case FELL_BACK -> "Fell back to another provider";
      case KEEPALIVE_TIMED_OUT -> "Keep-alive timed out";
      case CODEC_MISALIGNED -> "Codec misaligned";
      case FAILED -> "Calls that failed";
    };
  }

  /** A value with its unit; a share as percent. */
  static String value(Measure measure, boolean share, double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    return share ? number(100 * value) + " %" : (number(value) + " " + measure.unit()).strip();
  }

  /** A difference with its sign and unit; one of shares in percentage points. */
  static String difference(Measure measure, boolean share, double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    String sign = value > 0 ? "+" : "";
    return sign + (share ? number(100 * value) + " points" : value(measure, false, value));
  }

  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
    return (rounded.scale() < 0 ? rounded.setScale(0) : rounded)
        .stripTrailingZeros()
        .toPlainString()
        .replace("-", "\u2212");
  }
}
