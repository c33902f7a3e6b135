package org.voiceagent.exporter.http.security;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Who may see an area. Immutable.
 *
 * @param kind the rule
 * @param users the only ones who may, with {@link Kind#PASSWORD}; empty for all there are
 */
public record Permission(Kind kind, Set<String> users) {
  /** What holds if nothing is said. */
  public static final Permission USUAL = new Permission(Kind.USUAL, Set.of());

  /** The rule. */
  public enum Kind {
    /** A password, if anybody has one. */
    USUAL,
    /** Everybody. */
    OPEN,
    /** Who has a password. */
    PASSWORD,
    /** Nobody. */
    OFF
  }

  /** Copies the users. */
  public Permission {
    users = Set.copyOf(users);
  }

  /**
   * Reads {@code open}, {@code password}, or who may as {@code {users: [anna]}}.
   *
   * @param mayBeOff whether {@code off} is possible too
   * @param further other keys that may stand beside {@code users}
   */
  static Permission from(YamlNode node, boolean mayBeOff, String... further) {
    if (!node.present()) {
      return USUAL;
    }
    if (node.isMapping()) {
      Set<String> keys = new LinkedHashSet<>(Set.of("users"));
      keys.addAll(List.of(further));
      node.allowOnly(keys.toArray(String[]::new));
      return new Permission(Kind.PASSWORD, Set.copyOf(node.at("users").texts(List.of())));
    }
    Map<String, Kind> kinds = new LinkedHashMap<>();
    Stream.of(Kind.values())
        .filter(kind -> mayBeOff || kind != Kind.OFF)
        .forEach(kind -> kinds.put(kind.name().toLowerCase(Locale.ROOT), kind));
    Kind kind = kinds.get(node.text(""));
    if (kind != null) {
      return new Permission(kind, Set.of());
    }
    node.problem("expected one of " + String.join(", ", kinds.keySet()) + " or {users: […]}");
    return new Permission(mayBeOff ? Kind.OFF : Kind.PASSWORD, Set.of());
  }

  /** Whether everybody may, when users have passwords or not. */
  boolean isOpen(boolean usersHavePasswords) {
    return kind == Kind.OPEN || (kind == Kind.USUAL && !usersHavePasswords);
  }

  /** Whether a user whose password was right may. */
  boolean admits(String user) {
    return kind != Kind.OFF && (users.isEmpty() || users.contains(user));
  }
}
