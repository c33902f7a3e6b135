package org.voiceagent.exporter.http.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.voiceagent.exporter.http.routing.PageRequest;
import org.voiceagent.exporter.http.routing.PageResponse;
import org.voiceagent.exporter.web.PasswordChecker;
import org.voiceagent.exporter.web.PasswordHash;
import org.voiceagent.exporter.web.WebMeter;
import org.voiceagent.exporter.web.WebMeter.Refusal;

/** Checks user, password and permission of a request before a page answers it. Thread-safe. */
public final class Authenticator {
  private static final String CHALLENGE = "Basic realm=\"voice-agent-exporter\", charset=\"UTF-8\"";

  private final Protection protection;
  private final WebMeter meter;
  private final PasswordChecker logins;

  public Authenticator(Protection protection, PasswordChecker logins) {
    this.protection = protection;
    this.meter = protection.meter();
    this.logins = logins;
  }

  /** Lets the page answer, with the user if a password was required, or refuses the request. */
  public PageResponse answer(PageRequest request, Function<PageRequest, PageResponse> pages) {
    Map<String, PasswordHash> users = protection.web().current().users();
    Area area = Area.of(request.segments());
    Permission permission = protection.access().of(area);
    if (permission.kind() == Permission.Kind.OFF) {
      return PageResponse.error(403, "this is disabled by http.access in the configuration");
    }
    if (permission.isOpen(!users.isEmpty())) {
      return pages.apply(request);
    }
    List<String> authorization = request.lines("Authorization");
    if (authorization.isEmpty() || users.isEmpty()) {
      return unauthorized("this requires a user name and a password");
    }
    return BasicCredentials.of(authorization)
        .map(given -> answer(request, pages, users, permission, given))
        .orElseGet(() -> refused(Refusal.WRONG));
  }

  private PageResponse answer(
      PageRequest request,
      Function<PageRequest, PageResponse> pages,
      Map<String, PasswordHash> users,
      Permission permission,
      BasicCredentials given) {
    return switch (logins.check(users, given.user(), given.password().getBytes(UTF_8))) {
      case WRONG -> refused(Refusal.WRONG);
      case BUSY -> refused(Refusal.BUSY);
      case RIGHT ->
          permission.admits(given.user())
              ? pages.apply(request.by(Optional.of(given.user())))
              : refused(Refusal.FORBIDDEN);
    };
  }

  private PageResponse refused(Refusal why) {
    meter.refused(why);
    return switch (why) {
      case WRONG -> unauthorized("wrong user name or password");
      case FORBIDDEN -> PageResponse.error(403, "this user is not allowed to see this");
      case BUSY ->
          PageResponse.error(503, "too many passwords are being checked; try again later")
              .withHeader("Retry-After", "2");
    };
  }

  private static PageResponse unauthorized(String why) {
    return PageResponse.error(401, why).withHeader("WWW-Authenticate", CHALLENGE);
  }
}
