package org.voiceagent.exporter.patch;

/** A setting cannot be written into a YAML text; the message says where and why. */
public final class YamlEditException extends RuntimeException {
  private static final long serialVersionUID = 1;

  YamlEditException(String message) {
    super(message);
  }
}
