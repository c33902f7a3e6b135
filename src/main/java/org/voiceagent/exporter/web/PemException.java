package org.voiceagent.exporter.web;

import java.io.Serial;

/** Why a PEM file cannot be used, in words for its owner and without any of its contents. */
public final class PemException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and, where possible, what to do
   */
  PemException(String message) {
    super(message);
  }
}
