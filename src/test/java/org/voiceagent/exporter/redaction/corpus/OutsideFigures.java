package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.voiceagent.exporter.redaction.Redactor;
import org.voiceagent.exporter.redaction.corpus.FiguresTable.Source;
import org.voiceagent.exporter.redaction.corpus.PeopleCalls.Half;

/** The figures of calls that no detector was tuned on. */
final class OutsideFigures {
  /** The fresh calls of a language, if there are any: {@code fresh.txt}, {@code fresh-de.txt}. */
  private static final Path FOLDER = Path.of("src", "test", "resources", "redaction");

  private static final int ROUNDS = 6;

  /** Whose people are used with which phrasings. */
  static final Map<String, List<String>> LOCALES =
      Map.of(
          "en", List.of("en-US", "en-GB", "en-IN", "en-AU", "en-CA", "en-ZA", "en-NG"),
          "de", List.of("de", "de-AT", "de-CH"),
          "es", List.of("es", "es-MX"),
          "fr", List.of("fr"),
          "it", List.of("it"),
          "nl", List.of("nl"),
          "pt", List.of("pt", "pt-BR"));

  /** Whose addresses are given in answer to an English question. */
  static final List<String> ADDRESSES =
      List.of(
          ("ar be bg ca cs da-DK de de-AT de-CH el en-AU en-CA en-GB en-IN en-NG en-NZ en-SG en-US"
                  + " en-ZA es es-MX et fa fi-FI fr fr-CA fr-CH he hr hu hy id it ja ka ko lv nb-NO"
                  + " nl pl pt pt-BR ru sk sv th tr uk vi zh-CN zh-TW")
              .split(" ", -1));

  private static final int ADDRESSES_EACH = 40;

  private static final String ANY_COUNTRY =
      "en, with addresses of " + ADDRESSES.size() + " locales";

  private static final int WEAKEST = 4;

  private OutsideFigures() {}

  /** How the redactor performs on one half of the generated calls in a language. */
  static MarkedScore generated(String language, Half half, Redactor redactor) {
    List<MarkedCall> calls = new ArrayList<>();
    for (String locale : LOCALES.getOrDefault(language, List.of())) {
      calls.addAll(PeopleCalls.of(language, Locale.forLanguageTag(locale), half, ROUNDS));
    }
    return MarkedScore.of(calls, redactor);
  }

  /** The same for addresses of a locale in answer to an English question. */
  static MarkedScore addresses(String locale, Redactor redactor) {
    return MarkedScore.of(
        PeopleCalls.addressesOf(Locale.forLanguageTag(locale), ADDRESSES_EACH), redactor);
  }

  /** Adds all figures; those of public sets only if the folder with the sets is there. */
  static void addTo(FiguresTable table) throws IOException {
    Redactor redactor = Redactor.strict();
    for (String language : LOCALES.keySet()) {
      table.add(Source.GENERATED, language, generated(language, Half.HELD_OUT, redactor));
      String fresh = language.equals("en") ? "fresh.txt" : "fresh-" + language + ".txt";
      if (Files.exists(FOLDER.resolve(fresh))) {
        table.add(Source.FRESH, language, MarkedScore.of(MarkedCall.read(fresh), redactor));
      }
    }
    for (String locale : ADDRESSES) {
      table.add(Source.GENERATED, ANY_COUNTRY, addresses(locale, redactor));
    }
    Optional<Path> sets = PublicSets.folder();
    if (sets.isPresent()) {
      table.add(Source.SGD, "en", MarkedScore.of(PublicSets.sgd(sets.get()), redactor));
    }
  }

  /** The locales whose addresses are found least, with the share of each. */
  static String weakestLocales(Redactor redactor) {
    Map<String, Double> shares = new TreeMap<>();
    ADDRESSES.forEach(
        locale -> shares.put(locale, addresses(locale, redactor).recall().get("ADDRESS").share()));
    return shares.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(WEAKEST)
        .map(
            share ->
                String.format(Locale.ROOT, "%s %.0f %%", share.getKey(), 100 * share.getValue()))
        .collect(Collectors.joining(", "));
  }
}
