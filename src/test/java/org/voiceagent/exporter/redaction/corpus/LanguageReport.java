package org.voiceagent.exporter.redaction.corpus;

import java.io.IOException;
import java.util.List;
import org.voiceagent.exporter.language.Language;
import org.voiceagent.exporter.redaction.Redactor;

/** The part of the redaction report about numbers in the words of other languages. */
final class LanguageReport {
  static final List<String> CORPORA = List.of("tuning", "made-tuning", "heldout", "made-heldout");

  private LanguageReport() {}

  /** A Markdown table with one row for each language and set of calls. */
  static String table() throws IOException {
    StringBuilder table = new StringBuilder();
    table.append("| calls | CARD | PHONE | IBAN | ID | BIRTH_DATE | SECRET | NUMBER | all gone |");
    table.append(" hits that are right |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (String corpus : CORPORA) {
      for (Language language : Language.values()) {
        if (language != Language.ENGLISH) {
          String file = language.code() + "-" + corpus + ".txt";
          LanguageScore score = LanguageScore.of(file, Redactor.strict());
          table.append(score.row(language.code() + ", " + corpus)).append('\n');
        }
      }
    }
    return table.toString();
  }

  /** Prints the table, and the mistakes of the files that are named. */
  public static void main(String... files) throws IOException {
    System.out.print(table());
    for (String file : files) {
      LanguageScore score = LanguageScore.of(file, Redactor.strict());
      System.out.println(file + "\n" + String.join("\n", score.mistakes()));
    }
  }
}
