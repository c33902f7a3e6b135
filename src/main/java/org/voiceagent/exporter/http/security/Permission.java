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
 * @param users with {@link Kind#PASSWORD}, the only users who may; empty for all users
 */
public record Permission(Kind kind, Set<String> users) {
  /** The default. */
  public static final Permission USUAL = new Permission(Kind.USUAL, Set.of());

  /** The rule. */
  public enum Kind {
    /** A password is required if any user has one. */
    USUAL,
    /** Everyone. */
    OPEN,
    /** Users with a password. */
    PASSWORD,
    /** No one. */
    OFF
  }

  /** Copies the users. */
  public Permission {
    users = Set.copyOf(users);
  }

  /**
   * Reads {@code open}, {@code password}, or users such as {@code {users: [anna]}}.
   *
   * @param mayBeOff whether {@code off} is allowed too
   * @param further other keys that are allowed beside {@code users}
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

  /** Whether everyone may. */
  boolean isOpen(boolean usersHavePasswords) {
    return kind == Kind.OPEN || (kind == Kind.USUAL && !usersHavePasswords);
  }

  /** Whether a user with a correct password may. */
  boolean admits(String user) {
    return kind != Kind.OFF && (users.isEmpty() || users.contains(user));
  }
}
