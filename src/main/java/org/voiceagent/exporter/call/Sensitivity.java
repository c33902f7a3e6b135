package org.voiceagent.exporter.call;

import java.util.Locale;

/** Who may read a value; docs/data-classes.md explains the classes. */
public enum Sensitivity {
  /** How an installation works; nothing about a caller. */
  INTERNAL,
  /** About one call, and with other knowledge about who called. */
  PERSONAL;

  /** The name of the class in the documentation. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
