package org.voiceagent.exporter.redaction.text;

/** Words for a person by their role in a call. */
public final class PersonWords {
  /** A regular expression for one of these words. */
  public static final String ROLES =
      "(?:(?:tour"
          + " )?guide|driver|doctor|dentist|patient|passenger|guest|trainer|engineer|technician|plumber|electrician|agent|tenant|owner|caller|customer|(?:account|card|policy)"
          + " ?holder|person|child|baby|boy|girl"
          + "|manager|nurse|vet|teacher|landlord|landlady|lady|gentleman|stylist|lawyer|solicitor|beneficiary|payee"
          + "|recipient|contact|employee|student|member|"
          + PersonWords.RELATIVES
          + ")";

  /** A regular expression for relatives and acquaintances. */
  static final String RELATIVES =
      "(?:son|daughter|husband|wife|mother|mum|mom|father|dad|brother|sister|partner|boss|friend|colleague"
          + "|neighbou?r|girlfriend|boyfriend|uncle|aunt|cousin|grandson|granddaughter|grandmother|grandfather|flatmate)";

  private PersonWords() {}
}
