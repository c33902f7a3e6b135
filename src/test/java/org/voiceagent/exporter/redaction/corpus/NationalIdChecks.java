package org.voiceagent.exporter.redaction.corpus;

/** The check digits and letters of national numbers, each by the rule its office publishes. */
final class NationalIdChecks {
  /** The odd places of an Italian tax code; the even ones count as what they are. */
  private static final int[] ODD_PLACES = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private NationalIdChecks() {}

  /** British NHS number; 10 where there is none and the nine digits are not used. */
  static int nhs(String nine) {
    return (11 - weighted(nine, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11;
  }

  /** German tax number, ISO/IEC 7064 MOD 11,10. */
  static int steuerId(String ten) {
    int product = 10;
    for (int i = 0; i < ten.length(); i++) {
      int sum = (ten.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10;
  }

  /** French social-security number: the two digits of the key. */
  static String nir(String thirteen) {
    return "%02d".formatted(97 - Long.parseLong(thirteen) % 97);
  }

  /** Spanish DNI of eight digits, or NIE of X, Y or Z and seven digits: the letter at the end. */
  static String dni(String number) {
    int foreigner = "XYZ".indexOf(number.charAt(0));
    String digits = foreigner < 0 ? number : foreigner + number.substring(1);
    return String.valueOf("TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(digits) % 23));
  }

  /** Italian tax code: the letter at the end. */
  static char codiceFiscale(String fifteen) {
    int sum = 0;
    for (int i = 0; i < fifteen.length(); i++) {
      char c = fifteen.charAt(i);
      int value = c <= '9' ? c - '0' : c - 'A';
      sum += i % 2 == 0 ? ODD_PLACES[value] : value;
    }
    return (char) ('A' + sum % 26);
  }

  /** Dutch citizen number; 10 where there is none and the eight digits are not used. */
  static int bsn(String eight) {
    return weighted(eight, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
  }

  /** Polish PESEL. */
  static int pesel(String ten) {
    return (10 - weighted(ten, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10;
  }

  /** Brazilian CPF: both digits. */
  static String cpf(String nine) {
    int first = cpfDigit(weighted(nine, 10, 9, 8, 7, 6, 5, 4, 3, 2));
    int second = cpfDigit(weighted(nine + first, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2));
    return first + "" + second;
  }

  private static int cpfDigit(int sum) {
    return sum % 11 < 2 ? 0 : 11 - sum % 11;
  }

  /** Whether nine digits are an Australian tax file number. */
  static boolean isTfn(String nine) {
    return weighted(nine, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
  }

  /** Australian Medicare number: the ninth digit. */
  static int medicare(String eight) {
    return weighted(eight, 1, 3, 7, 9, 1, 3, 7, 9) % 10;
  }

  private static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (digits.charAt(i) - '0') * weights[i];
    }
    return sum;
  }
}
