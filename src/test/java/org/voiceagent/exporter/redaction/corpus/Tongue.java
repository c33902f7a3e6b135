package org.voiceagent.exporter.redaction.corpus;

import java.util.ArrayList;
import java.util.List;

/** A language's words for figures and for what people say between them. */
enum Tongue {
  ENGLISH(
      List.of("zero one two three four five six seven eight nine".split(" ")),
      List.of("zero", "oh", "oh", "o", "nought"),
      List.of(
          "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
              .split(" ")),
      List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" ")),
      List.of("double"),
      List.of("triple", "treble"),
      List.of("um", "uh", "then", "and", "and then", "er", "hmm"),
      List.of("no sorry", "sorry", "wait no", "i mean", "no wait", "scratch that", "correction"),
      List.of("plus"),
      List.of("at", "at", "at", "at", "at sign"),
      List.of("dot"),
      List.of(
          "uh-huh",
          "okay",
          "mm-hmm",
          "go ahead",
          "go on",
          "yes",
          "got it",
          "right",
          "and then?",
          "yep",
          "alright",
          "i'm listening",
          "okay and the rest?",
          "next please")),
  GERMAN(
      List.of("null eins zwei drei vier fünf sechs sieben acht neun".split(" ")),
      List.of("null"),
      List.of(
          "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
              .split(" ")),
      List.of("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(" ")),
      List.of("doppel", "zweimal"),
      List.of("dreimal"),
      List.of("äh", "ähm", "dann", "und", "und dann"),
      List.of("nein moment", "entschuldigung", "quatsch", "nee"),
      List.of("plus"),
      List.of("at", "ät"),
      List.of("punkt"),
      List.of("ja", "mhm", "okay", "weiter", "gut", "und dann?", "ja bitte")),
  SPANISH(
      List.of("cero uno dos tres cuatro cinco seis siete ocho nueve".split(" ")),
      List.of("cero"),
      List.of(
          "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"
              .split(" ")),
      List.of("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" ")),
      List.of("doble"),
      List.of("triple"),
      List.of("eh", "este", "luego", "y", "y después"),
      List.of("no perdón", "perdón", "digo", "no espera"),
      List.of("más"),
      List.of("arroba"),
      List.of("punto"),
      List.of("sí", "ajá", "vale", "dígame", "continúe", "¿y luego?", "de acuerdo")),
  FRENCH(
      List.of("zéro un deux trois quatre cinq six sept huit neuf".split(" ")),
      List.of("zéro"),
      List.of("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split(" ")),
      List.of(
          "vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix"
              .split(" ")),
      List.of("double"),
      List.of("triple"),
      List.of("euh", "alors", "puis", "et", "et puis"),
      List.of("non pardon", "pardon", "je veux dire", "non attendez"),
      List.of("plus"),
      List.of("arobase", "at"),
      List.of("point"),
      List.of("oui", "d'accord", "mmh", "allez-y", "et ensuite ?", "je vous écoute"));

  private final List<String> digits;
  private final List<String> zeros;
  private final List<String> teens;
  private final List<String> tens;
  private final List<String> twice;
  private final List<String> thrice;
  private final List<String> fillers;
  private final List<String> corrections;
  private final List<String> plus;
  private final List<String> at;
  private final List<String> dot;
  private final List<String> interjections;

  Tongue(
      List<String> digits,
      List<String> zeros,
      List<String> teens,
      List<String> tens,
      List<String> twice,
      List<String> thrice,
      List<String> fillers,
      List<String> corrections,
      List<String> plus,
      List<String> at,
      List<String> dot,
      List<String> interjections) {
    this.digits = digits;
    this.zeros = zeros;
    this.teens = teens;
    this.tens = tens;
    this.twice = twice;
    this.thrice = thrice;
    this.fillers = fillers;
    this.corrections = corrections;
    this.plus = plus;
    this.at = at;
    this.dot = dot;
    this.interjections = interjections;
  }

  /** The word of a figure from 0 to 9, 0 by its proper name. */
  String digit(int digit) {
    return digits.get(digit);
  }

  /** One of the words people have for 0. */
  String zero(Dice dice) {
    return dice.pick(zeros);
  }

  /** "double", or "triple" for three. */
  String times(int times, Dice dice) {
    return dice.pick(times == 2 ? twice : thrice);
  }

  /** A sound or word between two figures. */
  String filler(Dice dice) {
    return dice.pick(fillers);
  }

  /** A sound between two words. */
  String hesitation(Dice dice) {
    return switch (this) {
      case ENGLISH -> dice.pick("um", "uh", "er", "like", "you know", "hmm");
      case GERMAN -> dice.pick("äh", "ähm", "hm");
      case SPANISH -> dice.pick("eh", "pues", "este");
      case FRENCH -> dice.pick("euh", "ben", "hein");
    };
  }

  /** What one says who said a wrong figure. */
  String correction(Dice dice) {
    return dice.pick(corrections);
  }

  String plus(Dice dice) {
    return dice.pick(plus);
  }

  String at(Dice dice) {
    return dice.pick(at);
  }

  String dot(Dice dice) {
    return dice.pick(dot);
  }

  /** What the other one says meanwhile. */
  String interjection(Dice dice) {
    return dice.pick(interjections);
  }

  /** The words of a number from 10 to 99. */
  String number(int number, Dice dice) {
    int tens = number / 10;
    int ones = number % 10;
    if (tens == 1) {
      return teens.get(ones);
    }
    String ten = this.tens.get(tens - 2);
    return switch (this) {
      case ENGLISH -> ones == 0 ? ten : ten + dice.pick("-", " ", " ") + digit(ones);
      case GERMAN -> ones == 0 ? ten : (ones == 1 ? "ein" : digit(ones)) + "und" + ten;
      case SPANISH -> spanish(tens, ones, ten);
      case FRENCH -> french(tens, ones, ten);
    };
  }

  private String spanish(int tens, int ones, String ten) {
    if (ones == 0) {
      return ten;
    }
    return tens == 2
        ? List.of(
                "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
                    .split(" "))
            .get(ones - 1)
        : ten + " y " + digit(ones);
  }

  private String french(int tens, int ones, String ten) {
    List<String> parts = new ArrayList<>();
    if (tens == 7 || tens == 9) {
      parts.add(tens == 7 ? "soixante" : "quatre-vingt");
      parts.add(teens.get(ones));
    } else if (tens == 8) {
      return ones == 0 ? "quatre-vingts" : ten + "-" + digit(ones);
    } else if (ones == 0) {
      return ten;
    } else {
      parts.add(ten);
      parts.add(ones == 1 ? "et-un" : digit(ones));
    }
    return String.join("-", parts);
  }

  /** The word for "_". */
  String underscore() {
    return switch (this) {
      case ENGLISH -> "underscore";
      case GERMAN -> "unterstrich";
      case SPANISH -> "guion bajo";
      case FRENCH -> "tiret bas";
    };
  }

  /** The word for "-". */
  String hyphen(Dice dice) {
    return switch (this) {
      case ENGLISH -> dice.pick("dash", "hyphen");
      case GERMAN -> dice.pick("minus", "bindestrich");
      case SPANISH -> "guion";
      case FRENCH -> "tiret";
    };
  }

  /** The language's code (ISO 639-1). */
  String code() {
    return switch (this) {
      case ENGLISH -> "en";
      case GERMAN -> "de";
      case SPANISH -> "es";
      case FRENCH -> "fr";
    };
  }
}
