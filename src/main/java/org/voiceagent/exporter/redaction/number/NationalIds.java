package org.voiceagent.exporter.redaction.number;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The numbers states give to persons, of those regions that are asked for. Immutable. */
public final class NationalIds {
  /** Not an area the Social Security Administration gives out, nor a group or serial of zeros. */
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

  /** Whether it can be one, though other numbers look the same. */
  boolean maybe(NumberRun run) {
    return isOne(run, false);
  }

  /** Whether nothing else looks so. */
  boolean surely(NumberRun run, String written) {
    return isOne(run, true) || hasForm(written, run);
  }

  /** Written with the signs that only a national number has between its groups. */
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
   * One kind of number.
   *
   * @param region who gives it out
   * @param sure whether form and checksum alone tell it
   * @param form tells whether digits and upper-case letters are one
   */
  private record Kind(Region region, boolean sure, Predicate<String> form) {}
}
