package org.voiceagent.exporter.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A telephone number in any common form, and the digits by which switches may write it: with the
 * calling code of its country, with the trunk prefix, with neither. Calling codes and trunk
 * prefixes are those of the ITU's numbering plans. Immutable and thread-safe.
 */
public final class CallerNumber {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(?:sips?|tel|callto):([^@;>?]{1,256})(?:[@;>?].*)?");
  private static final Pattern NUMBER = Pattern.compile("\\(?\\+?[0-9][0-9 ().\\-/\u00a0]{2,40}");
  private static final int SHORTEST = 5;
  private static final int LONGEST = 15;
  private static final int LONGEST_CALLING_CODE = 3;

  private final Set<String> forms;
  private final boolean international;

  private CallerNumber(Set<String> forms, boolean international) {
    this.forms = Set.copyOf(forms);
    this.international = international;
  }

  /** A country's calling code and trunk prefix, "" for none. */
  private record Plan(String callingCode, String trunk) {}

  /**
   * The number in a text.
   *
   * @param written such as {@code +44 20 7946 0958}, {@code 00442079460958}, {@code (020) 7946
   *     0958}, {@code tel:} or {@code sip:} addresses
   * @param region two letters of ISO 3166, such as {@code GB}, the country of a number without a
   *     calling code; "" if unknown
   * @return empty if the text is not a number
   * @throws IllegalArgumentException if the region does not exist
   */
  public static Optional<CallerNumber> parse(String written, String region) {
    Plans plans = Plans.ALL;
    Plan plan = region.isEmpty() ? new Plan("", "") : plans.of(region);
    Matcher address = ADDRESS.matcher(written.strip());
    String user = (address.matches() ? address.group(1) : written).strip();
    if (!NUMBER.matcher(user).matches()) {
      return Optional.empty();
    }
    boolean plus = user.startsWith("+");
    // +44 (0)20: the zero in parentheses is dialled within the country only.
    String digits = (plus ? user.replace("(0)", "") : user).replaceAll("[^0-9]", "");
    boolean international = plus || digits.startsWith("00");
    String significant = !plus && international ? digits.substring(2) : digits;
    if (significant.length() < SHORTEST || significant.length() > LONGEST) {
      return Optional.empty();
    }
    Set<String> forms = new LinkedHashSet<>();
    if (international) {
      forms.add(significant);
      plans.withCode(significant).ifPresent(of -> add(forms, of, significant));
    } else {
      forms.add(digits);
      if (!plan.callingCode().isEmpty()) {
        String national =
            !plan.trunk().isEmpty() && digits.startsWith(plan.trunk())
                ? digits.substring(plan.trunk().length())
                : digits;
        add(forms, plan, plan.callingCode() + national);
      }
    }
    return Optional.of(new CallerNumber(forms, international || !plan.callingCode().isEmpty()));
  }

  private static void add(Set<String> forms, Plan plan, String international) {
    String national = international.substring(plan.callingCode().length());
    forms.add(international);
    forms.add(plan.trunk() + national);
    forms.add(national);
    forms.add(plan.callingCode() + plan.trunk() + national);
  }

  /** The digits by which it may be written, without a plus or a leading 00. */
  public Set<String> forms() {
    return forms;
  }

  /** Whether its country is known; otherwise there are no forms with a calling code. */
  public boolean isInternational() {
    return international;
  }

  /** Does not show the number. */
  @Override
  public String toString() {
    return "CallerNumber";
  }

  /** The plans of all regions, read when a number is first parsed. */
  private static final class Plans {
    static final Plans ALL = read();

    private final Map<String, Plan> byRegion = new HashMap<>();
    private final Map<String, Plan> byCode = new HashMap<>();

    Plan of(String region) {
      Plan plan = byRegion.get(region.toUpperCase(Locale.ROOT));
      if (plan == null) {
        throw new IllegalArgumentException(
            "there is no region " + region + ": two letters of ISO 3166, such as GB");
      }
      return plan;
    }

    Optional<Plan> withCode(String number) {
      for (int length = 1; length <= LONGEST_CALLING_CODE; length++) {
        Plan plan = byCode.get(number.substring(0, length));
        if (plan != null) {
          return Optional.of(plan);
        }
      }
      return Optional.empty();
    }

    private static Plans read() {
      Plans plans = new Plans();
      try (InputStream file = CallerNumber.class.getResourceAsStream("calling-codes.txt")) {
        if (file == null) {
          throw new IOException("calling-codes.txt is missing");
        }
        new String(file.readAllBytes(), StandardCharsets.US_ASCII)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .forEach(plans::take);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return plans;
    }

    private void take(String line) {
      String[] words = line.split(" ", -1);
      Plan plan = new Plan(words[0], words[1].equals("-") ? "" : words[1]);
      byCode.putIfAbsent(words[0], plan);
      for (int i = 2; i < words.length; i++) {
        byRegion.put(words[i], plan);
      }
    }
  }
}
