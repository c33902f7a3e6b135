package org.voiceagent.exporter.http.security;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.voiceagent.exporter.yaml.YamlNode;

/**
 * Who may see what, once users have passwords. Immutable.
 *
 * @param metrics for {@code /metrics}
 * @param feedback for {@code /feedback} and below, and the front page
 * @param transcripts for {@code /calls} and below
 * @param unredacted the users who may read transcripts without redaction
 */
public record AccessPolicy(
    Permission metrics, Permission feedback, Permission transcripts, Set<String> unredacted) {
  /** A password for everything except health, if users have passwords; all transcripts redacted. */
  public static final AccessPolicy USUAL =
      new AccessPolicy(Permission.USUAL, Permission.USUAL, Permission.USUAL, Set.of());

  /** Copies the set. */
  public AccessPolicy {
    unredacted = Set.copyOf(unredacted);
  }

  /** Reads {@code http.access}. */
  public static AccessPolicy from(YamlNode node) {
    node.allowOnly("metrics", "feedback", "transcripts");
    YamlNode said = node.at("transcripts");
    Permission transcripts = Permission.from(said, true, "unredacted");
    Set<String> unredacted =
        said.isMapping() ? Set.copyOf(said.at("unredacted").texts(List.of())) : Set.of();
    unredacted.stream()
        .filter(user -> !transcripts.admits(user))
        .sorted()
        .forEach(
            user -> said.at("unredacted").problem("\"" + user + "\" is not listed under users"));
    return new AccessPolicy(
        Permission.from(node.at("metrics"), false),
        Permission.from(node.at("feedback"), false),
        transcripts,
        unredacted);
  }

  /**
   * The parts of this policy that contradict the users, as {@code key: why}.
   *
   * @param users the users who have a password
   */
  public List<String> conflicts(Set<String> users) {
    Set<String> named = new TreeSet<>(unredacted);
    areas().forEach(area -> named.addAll(area.users()));
    named.removeAll(users);
    Stream<String> unknown =
        named.stream().map(user -> "\"" + user + "\" is not listed under basic_auth_users");
    boolean wanted = areas().anyMatch(area -> area.kind() == Permission.Kind.PASSWORD);
    return Stream.concat(
            wanted && users.isEmpty()
                ? Stream.of("requires a password, but no user has one: see http.web_config")
                : Stream.empty(),
            unknown)
        .toList();
  }

  /** Who may see an area. */
  public Permission of(Area area) {
    return switch (area) {
      case HEALTH -> new Permission(Permission.Kind.OPEN, Set.of());
      case METRICS -> metrics;
      case FEEDBACK -> feedback;
      case TRANSCRIPTS -> transcripts;
      case CONTROL, NOTHING -> Permission.USUAL;
    };
  }

  private Stream<Permission> areas() {
    return Stream.of(metrics, feedback, transcripts);
  }
}
