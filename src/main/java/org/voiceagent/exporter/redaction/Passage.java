package org.voiceagent.exporter.redaction;

import java.util.ArrayList;
import java.util.List;
import org.voiceagent.exporter.call.Speaker;

/** What one speaker said before the other spoke, and what was found in it. Not thread-safe. */
final class Passage {
  private final Speaker speaker;
  private final String text;
  private final List<Span> spans = new ArrayList<>();

  Passage(Speaker speaker, String text) {
    this.speaker = speaker;
    this.text = text;
  }

  Speaker speaker() {
    return speaker;
  }

  String text() {
    return text;
  }

  /** Everything found so far, in no order. */
  List<Span> spans() {
    return spans;
  }

  void add(Span span) {
    spans.add(span);
  }
}
