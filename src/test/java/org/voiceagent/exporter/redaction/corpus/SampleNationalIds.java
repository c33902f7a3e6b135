package org.voiceagent.exporter.redaction.corpus;

import java.util.List;
import java.util.Map;

/** National identity, tax, health and social-security numbers, made up, with right check digits. */
final class SampleNationalIds {
  private static final List<String> NAMES =
      List.of(
          "ssn",
          "ssn",
          "ssn",
          "itin",
          "nino",
          "nino",
          "nhs",
          "steuerid",
          "nir",
          "dni",
          "nie",
          "fiscale",
          "bsn",
          "pesel",
          "aadhaar",
          "pan",
          "cpf",
          "sin",
          "tfn",
          "medicare");

  private static final Map<String, String> LONG_NAMES =
      Map.ofEntries(
          Map.entry("ssn", "social security number|social|ssn|social security"),
          Map.entry(
              "itin", "itin|taxpayer identification number|tax id|individual taxpayer number"),
          Map.entry("nino", "national insurance number|ni number|national insurance"),
          Map.entry("nhs", "nhs number|national health number"),
          Map.entry("steuerid", "german tax id|steuer id|tax identification number"),
          Map.entry("nir", "french social security number|numero de securite sociale|insee number"),
          Map.entry("dni", "dni|spanish id number|national id number"),
          Map.entry("nie", "nie|nie number|foreigner id number"),
          Map.entry("fiscale", "codice fiscale|italian tax code|fiscal code"),
          Map.entry("bsn", "bsn|burgerservicenummer|dutch citizen service number"),
          Map.entry("pesel", "pesel|pesel number"),
          Map.entry("aadhaar", "aadhaar number|aadhaar|aadhar card number"),
          Map.entry("pan", "pan|pan card number|pan number"),
          Map.entry("cpf", "cpf|cpf number"),
          Map.entry("sin", "social insurance number|sin number"),
          Map.entry("tfn", "tax file number|tfn"),
          Map.entry("medicare", "medicare number|medicare card number"));

  private SampleNationalIds() {}

  /** One of any country. */
  static Value next(Dice dice) {
    return of(dice.pick(NAMES), dice);
  }

