package org.voiceagent.exporter.redaction.text;

/**
 * A text that counts every character that is read, so that no pattern exceeds the work budget
 * unnoticed.
 */
final class MeteredText implements CharSequence {
  private final String text;
  private final WorkBudget work;

  MeteredText(String text, WorkBudget work) {
    this.text = text;
    this.work = work;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    work.step();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
