package org.voiceagent.exporter.artifact;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for each key whether its name marks its value as a secret. All snapshots of an engine
 * have the same keys, so each is judged once. Bounded; thread-safe.
 */
final class SecretNames {
  /** Engines have some hundred keys. */
  private static final int MOST = 4_000;

  private static final int LONGEST = 200;

  private final Map<String, Boolean> judged = new ConcurrentHashMap<>();

  /**
   * Whether a setting must not be shown; see {@link SecretSettings}.
   *
   * @param key with dots between its parts
   * @param value as text
   */
  boolean isSecret(String key, String value) {
    return isSecretName(key) || SecretSettings.isSecretValue(value);
  }

  private boolean isSecretName(String key) {
    Boolean known = judged.get(key);
    if (known != null) {
      return known;
    }
    boolean secret = SecretSettings.isSecretName(key);
    if (key.length() <= LONGEST && judged.size() < MOST) {
      judged.put(key, secret);
    }
    return secret;
  }
}
