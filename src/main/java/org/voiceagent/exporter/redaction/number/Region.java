package org.voiceagent.exporter.redaction.number;

/** A country whose national ids are looked for. */
public enum Region {
  /** United States: SSN, ITIN. */
  US,
  /** United Kingdom: National Insurance and NHS numbers. */
  GB,
  /** Germany: tax id. */
  DE,
  /** France: social security number. */
  FR,
  /** Spain: DNI, NIE. */
  ES,
  /** Italy: codice fiscale. */
  IT,
  /** The Netherlands: BSN. */
  NL,
  /** Poland: PESEL. */
  PL,
  /** India: Aadhaar, PAN. */
  IN,
  /** Brazil: CPF. */
  BR,
  /** Canada: SIN. */
  CA,
  /** Australia: TFN, Medicare. */
  AU
}