  private static Value of(String name, Dice dice) {
    return switch (name) {
      case "ssn" -> id(name, ssn(dice), "-", " ", "-", "");
      case "itin" ->
          id(name, List.of("9" + dice.digits(2), "7" + dice.below(9), dice.digits(4)), "-", " ");
      case "nino" -> id(name, nino(dice), " ", "", "");
      case "nhs" -> id(name, nhs(dice), " ", "", "-");
      case "steuerid" -> id(name, steuerId(dice), " ", "", "");
      case "nir" -> id(name, nir(dice), " ", "", " ");
      case "dni" -> id(name, dni("", dice), "-", "", " ");
      case "nie" -> id(name, dni(dice.pick("X", "Y", "Z"), dice), "-", "", "");
      case "fiscale" -> id(name, codiceFiscale(dice), "", " ", "");
      case "bsn" -> id(name, bsn(dice), "", ".", " ");
      case "pesel" -> id(name, pesel(dice), "", "", " ");
      case "aadhaar" -> id(name, aadhaar(dice), " ", "", "-");
      case "pan" ->
          id(
              name,
              List.of(dice.capitals(3) + "P" + dice.capitals(1), dice.digits(4), dice.capitals(1)),
              "",
              "",
              " ");
      case "cpf" -> cpf(dice);
      case "sin" ->
          id(
              name,
              threes(SampleCheckDigits.luhn(dice.between(1, 7) + dice.digits(7))),
              " ",
              "-",
              "");
      case "tfn" -> id(name, tfn(dice), " ", "", "-");
      case "medicare" -> id(name, medicare(dice), " ", "", " ");
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Value id(String name, List<String> groups, String... separators) {
    return Code.of("ID", called(name), groups, separators);
  }

  private static List<String> called(String name) {
    return List.of(LONG_NAMES.get(name).split("\\|"));
  }

  private static List<String> ssn(Dice dice) {
    int area = dice.between(1, 899);
    return List.of(
        "%03d".formatted(area == 666 ? 667 : area),
        "%02d".formatted(dice.between(1, 99)),
        "%04d".formatted(dice.between(1, 9999)));
  }

  private static List<String> nino(Dice dice) {
    String prefix = dice.pick("AB", "CE", "HJ", "JG", "LM", "PC", "SK", "WM", "YX", "TT");
    return List.of(
        prefix, dice.digits(2), dice.digits(2), dice.digits(2), dice.pick("A", "B", "C", "D"));
  }

  /** 999 is reserved for tests. */
  private static List<String> nhs(Dice dice) {
    while (true) {
      String nine = "999" + dice.digits(6);
      int check = NationalIdChecks.nhs(nine);
      if (check < 10) {
        return List.of(nine.substring(0, 3), nine.substring(3, 6), nine.substring(6) + check);
      }
    }
  }

  /** One digit twice and each other at most once, in ten places. */
  private static List<String> steuerId(Dice dice) {
    while (true) {
      String ten = dice.between(1, 9) + dice.digits(9);
      if (ten.chars().distinct().count() == 9) {
        String all = ten + NationalIdChecks.steuerId(ten);
        return List.of(
            all.substring(0, 2), all.substring(2, 5), all.substring(5, 8), all.substring(8));
      }
    }
  }

  private static List<String> nir(Dice dice) {
    String sex = dice.pick("1", "2");
    String year = "%02d".formatted(dice.between(40, 99));
    String month = "%02d".formatted(dice.between(1, 12));
    String place = "%02d".formatted(dice.between(1, 95));
    String town = "%03d".formatted(dice.between(1, 700));
    String order = "%03d".formatted(dice.between(1, 999));
    String payload = sex + year + month + place + town + order;
    return List.of(sex, year, month, place, town, order, NationalIdChecks.nir(payload));
  }

  private static List<String> dni(String foreigner, Dice dice) {
    String digits = dice.digits(foreigner.isEmpty() ? 8 : 7);
    String letter = NationalIdChecks.dni(foreigner + digits);
    return foreigner.isEmpty() ? List.of(digits, letter) : List.of(foreigner, digits, letter);
  }

  private static List<String> codiceFiscale(Dice dice) {
    String consonants = "BCDFGLMNPRSTVZ";
    String names = dice.characters(consonants, 6);
    String born =
        "%02d%s%02d"
            .formatted(
                dice.between(40, 99), dice.characters("ABCDEHLMPRST", 1), dice.between(1, 28));
    String place = dice.characters("ABCDEFGHIL", 1) + dice.digits(3);
    String fifteen = names + born + place;
    return List.of(
        names.substring(0, 3),
        names.substring(3),
        born,
        place + NationalIdChecks.codiceFiscale(fifteen));
  }

  private static List<String> bsn(Dice dice) {
    while (true) {
      String eight = dice.between(1, 9) + dice.digits(7);
      int check = NationalIdChecks.bsn(eight);
      if (check < 10) {
        return threes(eight + check);
      }
    }
  }

  private static List<String> pesel(Dice dice) {
    String born =
        "%02d%02d%02d".formatted(dice.between(40, 99), dice.between(1, 12), dice.between(1, 28));
    String ten = born + dice.digits(4);
    return List.of(born, ten.substring(6) + NationalIdChecks.pesel(ten));
  }

  private static List<String> aadhaar(Dice dice) {
    return Cards.inFours(SampleCheckDigits.verhoeff(dice.between(2, 9) + dice.digits(10)));
  }

  private static Value cpf(Dice dice) {
    String nine = dice.digits(9);
    String digits = nine + NationalIdChecks.cpf(nine);
    List<String> groups =
        List.of(
            digits.substring(0, 3),
            digits.substring(3, 6),
            digits.substring(6, 9),
            digits.substring(9));
    String dotted = String.join(".", groups.subList(0, 3)) + "-" + groups.get(3);
    return new Code("ID", called("cpf"), List.of(dotted, dotted, digits), groups);
  }

  private static List<String> tfn(Dice dice) {
    while (true) {
      String nine = dice.between(1, 9) + dice.digits(8);
      if (NationalIdChecks.isTfn(nine)) {
        return threes(nine);
      }
    }
  }

  private static List<String> medicare(Dice dice) {
    String eight = dice.between(2, 6) + dice.digits(7);
    String all = eight + NationalIdChecks.medicare(eight) + "1";
    return List.of(all.substring(0, 4), all.substring(4, 9), all.substring(9));
  }

  private static List<String> threes(String nine) {
    return List.of(nine.substring(0, 3), nine.substring(3, 6), nine.substring(6));
  }
}
