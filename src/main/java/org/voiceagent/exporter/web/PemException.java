package org.voiceagent.exporter.web;

import java.io.Serial;

/** Why a PEM file cannot be used, in words for its owner and without anything it holds. */
public final class PemException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** With what is wrong and, where it can be said, what to do. */
  PemException(String message) {
    super(message);
  }
}
