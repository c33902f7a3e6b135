package org.voiceagent.exporter.redaction.corpus;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceagent.exporter.redaction.corpus.Planted.Form;
import org.voiceagent.exporter.redaction.corpus.Planted.Piece;
import org.voiceagent.exporter.redaction.corpus.Planted.Rule;
import org.voiceagent.exporter.redaction.text.Category;

/** The calls have the properties that the figures claim. */
final class CorpusTest {
  private static final Corpus CORPUS = Corpus.of(7, 4_000, Tongue.ENGLISH);

  @Test
  void isTheSameForTheSameSeedOnly() {
    Corpus small = Corpus.of(1, 200, Tongue.ENGLISH);
    assertAll(
        () -> assertEquals(small, Corpus.of(1, 200, Tongue.ENGLISH)),
        () -> assertNotEquals(small, Corpus.of(2, 200, Tongue.ENGLISH)));
  }

  @ParameterizedTest
  @EnumSource(Tongue.class)
  void everyPieceLiesInItsTurnAndBesideTheOthers(Tongue tongue) {
    for (Call call : Corpus.of(3, 1_000, tongue).calls()) {
      Set<List<Integer>> taken = new HashSet<>();
      for (Planted planted : call.planted()) {
        assertTrue(planted.pieces().stream().anyMatch(Piece::value), planted::toString);
        for (Piece piece : planted.pieces()) {
          String text = call.turns().get(piece.turn()).text();
          assertTrue(piece.start() < piece.end() && piece.end() <= text.length(), text);
          for (int at = piece.start(); at < piece.end(); at++) {
            assertTrue(taken.add(List.of(piece.turn(), at)), text);
          }
        }
      }
    }
  }

  @Test
  void mostTurnsHoldNothingPersonal() {
    long personal =
        CORPUS.calls().stream()
            .mapToLong(
                call ->
                    call.planted().stream()
                        .filter(planted -> planted.rule() != Rule.STAYS)
                        .flatMap(planted -> planted.pieces().stream())
                        .map(Piece::turn)
                        .distinct()
                        .count())
            .sum();
    double share = (double) personal / CORPUS.turns().count();
    assertTrue(share > 0.1 && share < 0.35, () -> "share of turns with something: " + share);
  }

  @Test
  void plantsEveryCategoryInEveryFormItIsSaidIn() {
    Set<String> categories =
        CORPUS
            .planted()
            .filter(planted -> planted.rule() == Rule.GOES)
            .map(Planted::kind)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        Arrays.stream(Category.values())
            .filter(category -> category != Category.WITHHELD)
            .map(Category::label)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(all, categories);
    for (String category : RecallThresholds.CATEGORIES) {
      Set<Form> forms =
          CORPUS
              .planted()
              .filter(planted -> planted.kind().equals(category))
              .map(Planted::form)
              .collect(Collectors.toSet());
      assertEquals(EnumSet.allOf(Form.class), forms, category);
    }
  }

  @Test
  void hasTemplatesEnough() {
    List<String> sections = Templates.sections(Tongue.ENGLISH);
    assertTrue(sections.stream().mapToInt(s -> Templates.of(s).size()).sum() >= 200);
    for (String section : List.of("card", "iban", "phone", "email", "id", "friends", "talk")) {
      assertTrue(Templates.of(section).size() >= 24, section);
    }
  }

  @Test
  void cardsAndAccountsHaveTheirCheckDigits() {
    for (Call call : CORPUS.calls()) {
      for (Planted planted : call.planted()) {
        if (planted.form() == Form.WRITTEN && planted.rule() == Rule.GOES) {
          String symbols = symbols(planted, call);
          if (planted.kind().equals("CARD")) {
            assertTrue(symbols.length() >= 13 && SampleCheckDigits.passesLuhn(symbols), symbols);
          } else if (planted.kind().equals("IBAN")) {
            String moved = symbols.substring(4) + symbols.substring(0, 4);
            assertEquals(1, SampleCheckDigits.ibanRemainder(moved), symbols);
          }
        }
      }
    }
  }

  private static String symbols(Planted planted, Call call) {
    return planted.pieces().stream()
        .map(piece -> call.turns().get(piece.turn()).text().substring(piece.start(), piece.end()))
        .collect(Collectors.joining())
        .replaceAll("[^A-Za-z0-9]", "");
  }
}
