package org.voiceagent.exporter.patch;

/** A setting that cannot be laid over a YAML text; the message says where and why. */
public final class YamlEditException extends RuntimeException {
  private static final long serialVersionUID = 1;

  YamlEditException(String message) {
    super(message);
  }
}
