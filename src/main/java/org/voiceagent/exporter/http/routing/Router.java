package org.voiceagent.exporter.http.routing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the page of a request, and turns every failure of the page into an error response. */
public final class Router {
  private static final Logger logger = LoggerFactory.getLogger(Router.class);

  private final List<Route> routes;

  /**
   * @param routes at most one for each path
   */
  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * Answers a request.
   *
   * @throws CancellationException if a page ends because the thread is interrupted; never otherwise
   */
  public PageResponse answer(PageRequest request) {
    for (Route route : routes) {
      Optional<PageRequest> seen = route.match(request);
      if (seen.isPresent()) {
        return checked(route, seen.get());
      }
    }
    return PageResponse.error(404, "no such page; / lists all pages");
  }

  private static PageResponse checked(Route route, PageRequest request) {
    if (!route.takes(request.method())) {
      String allow = route.allow();
      return PageResponse.error(405, "only " + allow + " is allowed here")
          .withHeader("Allow", allow);
    }
    if (request.headers().announceBody()) {
      return PageResponse.error(413, "requests must not have a body here");
    }
    return answer(route, request);
  }

  private static PageResponse answer(Route route, PageRequest request) {
    try {
      route.parameters().check(request.parameters());
      return route.page().answer(request);
    } catch (RefusedException refused) {
      return PageResponse.error(refused.status(), refused.getMessage());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the client is no longer waiting for this page");
      }
      logger.error("{} /{} failed: {}", request.method(), path(route), where(failure));
      return PageResponse.error(500, "the page could not be created; see the daemon's log");
    }
  }

  /** The pattern instead of the path that was sent, which could contain anything. */
  private static String path(Route route) {
    return String.join("/", route.pattern());
  }

  /** The exception and its place, without its message, which might quote a transcript. */
  private static String where(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure.getClass().getName() + (trace.length > 0 ? " at " + trace[0] : "");
  }
}
