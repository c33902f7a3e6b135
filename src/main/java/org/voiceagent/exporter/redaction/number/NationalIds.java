package org.voiceagent.exporter.redaction.number;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Recognises national ids of the configured regions. Immutable. */
public final class NationalIds {
  /**
   * Without areas that the Social Security Administration does not use, and without groups or
   * serials of zeros.
   */
  private static final String SSN = "(?!000|666|9)[0-9]{3}-?(?!00)[0-9]{2}-?(?!0000)[0-9]{4}";

  private static final String ITIN =
      "9[0-9]{2}-?(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])-?[0-9]{4}";

  private static final String NINO =
      "(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z][0-9]{6}[A-D]";

  private static final Pattern FORM =
      Pattern.compile(
          "[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}|[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}"
              + "|[0-9]{4} [0-9]{4} [0-9]{4}");

  private static final int SHORTEST = 9;
  private static final int LONGEST = 16;

  private static final Predicate<String> IS_SSN = whole(SSN);
  private static final Predicate<String> IS_ITIN = whole(ITIN);

  private static final List<Kind> ALL =
      List.of(
          new Kind(Region.US, false, IS_SSN.or(IS_ITIN)),
          new Kind(Region.GB, true, whole(NINO)),
          new Kind(Region.GB, false, CheckDigits::nhs),
          new Kind(Region.DE, false, CheckDigits::steuerId),
          new Kind(Region.FR, true, CheckDigits::nir),
          new Kind(Region.ES, true, CheckDigits::dni),
          new Kind(Region.ES, true, CheckDigits::nie),
          new Kind(Region.IT, true, CheckDigits::codiceFiscale),
          new Kind(Region.NL, false, CheckDigits::bsn),
          new Kind(Region.PL, false, CheckDigits::pesel),
          new Kind(Region.IN, false, CheckDigits::aadhaar),
          new Kind(Region.IN, true, whole("[A-Z]{3}[ABCFGHLJPT][A-Z][0-9]{4}[A-Z]")),
          new Kind(Region.BR, false, CheckDigits::cpf),
          new Kind(Region.CA, false, symbols -> symbols.length() == 9 && CheckDigits.luhn(symbols)),
          new Kind(Region.AU, false, CheckDigits::tfn),
          new Kind(Region.AU, false, CheckDigits::medicare));

  private final List<Kind> kinds;

  public NationalIds(Set<Region> regions) {
    kinds = ALL.stream().filter(kind -> regions.contains(kind.region())).toList();
  }

  private static Predicate<String> whole(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }

  /** Whether a number may be a national id, although other numbers look the same. */
  boolean maybe(NumberRun run) {
    return isOne(run, false);
  }

  /** Whether a number can only be a national id. */
  boolean surely(NumberRun run, String written) {
    return isOne(run, true) || hasForm(written, run);
  }

  /** Whether it is written with the separators that only a national id has. */
  private boolean hasForm(String written, NumberRun run) {
    return FORM.matcher(written).matches() && isOne(run, false);
  }

  private boolean isOne(NumberRun run, boolean sure) {
    String symbols = run.symbols();
    boolean digitsOnly = symbols.length() == run.digits().length();
    return symbols.length() >= SHORTEST
        && symbols.length() <= LONGEST
        && kinds.stream()
            .filter(kind -> kind.sure() == sure)
            .filter(kind -> digitsOnly || kind.sure())
            .anyMatch(kind -> kind.form().test(symbols));
  }

  /**
   * One kind of national id.
   *
   * @param region the country that issues it
   * @param sure whether form and check digits alone are conclusive
   * @param form tests digits and upper-case letters
   */
  private record Kind(Region region, boolean sure, Predicate<String> form) {}
}
