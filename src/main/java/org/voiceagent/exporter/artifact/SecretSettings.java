package org.voiceagent.exporter.artifact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognizes secrets among the settings of a configuration: by a key such as {@code api_key}, or by
 * a value that looks like a key or token. A setting that only counts or times something, such as
 * {@code max_tokens}, is not a secret.
 */
public final class SecretSettings {
  /** Parts of a key, as separated by anything but letters and digits, or by a capital letter. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:^|.*_)(?:secrets?|passwords?|passwd|passphrase|passcode|pwd|credentials?|creds|authorization"
              + "|bearer|cookie|dsn|(?:api|access|private|secret|signing|encryption|license|auth|account|ssh|webhook)_?keys?"
              + "|apikeys?|tokens?|auth|private|pin|otp|jwt|salt|hmac|connection_string"
              + "|auth_(?:header|id|user|username))(?:_.*|$)");

  /** Words behind which a number or a name stands and no secret. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?:max|min|input|output|total|completion|prompt|num|n|budget|context|thinking)_(?:[a-z]+_)?tokens?"
              + "|tokens?_(?:limit|budget|count|ttl|ttl_s|expiry|rate|per_.*|usage)"
              + "|(?:private|auth)_(?:mode|enabled|type|method|network)"
              + "|.*_(?:timeout|ttl|expiry|lifetime)(?:_(?:ms|s|sec|seconds|minutes))?"
              + "|auth_type|auth_method|auth_enabled");

  private static final List<Pattern> VALUES =
      List.of(
          Pattern.compile("-----BEGIN [A-Z ]{0,40}(?:KEY|CERTIFICATE)-----"),
          Pattern.compile("(?i)\\b(?:bearer|basic)\\s+[A-Za-z0-9+/=._~-]{12,}"),
          Pattern.compile("(?:^|[^A-Za-z0-9])(?:sk|pk|rk)[-_][A-Za-z0-9_-]{12,}"),
          Pattern.compile(
              "\\b(?:gh[pousr]_|github_pat_|glpat-|xox[abposr]-|hf_|gsk_|xai-|AKIA|ASIA|AIza|ya29\\.)[A-Za-z0-9_-]{10,}"),
          Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]{1,30}://[^\\s/:@]{0,100}:[^\\s/@]{1,200}@"),
          Pattern.compile(
              "(?i)[?&;](?:api_?key|key|token|secret|password|sig|signature|access_token)="),
          Pattern.compile("(?i)\\bhttps?://[^\\s/]{0,100}\\bhooks?\\b[^\\s/]{0,100}/[^\\s]"),
          Pattern.compile("(?i)\\bhttps?://[^\\s]{1,200}/(?:web)?hooks?[/?]"));

  /** A run of these that mixes letters and digits and is as long as a key. */
  private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9]{32,}={0,2}");

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** No form of a secret is shorter, but for those with an at sign or an equals sign in them. */
  private static final int SHORTEST = 13;

  private static final String REPLACED = "[SECRET]";

  private SecretSettings() {}

  /**
   * Whether a setting must not be shown.
   *
   * @param key with dots between its parts
   * @param value as text
   */
  public static boolean isSecret(String key, String value) {
    return isSecretName(key) || isSecretValue(value);
  }

  /** Whether a key says that its value is a secret. */
  public static boolean isSecretName(String key) {
    for (String part : key.split("\\.", -1)) {
      String words = words(part);
      if (NAME.matcher(words).matches() && !HARMLESS.matcher(words).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value looks like a secret, regardless of its key. */
  public static boolean isSecretValue(String value) {
    if (value.length() < SHORTEST && value.indexOf('@') < 0 && value.indexOf('=') < 0) {
      return value.strip().equals(REPLACED);
    }
    if (JsonWebToken.isIn(value) || VALUES.stream().anyMatch(form -> form.matcher(value).find())) {
      return true;
    }
    String bare = value.strip();
    // A snapshot must read the same after its secrets were replaced: it did not change.
    if (bare.equals(REPLACED)) {
      return true;
    }
    return LONG_RUN.matcher(bare).matches()
        && !UUID.matcher(bare).matches()
        && bare.chars().anyMatch(c -> c >= '0' && c <= '9')
        && bare.chars().anyMatch(Character::isLetter);
  }

  /** {@code apiKey}, {@code API-KEY} and {@code api_key} are one. */
  private static String words(String part) {
    return part.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(Locale.ROOT);
  }
}
