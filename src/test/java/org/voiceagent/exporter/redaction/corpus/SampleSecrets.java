package org.voiceagent.exporter.redaction.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Made-up passwords, PINs, card security codes, keys and tokens. */
final class SampleSecrets {
  private static final String CATEGORY = "SECRET";
  private static final String TOKEN_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private SampleSecrets() {}

  static Value pin(Dice dice) {
    return Code.of(
        CATEGORY,
        List.of("pin", "pin code", "telephone pin", "security pin", "passcode"),
        List.of(dice.digits(dice.pick(List.of(4, 4, 4, 6)))),
        "");
  }

  static Value securityCode(Dice dice) {
    return Code.of(
        CATEGORY,
        List.of(
            "cvv", "cvc", "security code", "three digits on the back", "card verification code"),
        List.of(dice.digits(3)),
        "");
  }

  static Value oneTimeCode(Dice dice) {
    String code = dice.digits(6);
    return Code.of(
        CATEGORY,
        List.of("verification code", "one time code", "one-time password", "code we texted you"),
        List.of(code.substring(0, 3), code.substring(3)),
        "",
        "",
        "-",
        " ");
  }

  static Value password(Dice dice) {
    String word =
        dice.pick("Wintergarten", "bluehorse", "Mango", "tr0ub4dor", "dragonfly", "Sunset");
    return new AsIs(
        CATEGORY,
        List.of("password", "account password", "wifi password", "login password"),
        word
            + dice.pick("!", "#", "_", "$", "")
            + dice.digits(dice.between(2, 4))
            + dice.pick("", "x", "!"));
  }

  static Value apiKey(Dice dice) {
    String key =
        switch (dice.below(6)) {
          case 0 -> "sk-" + dice.characters(TOKEN_ALPHABET, 40);
          case 1 -> "sk-proj-" + dice.characters(TOKEN_ALPHABET, 44);
          case 2 -> "AKIA" + dice.characters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
          case 3 -> "ghp_" + dice.characters(TOKEN_ALPHABET, 36);
          case 4 -> "xoxb-" + dice.digits(12) + "-" + dice.characters(TOKEN_ALPHABET, 24);
          default -> "AIza" + dice.characters(TOKEN_ALPHABET, 35);
        };
    return new AsIs(CATEGORY, List.of("api key", "access key", "key"), key);
  }

  static Value webToken(Dice dice) {
    String token =
        base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + base64("{\"sub\":\"" + dice.digits(8) + "\",\"iat\":17614" + dice.digits(5) + "}")
            + "."
            + dice.characters(TOKEN_ALPHABET, 43);
    return new AsIs(CATEGORY, List.of("token", "jwt", "session token"), token);
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A value that is said only as it is written. */
  record AsIs(String category, List<String> called, String text) implements Value {
    @Override
    public Rendering written(Dice dice) {
      return Rendering.of(text);
    }

    @Override
    public Rendering spoken(Dice dice, Tongue tongue) {
      return Rendering.of(text);
    }

    @Override
    public List<Rendering> inTurns(Dice dice, Tongue tongue) {
      return List.of(Rendering.of(text));
    }

    @Override
    public boolean losesCapitals() {
      return false;
    }
  }
}
