package org.voiceagent.exporter.language;

import java.util.Locale;
import java.util.Optional;

/** A language whose words this program understands. */
public enum Language {
  ENGLISH("en"),
  GERMAN("de"),
  SPANISH("es"),
  FRENCH("fr"),
  ITALIAN("it"),
  DUTCH("nl"),
  PORTUGUESE("pt");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** Its ISO 639-1 code, such as {@code de}. */
  public String code() {
    return code;
  }

  /**
   * The language of a BCP 47 tag, by its first subtag: {@code de}, {@code pt-BR}, {@code en_US}.
   *
   * @return empty if it is none of these languages
   */
  public static Optional<Language> of(String tag) {
    String first = tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    for (Language language : values()) {
      if (language.code.equals(first)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
