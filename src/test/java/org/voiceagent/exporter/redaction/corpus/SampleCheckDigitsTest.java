package org.voiceagent.exporter.redaction.corpus;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The rules against the examples that their offices or the literature print. */
final class SampleCheckDigitsTest {

  @Test
  void cards() {
    assertAll(
        () -> assertEquals("4111111111111111", SampleCheckDigits.luhn("411111111111111")),
        () -> assertEquals("378282246310005", SampleCheckDigits.luhn("37828224631000")),
        () -> assertEquals("79927398713", SampleCheckDigits.luhn("7992739871")),
        () -> assertFalse(SampleCheckDigits.passesLuhn("4111111111111112")));
  }

  @Test
  void ibans() {
    assertAll(
        () -> assertEquals("89", SampleCheckDigits.iban("DE", "370400440532013000")),
        () -> assertEquals("82", SampleCheckDigits.iban("GB", "WEST12345698765432")),
        () -> assertEquals("14", SampleCheckDigits.iban("FR", "20041010050500013M02606")),
        () -> assertEquals("91", SampleCheckDigits.iban("NL", "ABNA0417164300")));
  }

  @Test
  void nationalNumbers() {
    assertAll(
        () -> assertEquals("2363", SampleCheckDigits.verhoeff("236")),
        () -> assertEquals("046454286", SampleCheckDigits.luhn("04645428")),
        () -> assertEquals(9, NationalIdChecks.nhs("943476591")),
        () -> assertEquals(9, NationalIdChecks.steuerId("8609574271")),
        () -> assertEquals("38", NationalIdChecks.nir("2550814168025")),
        () -> assertEquals("Z", NationalIdChecks.dni("12345678")),
        () -> assertEquals("L", NationalIdChecks.dni("X1234567")),
        () -> assertEquals('S', NationalIdChecks.codiceFiscale("RSSMRA85T10A562")),
        () -> assertEquals(3, NationalIdChecks.bsn("11122233")),
        () -> assertEquals(9, NationalIdChecks.pesel("4405140135")),
        () -> assertEquals("25", NationalIdChecks.cpf("529982247")),
        () -> assertTrue(NationalIdChecks.isTfn("123456782")),
        () -> assertEquals(0, NationalIdChecks.medicare("21234567")));
  }
}
